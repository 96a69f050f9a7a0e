import { EndpointGroup } from './EndpointGroup';
import { HttpAnswer } from './HttpEndpoint';
import { createEndpoints } from './createEndpoints';
import { NodeLimiter, untilAborted } from './NodeLimiter';
import { parseSuccess } from './parseAnswer';
import {
  PveAnswer,
  PveClientOptions,
  PveLogger,
  PveRequest,
} from './PveClientOptions';
import { PveClock, systemClock } from './PveClock';
import { PveError } from './PveError';
import { toPveError } from './toPveError';
import { PveSession } from './PveSession';
import { createSession } from './createSession';
import { prepareCall, PreparedCall, toExchange } from './prepareCall';
import { retryDelay } from './retryDelay';
import { PveTypedApi, typedApi } from './typedApi';

/**
 * Engine for the API of one Proxmox VE cluster: connections, trust, credentials, fail-over between its API hosts, one
 * deadline over the whole exchange, few calls at a time per node, and errors with names. Only reads are ever repeated.
 *
 * @public
 */
export class PveClient {
  /** Name of the source. */
  readonly name: string;
  /** proxmox-api's typed paths over this engine. */
  readonly api: PveTypedApi;
  readonly #endpoints: EndpointGroup;
  readonly #session: PveSession;
  readonly #limiter: NodeLimiter;
  readonly #clock: PveClock;
  /** Where whatever reads by this client reports what it had to leave out. */
  readonly logger: PveLogger;
  readonly #requestTimeoutMs: number;

  /**
   * Connects to nothing yet.
   *
   * @throws InputError where an endpoint is no https URL or a credential cannot be sent in a header.
   */
  static create(options: PveClientOptions): PveClient {
    return new PveClient(options);
  }

  private constructor(options: PveClientOptions) {
    this.name = options.name;
    this.#clock = options.clock ?? systemClock;
    this.logger = options.logger ?? { debug: () => {}, warn: () => {} };
    if (options.tls?.insecure) {
      this.logger.warn(
        `Proxmox ${options.name}: tls.insecure is set, so whoever sits in between can read the credentials. Set tls.ca or tls.fingerprints instead.`,
      );
    }
    this.#requestTimeoutMs = options.requestTimeoutMs ?? 30_000;
    this.#limiter = new NodeLimiter(options.concurrencyPerNode ?? 4);
    this.#endpoints = new EndpointGroup({
      source: options.name,
      endpoints: createEndpoints(options),
      logger: this.logger,
    });
    this.#session = createSession({
      source: options.name,
      auth: options.auth,
      clock: this.#clock,
      post: (path, params) => this.#login(path, params),
    });
    this.api = typedApi(request => this.request(request));
  }

  /**
   * Makes one call.
   *
   * @throws PveError for whatever Proxmox or the network refuses, and where the signal is that of a deadline; InputError
   * for an id that is none, before anything is sent; the signal's own reason when it is aborted otherwise.
   */
  async request(options: PveRequest): Promise<PveAnswer> {
    const call = prepareCall(options);
    try {
      const answer = await this.#limiter.run(call.node ?? '', call.signal, () =>
        this.#withRetries(call),
      );
      return await this.#understood(call, () => parseSuccess(answer));
    } catch (error) {
      throw this.#endedByCaller(call, error) ?? error;
    }
  }

  /** Closes all connections; calls under way fail. */
  async close(): Promise<void> {
    await this.#endpoints.close();
  }

  async #withRetries(call: PreparedCall): Promise<HttpAnswer> {
    const started = this.#clock.now();
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#authorised(call);
      } catch (error) {
        const isLast = attempt + 1 >= call.attempts || call.signal?.aborted;
        const delay = isLast
          ? undefined
          : retryDelay(call.method, error, attempt);
        const spent = this.#clock.now() - started;
        if (delay === undefined || spent + delay > this.#requestTimeoutMs) {
          throw error;
        }
        await this.#clock.sleep(delay, call.signal);
      }
    }
  }

  async #authorised(call: PreparedCall): Promise<HttpAnswer> {
    const first = await this.#authorise(call);
    try {
      return await this.#send(call, first.headers);
    } catch (error) {
      const refused = error instanceof PveError && error.status === 401;
      if (!refused || !this.#session.renew(first)) {
        throw error;
      }
      const second = await this.#authorise(call);
      return this.#send(call, second.headers);
    }
  }

  #authorise(call: PreparedCall) {
    const authorisation = this.#session.authorise(call.method);
    return call.signal
      ? untilAborted(authorisation, call.signal)
      : authorisation;
  }

  async #login(
    pathTemplate: string,
    params: Record<string, string>,
  ): Promise<PveAnswer> {
    const call = prepareCall({ method: 'POST', pathTemplate, params });
    const answer = await this.#send(call, {});
    return this.#understood(call, () => parseSuccess(answer));
  }

  async #send(
    call: PreparedCall,
    authorisation: Record<string, string>,
  ): Promise<HttpAnswer> {
    const deadline = this.#clock.deadline(this.#requestTimeoutMs);
    const started = this.#clock.now();
    const answer = await this.#understood(call, () =>
      this.#endpoints.exchange(toExchange(call, authorisation, deadline)),
    );
    this.logger.debug(
      `Proxmox ${this.name}: ${call.method} ${call.pathTemplate} ${
        answer.status
      } in ${this.#clock.now() - started} ms`,
    );
    if (answer.status !== 200) {
      throw toPveError(answer, this.#names(call));
    }
    return answer;
  }

  async #understood<T>(
    call: PreparedCall,
    step: () => T | Promise<T>,
  ): Promise<T> {
    try {
      return await step();
    } catch (error) {
      throw toPveError(error, this.#names(call));
    }
  }

  /** What to throw where the caller's signal ended the call: a deadline is a failure with a name like any other. */
  #endedByCaller(call: PreparedCall, error: unknown): unknown {
    const { signal } = call;
    const isAnswered = error instanceof PveError && error.status > 0;
    if (!signal?.aborted || isAnswered) {
      return undefined;
    }
    return Object(signal.reason).name === 'TimeoutError'
      ? toPveError(signal.reason, {
          ...this.#names(call),
          timeoutMs: undefined,
        })
      : signal.reason;
  }

  #names(call: PreparedCall) {
    return {
      source: this.name,
      method: call.method,
      pathTemplate: call.pathTemplate,
      node: call.node,
      timeoutMs: this.#requestTimeoutMs,
      secrets: [...this.#session.secrets(), ...call.secrets],
    };
  }
}
