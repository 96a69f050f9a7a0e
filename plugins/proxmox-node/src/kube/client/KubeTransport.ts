import { buildConnector, Dispatcher, Pool } from 'undici';
import {
  ConnectFailure,
  toConnectFailure,
} from '../../pve/client/createConnector';
import { AnswerTooLarge } from '../../pve/client/HttpEndpoint';
import { KubeConnection } from './KubeConnection';
import { KubeError, KubeErrorKind } from './KubeError';
import { kubeNextStepFor } from './kubeNextStepFor';
import { LineTooLong } from './readLines';

const CONNECT_TIMEOUT_MS = 10_000;
const PARALLEL_CALLS = 6;

/** One HTTP request, ready to be sent. */
export interface KubeExchange {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Without query. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** The connections to one API server. Sends once, never again. */
export class KubeTransport {
  readonly #source: string;
  readonly #calls: Pool;
  // A watch holds its connection for minutes: it must never keep a call waiting.
  readonly #watches: Pool;
  readonly #basePath: string;
  readonly #authorization: Record<string, string>;

  constructor(source: string, connection: KubeConnection) {
    const { origin, pathname } = new URL(connection.url);
    const connect = createKubeConnector(connection);
    const options: Pool.Options = {
      connect,
      pipelining: 1,
      // One deadline covers everything, see the signal.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    this.#source = source;
    this.#basePath = pathname.replace(/\/+$/, '');
    this.#authorization = connection.token
      ? { authorization: `Bearer ${connection.token}` }
      : {};
    this.#calls = new Pool(origin, { ...options, connections: PARALLEL_CALLS });
    this.#watches = new Pool(origin, { ...options, connections: null });
  }

  /** Rejects with a `KubeError` where no answer came; an answer that is an error resolves. */
  async send(
    exchange: KubeExchange,
    purpose: 'call' | 'watch' = 'call',
  ): Promise<Dispatcher.ResponseData> {
    const { method, path, query = {}, headers, body, signal } = exchange;
    const pool = purpose === 'watch' ? this.#watches : this.#calls;
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        search.set(key, String(value));
      }
    }
    const suffix = search.size ? `?${search}` : '';
    try {
      return await pool.request({
        method,
        path: `${this.#basePath}${path}${suffix}`,
        headers: {
          accept: 'application/json',
          ...headers,
          ...this.#authorization,
        },
        body: body ?? null,
        signal,
      });
    } catch (error) {
      throw this.toError(exchange, error);
    }
  }

  /** What happened to the connection, in words. */
  toError(
    exchange: Pick<KubeExchange, 'method' | 'path'>,
    error: unknown,
  ): KubeError {
    if (error instanceof KubeError) {
      return error;
    }
    const { kind, reason } = explain(error);
    return new KubeError({
      source: this.#source,
      method: exchange.method,
      path: exchange.path,
      kind,
      status: 0,
      reason,
      nextStep: kubeNextStepFor(kind),
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#calls.destroy(), this.#watches.destroy()]);
  }
}

function createKubeConnector(
  connection: KubeConnection,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    ca: connection.ca,
    cert: connection.clientCertificate,
    key: connection.clientKey,
    servername: connection.serverName,
    // A half-open connection of a watch is noticed by the machine too, not only by the watchdog.
    keepAlive: true,
  });
  return (options, callback) =>
    connect(options, (error, socket) =>
      error ? callback(toConnectFailure(error), null) : callback(null, socket),
    );
}

function explain(error: unknown): { kind: KubeErrorKind; reason: string } {
  if (error instanceof ConnectFailure) {
    return { kind: error.kind, reason: error.message };
  }
  if (error instanceof AnswerTooLarge || error instanceof LineTooLong) {
    return {
      kind: 'unexpected-answer',
      reason: `the answer is too large: ${error.message}`,
    };
  }
  // By name, because a signal's reason is not an Error in every realm.
  const { name, message } = Object(error);
  if (name === 'TimeoutError') {
    return { kind: 'timeout', reason: String(message) };
  }
  return {
    kind: 'unreachable',
    reason: `the connection broke: ${message || 'it was closed'}`,
  };
}
