import {
  ProxmoxResource,
  ProxmoxSnapshot,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import { InventoryIntervals, SourceConfig } from '../config/ProxmoxConfig';
import { ClusterFacts } from '../pve';
import {
  ConfigurationLane,
  ConfigurationReader,
} from './configurations/ConfigurationLane';
import { describeFailure } from './describeFailure';
import { describeWarnings } from './describeWarnings';
import { findWhereaboutsOf } from './findWhereaboutsOf';
import { indexResources, indexUnread } from './indexResources';
import { InventoryClock } from './InventoryClock';
import { ownSnapshot } from './joinSnapshot';
import { mergeRestored } from './mergeRestored';
import { ProblemLedger } from './ProblemLedger';
import { Whereabouts } from './ProxmoxInventory';
import { readSource } from './readSource';
import { ReadTimer } from './ReadTimer';
import { SlowLane } from './SlowLane';
import { SourceReader } from './SourceReader';

/** What a {@link SourceMonitor} works with. */
export interface SourceMonitorOptions {
  config: SourceConfig;
  reader: SourceReader & ConfigurationReader;
  intervals: InventoryIntervals;
  clock: InventoryClock;
  onChange: (state: SourceState) => void;
  logger: { info(message: string): void; warn(message: string): void };
}

/**
 * Keeps the last-good snapshot of one source: reads it in intervals, one read at a time, and remembers what is wrong.
 */
export class SourceMonitor {
  readonly #options: SourceMonitorOptions;
  readonly #abort = new AbortController();
  readonly #ledger = new ProblemLedger();
  readonly #slowLane: SlowLane;
  readonly #configurations: ConfigurationLane;
  readonly #timer: ReadTimer;
  #state: SourceState;
  #index?: Map<string, ProxmoxResource>;
  /** Rows that only a restored state knows; looked for at the next read. */
  #restored?: ProxmoxSnapshot;
  #facts?: ClusterFacts;
  #takenNames: string[] = [];
  #reading?: Promise<SourceState>;
  #rejudge = false;
  #turn = 0;

  constructor(options: SourceMonitorOptions) {
    this.#options = options;
    const { clock, config, reader, intervals } = options;
    this.#slowLane = new SlowLane({
      config,
      reader,
      intervalMs: intervals.slowMs,
      now: () => this.#now(),
    });
    this.#configurations = new ConfigurationLane({
      source: config.name,
      reader,
      clock,
      intervals,
      signal: this.#abort.signal,
      snapshot: () => (this.#state.error ? undefined : this.#state.data),
      onNews: () => this.#configurationsRead(),
    });
    this.#timer = new ReadTimer({
      clock,
      intervals,
      read: () => {
        // What fails upstream is in the state and rejects nothing; this is for what nobody thought of.
        this.refresh().catch(error =>
          options.logger.warn(`Reading ${config.name} broke off: ${error}`),
        );
      },
    });
    const { name, title } = config;
    this.#state = {
      source: name,
      title,
      warnings: [],
      complete: false,
      version: 0,
    };
  }

  get state(): SourceState {
    return this.#state;
  }

  getResource(ref: string): ProxmoxResource | undefined {
    this.#index ??= this.#state.data
      ? indexResources(this.#state.data)
      : indexUnread(this.#options.config);
    return this.#index.get(ref);
  }

  start() {
    this.#configurations.start();
    this.#timer.start();
  }

  stop() {
    this.#timer.stop();
    this.#configurations.stop();
    this.#abort.abort();
  }

  renewInterest() {
    this.#timer.renewInterest();
  }

  refresh(maxAgeMs?: number): Promise<SourceState> {
    const isFresh = maxAgeMs !== undefined && this.#timer.age <= maxAgeMs;
    if (isFresh && !this.#reading) {
      return Promise.resolve(this.#state);
    }
    this.#reading ??= this.#readAndTime().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  restore(restored: SourceState) {
    const { data, asOf } = restored;
    if (!data || !asOf) {
      return;
    }
    const owned = ownSnapshot(this.#options.config, data);
    this.#configurations.restore(owned);
    if (this.#reading || (this.#state.data && this.#facts)) {
      // A read that is under way does not know of these rows, so its result is not the whole truth either.
      this.#restored = owned;
      this.#change({ complete: false });
    }
    if (!this.#facts && (!this.#state.asOf || this.#state.asOf < asOf)) {
      const error = this.#state.error ?? restored.error;
      this.#change({ data: owned, asOf, error });
    }
  }

  reportTakenNames(entityRefs: string[]) {
    if (entityRefs.join() !== this.#takenNames.join()) {
      this.#takenNames = entityRefs;
      this.#change({ warnings: this.#warnings(this.#state.data) });
    }
  }

  async findWhereabouts(refs: string[]): Promise<Map<string, Whereabouts>> {
    const { reader } = this.#options;
    return findWhereaboutsOf(refs, {
      reader,
      refresh: async () => {
        // One that is under way may have begun before the permissions were read, and proves nothing.
        await this.#reading;
        return this.refresh();
      },
      showsNetworksOf: node => this.#slowLane.showsNetworksOf(node),
      major: this.#slowLane.major,
      signal: this.#abort.signal,
    });
  }

  async #readAndTime(): Promise<SourceState> {
    this.#timer.began();
    let wasGood = false;
    try {
      wasGood = await this.#read();
    } finally {
      // Last of all: a timer that fires during a read finds it under way and would set none for the next.
      this.#timer.ended(wasGood);
    }
    return this.#state;
  }

  async #read(): Promise<boolean> {
    const { config, reader, logger } = this.#options;
    const signal = this.#abort.signal;
    const restored = this.#restored;
    const failedBefore = this.#timer.failures > 0;
    try {
      const { snapshot, facts, complete, permissions } = await readSource({
        config,
        reader,
        known: {
          previous: mergeRestored(this.#state.data, restored),
          permissions: this.#slowLane.permissions,
          major: this.#slowLane.major,
          rejudge: this.#rejudge,
          turn: this.#turn++,
        },
        signal,
        now: () => this.#now(),
      });
      if (permissions) {
        this.#slowLane.notePermissions(permissions);
      }
      if (restored) {
        // The guests it knows are back in the snapshot; between the two they may have been forgotten.
        this.#configurations.restore(restored);
      }
      this.#facts = facts;
      this.#rejudge = false;
      this.#restored = this.#restored === restored ? undefined : this.#restored;
      this.#succeeded(
        this.#withSlowParts(snapshot),
        complete && !this.#restored,
      );
    } catch (error) {
      if (!signal.aborted) {
        this.#failed(error, failedBefore);
      }
      return false;
    }
    if (failedBefore) {
      logger.info(`Proxmox source ${config.name} can be read again`);
    }
    await this.#readSlowLane();
    this.#configurations.wake();
    return true;
  }

  async #readSlowLane() {
    const slow = this.#slowLane.readIfDue({
      snapshot: this.#state.data!,
      signal: this.#abort.signal,
      onRead: networks => this.#slowLaneRead(networks),
    });
    if (!this.#slowLane.wasRead) {
      // The first answer is to be whole: without networks it would look as if there were none.
      await slow;
    }
  }

  #succeeded(data: ProxmoxSnapshot, complete: boolean) {
    this.#change({
      data,
      asOf: this.#now().toISOString(),
      error: undefined,
      warnings: this.#warnings(data),
      complete,
    });
  }

  #failed(error: unknown, failedBefore: boolean) {
    const { config, logger } = this.#options;
    const problem = describeFailure(config.name, error);
    const now = this.#now().toISOString();
    // A restored error counts: the source has been failing since before the restart.
    const since = this.#state.error?.since ?? now;
    if (!failedBefore) {
      logger.warn(`Proxmox source ${config.name}: ${problem.message}`);
    }
    this.#change({ error: { ...problem, since }, complete: false });
  }

  #slowLaneRead(networks: ProxmoxSnapshot['networks']) {
    const { data } = this.#state;
    if (!data) {
      return;
    }
    this.#rejudge = true;
    const next = this.#withSlowParts({
      ...data,
      networks: networks ?? data.networks,
    });
    this.#change({ data: next, warnings: this.#warnings(next) });
  }

  #configurationsRead() {
    const { data } = this.#state;
    if (data) {
      this.#change({ data: this.#configurations.addTo(data) });
    }
  }

  #withSlowParts(snapshot: ProxmoxSnapshot): ProxmoxSnapshot {
    const version = this.#slowLane.version ?? snapshot.cluster.version;
    // A fast read that began before the slow lane ended still carries the networks from before it.
    const current = this.#state.data?.networks;
    const networks =
      current && current.asOf > (snapshot.networks?.asOf ?? '')
        ? current
        : snapshot.networks;
    return this.#configurations.addTo({
      ...snapshot,
      networks,
      cluster: { ...snapshot.cluster, version },
    });
  }

  #warnings(snapshot: ProxmoxSnapshot | undefined) {
    if (!snapshot) {
      return this.#state.warnings;
    }
    const { config } = this.#options;
    const problems = describeWarnings(config.name, {
      snapshot,
      facts: this.#facts ?? { cluster: {}, remarks: [] },
      permissions: this.#slowLane.permissions,
      major: this.#slowLane.major,
      takenNames: this.#takenNames,
      slowFailures: [
        ...this.#slowLane.failures,
        ...this.#configurations.failures,
      ],
    });
    return this.#ledger.date(problems, this.#now().toISOString());
  }

  #change(change: Partial<SourceState>) {
    this.#state = {
      ...this.#state,
      ...change,
      version: this.#state.version + 1,
    };
    if (change.data) {
      this.#index = undefined;
    }
    this.#options.onChange(this.#state);
  }

  #now(): Date {
    return new Date(this.#options.clock.now());
  }
}
