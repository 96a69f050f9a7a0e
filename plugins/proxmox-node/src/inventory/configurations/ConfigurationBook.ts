import {
  configurationKey,
  ConfigurationSummary,
  Guest,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
import { isDeepStrictEqual } from 'node:util';
import { ConfigurationMark, lookOf } from './planConfigurationReads';

interface Entry extends ConfigurationMark {
  /** Absent until the first good read. */
  summary?: ConfigurationSummary;
  /** Why the newest read failed. */
  error?: unknown;
  /** Who the guest was when it was read. */
  holder: Pick<Guest, 'name' | 'owner'>;
}

/** What is known of the configurations of one source, and of the reads. */
export class ConfigurationBook {
  readonly #entries = new Map<string, Entry>();
  /** Made anew only after a change: every read of the lists takes it over. */
  #configurations?: ProxmoxSnapshot['configurations'];

  get marks(): ReadonlyMap<string, ConfigurationMark> {
    return this.#entries;
  }

  /** Guests whose configuration failed at least so many times in a row. */
  failing(times: number): Array<{ key: string; error: unknown }> {
    return [...this.#entries]
      .filter(([, { failures }]) => failures >= times)
      .map(([key, { error }]) => ({ key, error }));
  }

  /** By key; absent as long as none is known. */
  get configurations(): ProxmoxSnapshot['configurations'] {
    this.#configurations ??= this.#collect();
    return this.#configurations;
  }

  /** Notes a good read; `true` where it brought news beside its age. */
  noteRead(guest: Guest, summary: ConfigurationSummary): boolean {
    const key = configurationKey(guest);
    const before = this.#entries.get(key)?.summary;
    this.#entries.set(key, {
      summary,
      triedAt: Date.parse(summary.asOf),
      failures: 0,
      look: lookOf(guest),
      holder: holderOf(guest),
    });
    this.#configurations = undefined;
    return !isDeepStrictEqual({ ...before, asOf: summary.asOf }, summary);
  }

  /** Notes a bad read; what was known stays. */
  noteFailure(guest: Guest, error: unknown, triedAt: number) {
    const key = configurationKey(guest);
    const { summary, failures = 0 } = this.#entries.get(key) ?? {};
    this.#entries.set(key, {
      summary,
      triedAt,
      failures: failures + 1,
      look: lookOf(guest),
      holder: holderOf(guest),
      error,
    });
  }

  /** Takes over what a snapshot from before a restart knows and this does not. */
  restore({ guests, configurations = {} }: ProxmoxSnapshot) {
    for (const guest of guests) {
      const key = configurationKey(guest);
      const summary = configurations[key];
      if (summary && !this.#entries.get(key)?.summary) {
        this.#entries.set(key, {
          summary,
          triedAt: Date.parse(summary.asOf),
          failures: 0,
          look: lookOf(guest),
          holder: holderOf(guest),
        });
        this.#configurations = undefined;
      }
    }
  }

  /**
   * Forgets whatever belongs to no guest of the snapshot. A VMID under another name or owner may be another guest: the
   * addresses and disks of its predecessor are nobody's business then, so nothing is known until the next read.
   */
  forgetAllBut(guests: Guest[]) {
    const existing = new Map(
      guests.map(guest => [configurationKey(guest), guest]),
    );
    for (const [key, { holder }] of this.#entries) {
      const guest = existing.get(key);
      if (!guest || !isSameHolder(holder, guest)) {
        this.#entries.delete(key);
        this.#configurations = undefined;
      }
    }
  }

  #collect(): ProxmoxSnapshot['configurations'] {
    const known = [...this.#entries].flatMap(([key, { summary }]) =>
      summary ? [[key, summary] as const] : [],
    );
    return known.length ? Object.fromEntries(known) : undefined;
  }
}

function holderOf({ name, owner }: Guest): Entry['holder'] {
  return { name, owner };
}

// Without a status broadcast of its node a guest has no name, which makes it no other guest.
function isSameHolder(holder: Entry['holder'], guest: Guest): boolean {
  const isNamed = holder.name !== undefined && guest.name !== undefined;
  return (
    holder.owner === guest.owner && (!isNamed || holder.name === guest.name)
  );
}
