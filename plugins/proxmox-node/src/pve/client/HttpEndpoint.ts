import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Dispatcher, Pool } from 'undici';
import { PveTlsOptions } from './PveClientOptions';
import { createConnector } from './createConnector';

/** One HTTP request, ready to be sent. */
export interface HttpExchange {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** An answer with its whole body. */
export interface HttpAnswer {
  status: number;
  /** The reason phrase: Proxmox puts its message there. */
  reason: string;
  contentType: string;
  body: string;
}

/** The answer is larger than the engine is willing to hold. */
export class AnswerTooLarge extends Error {}

/** What {@link HttpEndpoint} needs to know. */
export interface HttpEndpointOptions {
  origin: string;
  tls?: PveTlsOptions;
  connectTimeoutMs: number;
  maxResponseBytes: number;
}

/** One API host with its connections. Sends once, never again. */
export class HttpEndpoint {
  readonly origin: string;
  readonly #pool: Pool;
  readonly #maxResponseBytes: number;

  constructor(options: HttpEndpointOptions) {
    this.origin = options.origin;
    this.#maxResponseBytes = options.maxResponseBytes;
    this.#pool = new Pool(options.origin, {
      connect: createConnector(options.tls, options.connectTimeoutMs),
      connections: 6,
      pipelining: 1,
      // pveproxy closes after 5 s of silence: whoever sends in that moment loses the request.
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 4_000,
      // One deadline covers everything, see the signal.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async exchange(request: HttpExchange): Promise<HttpAnswer> {
    const { method, path, headers, body, signal } = request;
    const answer = await this.#pool.request({
      method,
      path,
      headers,
      body: body ?? null,
      signal,
    });
    const text = await readAnswerText(answer, this.#maxResponseBytes);
    return {
      status: answer.statusCode,
      reason: answer.statusText,
      contentType: String(answer.headers['content-type'] ?? ''),
      body: text,
    };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** The whole body as text; throws {@link AnswerTooLarge}. */
export async function readAnswerText(
  answer: Pick<Dispatcher.ResponseData, 'body' | 'headers'>,
  maxBytes: number,
): Promise<string> {
  return decode(answer, await readBody(answer.body, maxBytes), maxBytes);
}

async function readBody(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop by an error destroys the body and its connection.
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new AnswerTooLarge(`more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Nothing compressed is asked for, but a proxy in between may do so all the same. */
async function decode(
  answer: Pick<Dispatcher.ResponseData, 'headers'>,
  content: Buffer,
  maxBytes: number,
): Promise<string> {
  if (answer.headers['content-encoding'] !== 'gzip') {
    return content.toString('utf8');
  }
  const plain = await promisify(gunzip)(content, { maxOutputLength: maxBytes });
  return plain.toString('utf8');
}
