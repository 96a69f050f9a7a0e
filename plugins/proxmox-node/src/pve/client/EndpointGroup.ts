import { ConnectFailure } from './createConnector';
import { HttpAnswer, HttpEndpoint, HttpExchange } from './HttpEndpoint';
import { PveLogger } from './PveClientOptions';

/** No endpoint could be connected to: one line per endpoint. */
export class NoEndpoint extends Error {
  readonly kind: ConnectFailure['kind'];

  constructor(failures: Array<{ origin: string; failure: ConnectFailure }>) {
    super(
      failures
        .map(({ origin, failure }) => `${origin}: ${failure.message}`)
        .join('; '),
    );
    // Of several reasons the certificate is the one that waiting does not cure.
    const kinds = failures.map(({ failure }) => failure.kind);
    this.kind = kinds.includes('certificate') ? 'certificate' : kinds[0];
  }
}

/** An entry node's answer that it could not reach the node in question. */
const CANNOT_REACH_NODE = 595;

/**
 * The API hosts of one cluster. Any of them answers for all; the one that last did is asked first, and the next is
 * tried where a connection does not come about.
 */
export class EndpointGroup {
  readonly #source: string;
  readonly #endpoints: HttpEndpoint[];
  readonly #logger: PveLogger;
  /** What was logged of each endpoint since it last answered. */
  readonly #reported = new Map<string, string>();
  #preferred = 0;

  constructor(options: {
    source: string;
    endpoints: HttpEndpoint[];
    logger: PveLogger;
  }) {
    this.#source = options.source;
    this.#endpoints = options.endpoints;
    this.#logger = options.logger;
  }

  /** @throws NoEndpoint where every connection failed. Whatever else goes wrong is not tried elsewhere. */
  async exchange(request: HttpExchange): Promise<HttpAnswer> {
    const failures: Array<{ origin: string; failure: ConnectFailure }> = [];
    let unreached: HttpAnswer | undefined;
    for (const index of this.#order()) {
      const endpoint = this.#endpoints[index];
      try {
        const answer = await endpoint.exchange(request);
        this.#reported.delete(endpoint.origin);
        const isLastWord = unreached !== undefined || request.method !== 'GET';
        if (answer.status !== CANNOT_REACH_NODE || isLastWord) {
          this.#prefer(index);
          return answer;
        }
        // Either that node is down, or only this entry cannot reach it: a second entry decides.
        unreached = answer;
      } catch (error) {
        if (!(error instanceof ConnectFailure)) {
          throw error;
        }
        this.#report(endpoint.origin, error);
        failures.push({ origin: endpoint.origin, failure: error });
      }
    }
    if (unreached) {
      return unreached;
    }
    throw new NoEndpoint(failures);
  }

  async close(): Promise<void> {
    await Promise.all(this.#endpoints.map(endpoint => endpoint.close()));
  }

  /** Once as a warning: a host that is down is asked again every few seconds. */
  #report(origin: string, failure: ConnectFailure) {
    const message = `Proxmox ${this.#source}: cannot connect to ${origin}: ${
      failure.message
    }`;
    if (this.#reported.get(origin) === message) {
      this.#logger.debug(message);
    } else {
      this.#reported.set(origin, message);
      this.#logger.warn(message);
    }
  }

  #order(): number[] {
    const indexes = this.#endpoints.map((_, index) => index);
    return [
      ...indexes.slice(this.#preferred),
      ...indexes.slice(0, this.#preferred),
    ];
  }

  #prefer(index: number) {
    if (index !== this.#preferred) {
      this.#preferred = index;
      this.#logger.warn(
        `Proxmox ${this.#source}: now using ${this.#endpoints[index].origin}`,
      );
    }
  }
}
