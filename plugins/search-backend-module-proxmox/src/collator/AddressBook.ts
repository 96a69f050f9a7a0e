import { setTimeout as wait } from 'timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Guest, SourceState } from '@rackstage/plugin-proxmox-common';
import {
  guestRef,
  ProxmoxInventory,
  PveClient,
  readGuestAddresses,
  readGuestConfiguration,
} from '@rackstage/plugin-proxmox-node';
import { chooseGuests, ReadingMark } from './chooseGuests';

const PAUSE_MS = 50;
// An agent that does not answer blocks one of its node's few workers for as long as somebody waits for it.
const AGENT_TIMEOUT_MS = 5_000;

/** What a guest can be found by beside its name. */
export interface GuestContacts {
  addresses: string[];
  /** Lower case, colon-separated. */
  macs: string[];
}

/**
 * Addresses and MACs of guests. Proxmox has no list of them, so guests are asked one by one: each at most once an
 * hour, one at a time per source with pauses, and only for a while in each turn. What was found last is kept.
 */
export class AddressBook {
  readonly #inventory: Pick<ProxmoxInventory, 'getSources' | 'getClient'>;
  readonly #logger: Pick<LoggerService, 'debug'>;
  readonly #now: () => number;
  readonly #pauseMs: number;
  readonly #entries = new Map<string, ReadingMark & GuestContacts>();

  constructor(options: {
    inventory: Pick<ProxmoxInventory, 'getSources' | 'getClient'>;
    logger: Pick<LoggerService, 'debug'>;
    now?: () => number;
    pauseMs?: number;
  }) {
    this.#inventory = options.inventory;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
  }

  /** What is known of a guest; `undefined` where it was not read yet. */
  contactsOf(guest: Guest): GuestContacts | undefined {
    const entry = this.#entries.get(guestRef(guest));
    return entry?.name === guest.name ? entry : undefined;
  }

  /** Reads on where the last turn ended, for at most so many milliseconds. Sources do not wait for each other. */
  async update(budgetMs: number): Promise<void> {
    const sources = this.#inventory.getSources();
    this.#forgetDeleted(sources);
    const end = this.#now() + budgetMs;
    await Promise.all(sources.map(source => this.#updateSource(source, end)));
  }

  async #updateSource({ source, data, error }: SourceState, end: number) {
    if (!data || error) {
      return;
    }
    const client = this.#inventory.getClient(source);
    for (const guest of chooseGuests(data, this.#entries, this.#now())) {
      if (this.#now() >= end) {
        return;
      }
      await this.#updateGuest(client, guest);
      await wait(this.#pauseMs, undefined, { ref: false });
    }
  }

  async #updateGuest(client: PveClient, guest: Guest) {
    const ref = guestRef(guest);
    const mark = { readAt: this.#now(), name: guest.name };
    try {
      this.#entries.set(ref, {
        ...mark,
        ...(await readContacts(client, guest)),
      });
    } catch (error) {
      // Asked again in an hour like any other: a guest that cannot be read must not hold up the rest.
      const known = this.contactsOf(guest) ?? { addresses: [], macs: [] };
      this.#entries.set(ref, { ...mark, ...known });
      this.#logger.debug(`Addresses of ${ref} could not be read: ${error}`);
    }
  }

  #forgetDeleted(sources: SourceState[]) {
    const existing = new Set(
      sources.flatMap(({ data }) => data?.guests.map(guestRef) ?? []),
    );
    for (const ref of this.#entries.keys()) {
      if (!existing.has(ref)) {
        this.#entries.delete(ref);
      }
    }
  }
}

async function readContacts(
  client: PveClient,
  guest: Guest,
): Promise<GuestContacts> {
  const reading = await readGuestConfiguration(client, guest);
  const signal = AbortSignal.timeout(AGENT_TIMEOUT_MS);
  const { addresses } = await readGuestAddresses(client, guest, {
    reading,
    signal,
  }).catch(error => {
    if (signal.aborted) {
      return { addresses: reading.configuredAddresses };
    }
    throw error;
  });
  const { interfaces } = reading.configuration;
  return {
    addresses: unique(addresses.map(({ address }) => address)),
    macs: unique(interfaces.flatMap(({ mac }) => mac ?? [])),
  };
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
