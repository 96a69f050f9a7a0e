import { PveClock } from './PveClock';

/** What a login brings. */
export interface PveTicket {
  ticket: string;
  csrfToken: string;
}

/** Credentials for one request. */
export interface PveAuthorisation {
  headers: Record<string, string>;
  /** Counts logins, so that a 401 of an old ticket does not end a new one. */
  generation: number;
}

/** Proves who asks. */
export interface PveSession {
  authorise(method: string): Promise<PveAuthorisation>;
  /** After a 401: true where the same call is worth another try with what `authorise` then gives. */
  renew(refused: PveAuthorisation): boolean;
  /** What must not be seen in any text. */
  secrets(): string[];
}

/** An API token: nothing to renew, no CSRF. */
export class TokenSession implements PveSession {
  readonly #id: string;
  readonly #secret: string;

  constructor(id: string, secret: string) {
    this.#id = id;
    this.#secret = secret;
  }

  async authorise(): Promise<PveAuthorisation> {
    return {
      headers: { authorization: `PVEAPIToken=${this.#id}=${this.#secret}` },
      generation: 0,
    };
  }

  renew(): boolean {
    return false;
  }

  secrets(): string[] {
    return [this.#secret];
  }
}

/** Half of a ticket's life: a call that starts just before still ends well within it. */
const RENEW_AFTER_MS = 60 * 60 * 1000;

interface CurrentTicket extends PveTicket {
  since: number;
  generation: number;
}

/** User and password: one login at a time, renewed after an hour and once on any 401. */
export class TicketSession implements PveSession {
  readonly #password: string;
  readonly #login: () => Promise<PveTicket>;
  readonly #clock: PveClock;
  #current?: CurrentTicket;
  #running?: Promise<CurrentTicket>;
  #generation = 0;

  constructor(options: {
    password: string;
    login: () => Promise<PveTicket>;
    clock: PveClock;
  }) {
    this.#password = options.password;
    this.#login = options.login;
    this.#clock = options.clock;
  }

  async authorise(method: string): Promise<PveAuthorisation> {
    const { ticket, csrfToken, generation } = await this.#ticket();
    const headers: Record<string, string> = {
      cookie: `PVEAuthCookie=${ticket}`,
    };
    if (method !== 'GET') {
      headers.csrfpreventiontoken = csrfToken;
    }
    return { headers, generation };
  }

  renew(refused: PveAuthorisation): boolean {
    if (refused.generation === this.#current?.generation) {
      this.#current = undefined;
    }
    return true;
  }

  secrets(): string[] {
    const current = this.#current;
    return current
      ? [this.#password, current.ticket, current.csrfToken]
      : [this.#password];
  }

  async #ticket(): Promise<CurrentTicket> {
    const current = this.#current;
    if (current && this.#clock.now() - current.since < RENEW_AFTER_MS) {
      return current;
    }
    this.#running ??= this.#renew().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #renew(): Promise<CurrentTicket> {
    const ticket = await this.#login();
    this.#generation += 1;
    this.#current = {
      ...ticket,
      since: this.#clock.now(),
      generation: this.#generation,
    };
    return this.#current;
  }
}
