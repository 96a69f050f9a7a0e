import { Guest, ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { InventoryIntervals } from '../../config/ProxmoxConfig';
import { GuestConfigurationReading, PveError, PveErrorKind } from '../../pve';
import { KeyedProblem } from '../describeWarnings';
import { InventoryClock } from '../InventoryClock';
import { ConfigurationBook } from './ConfigurationBook';
import { describeUnreadConfigurations } from './describeUnreadConfigurations';
import { planConfigurationReads } from './planConfigurationReads';
import { summariseConfiguration } from './summariseConfiguration';

// Planned and published together: neither should be done anew for each of 10,000 guests.
const SHARD_SIZE = 20;

// These say nothing of the guest, and the next one would most likely fail for the same reason.
const NOT_THE_GUESTS_FAULT: PveErrorKind[] = [
  'unauthorized',
  'certificate',
  'unreachable',
  'timeout',
  'node-offline',
  'no-quorum',
];

/** What the lane asks of a cluster; rejects with a `PveError`. */
export interface ConfigurationReader {
  readConfiguration(
    guest: Guest,
    signal: AbortSignal,
  ): Promise<GuestConfigurationReading>;
}

/** What a {@link ConfigurationLane} works with. */
export interface ConfigurationLaneOptions {
  source: string;
  reader: ConfigurationReader;
  clock: InventoryClock;
  intervals: Pick<
    InventoryIntervals,
    'configurationMs' | 'configurationDelayMs' | 'configurationPauseMs'
  >;
  signal: AbortSignal;
  /** The newest snapshot; `undefined` while the source fails, which pauses the lane. */
  snapshot: () => ProxmoxSnapshot | undefined;
  /** VMIDs of machines of tenant clusters: whose they are depends on their UUIDs. */
  machineVmids?: () => ReadonlySet<number>;
  /** Called after a shard that brought news. */
  onNews: () => void;
}

/**
 * Reads the configurations of one source, guest by guest, one at a time and with pauses: it takes hours where it must,
 * and nothing waits for it.
 */
export class ConfigurationLane {
  readonly #options: ConfigurationLaneOptions;
  readonly #book = new ConfigurationBook();
  #isStarted = false;
  #wasAwake = false;
  /** Whether a read is under way or a timer set. */
  #isBusy = false;
  #hasNews = false;
  #shard: Guest[] = [];
  #cancel?: () => void;

  constructor(options: ConfigurationLaneOptions) {
    this.#options = options;
  }

  /** Configurations that could not be read several times in a row. */
  get failures(): KeyedProblem[] {
    return describeUnreadConfigurations(this.#options.source, this.#book);
  }

  /** Lets reads happen; the first one some time after the first {@link wake}. */
  start() {
    this.#isStarted = true;
  }

  stop() {
    this.#isStarted = false;
    this.#cancel?.();
  }

  /** To be called after every good read of the lists: guests may be new, and a lane that paused goes on. */
  wake() {
    this.#shard = [];
    if (this.#isStarted && !this.#isBusy) {
      const { configurationDelayMs } = this.#options.intervals;
      this.#schedule(this.#wasAwake ? 0 : configurationDelayMs);
      this.#wasAwake = true;
    }
  }

  restore(snapshot: ProxmoxSnapshot) {
    this.#book.restore(snapshot);
  }

  /** The snapshot with what is known of its guests; what belongs to other guests is forgotten. */
  addTo(snapshot: ProxmoxSnapshot): ProxmoxSnapshot {
    this.#book.forgetAllBut(snapshot.guests);
    return { ...snapshot, configurations: this.#book.configurations };
  }

  #schedule(milliseconds: number) {
    this.#isBusy = true;
    this.#cancel = this.#options.clock.schedule(
      () => this.#takeTurn(),
      milliseconds,
    );
  }

  async #takeTurn() {
    const guest = this.#nextGuest();
    const goesOn = guest !== undefined && (await this.#readOne(guest));
    this.#isBusy = false;
    if (!goesOn) {
      this.#shard = [];
    }
    if (!this.#shard.length && this.#hasNews && this.#isStarted) {
      this.#hasNews = false;
      this.#options.onNews();
    }
    if (goesOn && this.#isStarted) {
      this.#schedule(this.#options.intervals.configurationPauseMs);
    }
  }

  #nextGuest(): Guest | undefined {
    const { snapshot, clock, intervals, machineVmids } = this.#options;
    const current = snapshot();
    if (!current) {
      return undefined;
    }
    if (!this.#shard.length) {
      this.#shard = planConfigurationReads(current, {
        marks: this.#book.marks,
        now: clock.now(),
        intervalMs: intervals.configurationMs,
        limit: SHARD_SIZE,
        machineVmids: machineVmids?.(),
      });
    }
    return this.#shard.shift();
  }

  /** Never rejects; `false` where it is of no use to go on before the next good read of the lists. */
  async #readOne(guest: Guest): Promise<boolean> {
    const { reader, signal, clock } = this.#options;
    try {
      const reading = await reader.readConfiguration(guest, signal);
      const asOf = new Date(clock.now()).toISOString();
      const summary = summariseConfiguration(reading, asOf);
      this.#hasNews = this.#book.noteRead(guest, summary) || this.#hasNews;
      return true;
    } catch (error) {
      if (!signal.aborted) {
        this.#book.noteFailure(guest, error, clock.now());
      }
      return !(
        error instanceof PveError && NOT_THE_GUESTS_FAULT.includes(error.kind)
      );
    }
  }
}
