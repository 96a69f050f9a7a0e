import { Agent, request as httpsRequest } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { WireAnswer } from './types';

/** One request as it goes over the wire. */
export interface WireRequest {
  url: string;
  caPem: string;
  method: string;
  /** Path and query exactly as to be sent. */
  target: string;
  headers: Record<string, string>;
  body?: string;
}

/** Handshakes are the slow part: connections are kept, sessions resumed. */
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

function flatten(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value ?? '';
  }
  return headers;
}

async function readAnswer(response: IncomingMessage): Promise<WireAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const isZipped = response.headers['content-encoding'] === 'gzip';
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    headers: flatten(response),
    text: (isZipped ? gunzipSync(bytes) : bytes).toString('utf8'),
    length: bytes.length,
  };
}

/** Sends one request over TLS and reads the whole answer. */
export async function sendRequest(options: WireRequest): Promise<WireAnswer> {
  const { hostname, port } = new URL(options.url);
  const body =
    options.body === undefined ? undefined : Buffer.from(options.body);
  const headers: Record<string, string | number> = { ...options.headers };
  const { method } = options;
  const writes = method === 'POST' || method === 'PUT';
  if (body || writes) headers['Content-Length'] = body?.length ?? 0;
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(
      {
        hostname,
        port,
        path: options.target,
        method,
        headers,
        ca: options.caPem,
        agent,
      },
      response => {
        readAnswer(response).then(resolve, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
