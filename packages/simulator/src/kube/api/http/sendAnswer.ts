import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** An answer ready for the wire. */
export interface WireAnswer {
  status: number;
  body: string | Buffer;
  /** An empty one is not sent. */
  headers: Record<string, string>;
  warnings: string[];
  /** Whether the body may be compressed when it is large. */
  mayCompress: boolean;
}

/** Smaller bodies are never compressed. */
const gzipFrom = 128 * 1024;
/** Larger bodies are sent without a length, as Go does. */
const chunkedFrom = 2048;

/** A warning as a header; quotes and control characters cannot stand in it. */
export function warningHeader(text: string): string {
  return `299 - "${text.replace(/[\r\n]/g, ' ').replace(/(["\\])/g, '\\$1')}"`;
}

/** Headers that every answer carries. */
export function setCommonHeaders(
  response: ServerResponse,
  warnings: string[],
): void {
  response.setHeader('Audit-Id', randomUUID());
  response.setHeader('Cache-Control', 'no-cache, private');
  if (warnings.length > 0) {
    response.setHeader('Warning', warnings.map(warningHeader));
  }
}

function writeBody(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, status }: { bytes: Buffer; status: number },
): void {
  // What is not modified keeps the type that the client has cached.
  const isUnmodified = status === 304;
  if (isUnmodified) response.removeHeader('Content-Type');
  const isHead = request.method === 'HEAD';
  const isShort = bytes.length <= chunkedFrom || isHead;
  if (isShort && !isUnmodified) {
    response.setHeader('Content-Length', bytes.length);
  }
  response.writeHead(status);
  response.end(isHead || isUnmodified ? undefined : bytes);
}

/** Writes an answer. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: WireAnswer,
): void {
  if (response.destroyed || response.headersSent) return;
  setCommonHeaders(response, answer.warnings);
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== '') response.setHeader(name, value);
  }
  const plain = Buffer.from(answer.body);
  const accepts = /gzip/.test(String(request.headers['accept-encoding'] ?? ''));
  const isZipped = answer.mayCompress && accepts && plain.length > gzipFrom;
  const bytes = isZipped ? gzipSync(plain, { level: 4 }) : plain;
  if (isZipped) {
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
  }
  writeBody(request, response, { bytes, status: answer.status });
}
