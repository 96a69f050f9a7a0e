import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** An answer ready for the wire. */
export interface WireAnswer {
  status: number;
  /** Text whose first line becomes the reason phrase. */
  reason: string;
  body?: string;
  contentType?: string;
  /** The call went through a second server, which adds its own Connection. */
  isProxied?: boolean;
  location?: string;
}

const gzipFrom = 1024;
const requestsPerConnection = 100;

const answered = new WeakMap<object, number>();

function mustClose(request: IncomingMessage, status: number): boolean {
  const count = (answered.get(request.socket) ?? 0) + 1;
  answered.set(request.socket, count);
  return (
    status >= 400 ||
    count >= requestsPerConnection ||
    /close/i.test(request.headers.connection ?? '')
  );
}

function connectionHeader(
  request: IncomingMessage,
  answer: WireAnswer,
): string | string[] {
  if (mustClose(request, answer.status)) return 'close';
  if (!answer.isProxied) return 'Keep-Alive';
  // Both servers on the way write the header; recorded like this.
  return request.method === 'GET'
    ? ['Keep-Alive', 'Keep-Alive']
    : ['close', 'Keep-Alive'];
}

function reasonPhrase(text: string): string {
  return text.split('\n')[0].replace(/[^\t\x20-\x7e\x80-\xff]/g, '?') || 'OK';
}

function setHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  answer: WireAnswer,
): void {
  const date = new Date().toUTCString();
  response.sendDate = false;
  response.setHeader('Cache-Control', 'max-age=0');
  response.setHeader('Connection', connectionHeader(request, answer));
  response.setHeader('Date', date);
  response.setHeader('Pragma', 'no-cache');
  response.setHeader('Server', 'pve-api-daemon/3.0');
  response.setHeader('Expires', date);
  if (answer.location) response.setHeader('Location', answer.location);
  if (answer.contentType) {
    response.setHeader('Content-Type', answer.contentType);
  }
}

/** Writes an answer with the status line and headers of the vendor's server. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: WireAnswer,
): void {
  if (response.destroyed || response.headersSent) return;
  setHeaders(request, response, answer);
  const reason = reasonPhrase(answer.reason);
  if (answer.body === undefined) {
    // Such answers have neither length nor type; the connection just ends.
    response.removeHeader('Content-Length');
    response.removeHeader('Transfer-Encoding');
    response.writeHead(answer.status, reason);
    response.end();
    return;
  }
  const plain = Buffer.from(answer.body, 'utf8');
  const accepts = /gzip/.test(String(request.headers['accept-encoding'] ?? ''));
  const isZipped = accepts && plain.length > gzipFrom;
  if (isZipped) response.setHeader('Content-Encoding', 'gzip');
  const bytes = isZipped ? gzipSync(plain, { level: 1 }) : plain;
  response.setHeader('Content-Length', bytes.length);
  response.writeHead(answer.status, reason);
  response.end(bytes);
}
