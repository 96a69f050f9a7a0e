import { Guest, GuestDetailsAnswer } from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { RecentAnswers } from '../RecentAnswers';
import { guestKey } from '../guestKey';
import {
  GuestDetailsReading,
  PartReading,
  readGuestDetails,
} from './readGuestDetails';

/** Long enough for a page and its neighbours, short enough to be seen changing. */
const MAX_AGE_MS = 15_000;
const MAX_ENTRIES = 500;
/** A person waits for this; the source's own deadline is made for bulk reads. */
const DEADLINE_MS = 10_000;

/** Reads what is only known on demand, once for everybody who asks at the same time. */
export class GuestDetailsService {
  readonly #inventory: Pick<ProxmoxInventory, 'getClient'>;
  readonly #now: () => Date;
  readonly #deadlineMs: number;
  readonly #readings: RecentAnswers<GuestDetailsReading>;

  static create(options: {
    inventory: Pick<ProxmoxInventory, 'getClient'>;
    now?: () => Date;
    deadlineMs?: number;
  }) {
    return new GuestDetailsService(options);
  }

  private constructor(options: {
    inventory: Pick<ProxmoxInventory, 'getClient'>;
    now?: () => Date;
    deadlineMs?: number;
  }) {
    const now = options.now ?? (() => new Date());
    this.#inventory = options.inventory;
    this.#now = now;
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    this.#readings = new RecentAnswers({
      maxAgeMs: MAX_AGE_MS,
      maxEntries: MAX_ENTRIES,
      now: () => now().getTime(),
    });
  }

  /** The parts with their ages, or for each why it could not be read; failures are kept as long, so that a dead source is left in peace. */
  async read(
    guest: Guest,
    options: { mayReadCluster: boolean },
  ): Promise<GuestDetailsAnswer> {
    const reading = await this.#readings.get(guestKey(guest), () =>
      readGuestDetails({
        client: this.#inventory.getClient(guest.source),
        guest,
        signal: AbortSignal.timeout(this.#deadlineMs),
        now: this.#now,
      }),
    );
    const forCaller = <T>(part: PartReading<T>) => toPart(part, options);
    return {
      configuration: forCaller(reading.configuration),
      addresses: forCaller(reading.addresses),
      snapshots: forCaller(reading.snapshots),
    };
  }

  /** What was read a moment ago, without asking Proxmox. */
  peek(guest: Guest): Promise<GuestDetailsReading | undefined> {
    return this.#readings.peek(guestKey(guest));
  }
}

function toPart<T>(
  part: PartReading<T>,
  { mayReadCluster }: { mayReadCluster: boolean },
) {
  if ('value' in part) {
    return { asOf: part.asOf, value: part.value };
  }
  return { problem: mayReadCluster ? part.problem : part.publicProblem };
}
