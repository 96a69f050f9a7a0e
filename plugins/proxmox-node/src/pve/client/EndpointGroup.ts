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
        this.#logger.warn(
          `Proxmox ${this.#source}: cannot connect to ${endpoint.origin}: ${
            error.message
          }`,
        );
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
