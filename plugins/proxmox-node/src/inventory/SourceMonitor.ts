import {
  ProxmoxResource,
  ProxmoxSnapshot,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import { InventoryIntervals, SourceConfig } from '../config/ProxmoxConfig';
import {
  ConfigurationLane,
  ConfigurationReader,
} from './configurations/ConfigurationLane';
import { findWhereaboutsOf } from './findWhereaboutsOf';
import { InventoryClock } from './InventoryClock';
import { ownSnapshot } from './joinSnapshot';
import { mergeRestored } from './mergeRestored';
import { Whereabouts } from './ProxmoxInventory';
import { readSource } from './readSource';
import { ReadTimer } from './ReadTimer';
import { SlowLane } from './SlowLane';
import { SourceReader } from './SourceReader';
import { SourceRecord } from './SourceRecord';

/** What a {@link SourceMonitor} works with. */
export interface SourceMonitorOptions {
  config: SourceConfig;
  reader: SourceReader & ConfigurationReader;
  intervals: InventoryIntervals;
  clock: InventoryClock;
  onChange: (state: SourceState) => void;
  logger: { info(message: string): void; warn(message: string): void };
  /** VMIDs of machines of tenant clusters, whose UUIDs are wanted soon. */
  machineVmids?: () => ReadonlySet<number>;
}

/**
 * Keeps the last-good snapshot of one source: reads it in intervals, one read at a time, and remembers what is wrong.
 */
export class SourceMonitor {
  readonly #options: SourceMonitorOptions;
  readonly #abort = new AbortController();
  readonly #record: SourceRecord;
  readonly #slowLane: SlowLane;
  readonly #configurations: ConfigurationLane;
  readonly #timer: ReadTimer;
  /** Rows that only a restored state knows; looked for at the next read. */
  #restored?: ProxmoxSnapshot;
  #reading?: Promise<SourceState>;
  #rejudge = false;
  #turn = 0;

  constructor(options: SourceMonitorOptions) {
    this.#options = options;
    const { clock, config, reader, intervals } = options;
    this.#record = new SourceRecord({
      config,
      now: () => this.#now(),
      onChange: options.onChange,
      known: () => ({
        permissions: this.#slowLane.permissions,
        major: this.#slowLane.major,
        slowFailures: [
          ...this.#slowLane.failures,
          ...this.#configurations.failures,
        ],
      }),
    });
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
      snapshot: () => (this.state.error ? undefined : this.state.data),
      machineVmids: options.machineVmids,
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
  }

  get state(): SourceState {
    return this.#record.state;
  }

  getResource(ref: string): ProxmoxResource | undefined {
    return this.#record.getResource(ref);
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
      return Promise.resolve(this.state);
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
    if (this.#reading || this.#record.wasRead) {
      // A read that is under way does not know of these rows, so its result is not the whole truth either.
      this.#restored = owned;
      this.#record.noteIncomplete();
    }
    this.#record.restored(restored, owned);
  }

  reportTakenNames(entityRefs: string[]) {
    this.#record.reportTakenNames(entityRefs);
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
    return this.state;
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
          previous: mergeRestored(this.state.data, restored),
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
      this.#rejudge = false;
      this.#restored = this.#restored === restored ? undefined : this.#restored;
      this.#record.succeeded({
        data: this.#withSlowParts(snapshot),
        facts,
        complete: complete && !this.#restored,
      });
    } catch (error) {
      if (!signal.aborted) {
        const reason = this.#record.failed(error);
        if (!failedBefore) {
          logger.warn(`Proxmox source ${config.name}: ${reason}`);
        }
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
      snapshot: this.state.data!,
      signal: this.#abort.signal,
      onRead: networks => this.#slowLaneRead(networks),
    });
    if (!this.#slowLane.wasRead) {
      // The first answer is to be whole: without networks it would look as if there were none.
      await slow;
    }
  }

  #slowLaneRead(networks: ProxmoxSnapshot['networks']) {
    const { data } = this.state;
    if (!data) {
      return;
    }
    this.#rejudge = true;
    this.#record.reviewWarnings(
      this.#withSlowParts({ ...data, networks: networks ?? data.networks }),
    );
  }

  #configurationsRead() {
    const { data } = this.state;
    if (data) {
      this.#record.learned(this.#configurations.addTo(data));
    }
  }

  #withSlowParts(snapshot: ProxmoxSnapshot): ProxmoxSnapshot {
    const version = this.#slowLane.version ?? snapshot.cluster.version;
    // A fast read that began before the slow lane ended still carries the networks from before it.
    const current = this.state.data?.networks;
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

  #now(): Date {
    return new Date(this.#options.clock.now());
  }
}
