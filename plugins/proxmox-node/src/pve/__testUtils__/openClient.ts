import { PveClient } from '../client/PveClient';
import { PveClientOptions } from '../client/PveClientOptions';
import { PveClock } from '../client/PveClock';
import { PveError } from '../client/PveError';
import { TestServer } from './startServer';

const TOKEN_ID = 'monitor@pve!rackstage';
export const TOKEN_SECRET = '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9';
export const PASSWORD = 'correct horse & battery=staple';

/** Time that stands still but for sleeps, which pass at once. Deadlines pass when a test says so. */
export class FakeClock implements PveClock {
  #now = 1_700_000_000_000;
  readonly sleeps: number[] = [];
  readonly #deadlines: AbortController[] = [];

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    this.#now += milliseconds;
  }

  deadline(): AbortSignal {
    const controller = new AbortController();
    this.#deadlines.push(controller);
    return controller.signal;
  }

  /** Lets every deadline pass that was set so far. */
  expire() {
    for (const deadline of this.#deadlines.splice(0)) {
      deadline.abort(new DOMException('expired', 'TimeoutError'));
    }
  }

  advance(milliseconds: number) {
    this.#now += milliseconds;
  }
}

/** Collects what would be logged. */
export class CollectingLogger {
  readonly lines: string[] = [];

  debug(message: string) {
    this.lines.push(message);
  }

  warn(message: string) {
    this.lines.push(message);
  }
}

const openClients: PveClient[] = [];

/** A client of these servers, pinned to their certificates, with a token. */
export function openClient(
  servers: TestServer[],
  options: Partial<PveClientOptions> = {},
): PveClient {
  const client = PveClient.create({
    name: 'fra',
    endpoints: servers.map(server => server.url),
    auth: { tokenId: TOKEN_ID, tokenSecret: TOKEN_SECRET },
    tls: {
      fingerprints: servers.map(server => server.certificate.fingerprint),
    },
    clock: new FakeClock(),
    ...options,
  });
  openClients.push(client);
  return client;
}

/** Closes whatever {@link openClient} has opened. */
export async function closeClients(): Promise<void> {
  await Promise.all(openClients.splice(0).map(client => client.close()));
}

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<PveError> {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof PveError)) {
    throw new Error(`expected a PveError, got ${error ?? 'an answer'}`);
  }
  return error;
}
