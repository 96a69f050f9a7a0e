import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { SimulatorClock } from '../../clock';

const ticketLifetimeMs = 2 * 60 * 60 * 1000;

/** Issues and verifies tickets with the tokens that protect against CSRF. */
export class Sessions {
  readonly #key = randomBytes(32);
  readonly #issued = new Map<string, number>();

  constructor(private readonly clock: SimulatorClock) {}

  issueTicket(userid: string, prefix = 'PVE'): string {
    const stamp = this.clock.seconds().toString(16).toUpperCase();
    const salt = randomBytes(8).toString('hex');
    const plain = `${prefix}:${userid}:${stamp}`;
    const ticket = `${plain}::${this.#sign(`${plain}${salt}`)}`;
    this.#issued.set(ticket, this.clock.elapsed());
    return ticket;
  }

  issueCsrfToken(userid: string): string {
    const stamp = this.clock.seconds().toString(16).toUpperCase();
    return `${stamp}:${this.#sign(`${stamp}:${userid}`)}`;
  }

  /** The user of a ticket that is genuine and not older than two hours. */
  verifyTicket(ticket: string): string | undefined {
    const issuedAt = this.#issued.get(ticket);
    if (issuedAt === undefined) return undefined;
    if (this.clock.elapsed() - issuedAt > ticketLifetimeMs) {
      this.#issued.delete(ticket);
      return undefined;
    }
    return /^PVE:(.+):[0-9A-F]+::/.exec(ticket)?.[1];
  }

  verifyCsrfToken(userid: string, token: string | undefined): boolean {
    const [stamp, signature] = (token ?? '').split(':', 2);
    if (!stamp || !signature) return false;
    const expected = Buffer.from(this.#sign(`${stamp}:${userid}`));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64');
  }
}
