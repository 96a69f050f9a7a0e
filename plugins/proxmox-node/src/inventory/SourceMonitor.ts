import {
  ProxmoxResource,
  ProxmoxSnapshot,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import { InventoryIntervals, SourceConfig } from '../config/ProxmoxConfig';
import { ClusterFacts, EffectivePermissions, PveVersion } from '../pve';
import { describeFailure } from './describeFailure';
import { describeWarnings, KeyedProblem } from './describeWarnings';
import { findWhereaboutsOf } from './findWhereaboutsOf';
import { indexResources, indexUnread } from './indexResources';
import { InventoryClock } from './InventoryClock';
import { ownSnapshot } from './joinSnapshot';
import { mergeRestored } from './mergeRestored';
import { pollDelay } from './pollDelay';
import { ProblemLedger } from './ProblemLedger';
import { Whereabouts } from './ProxmoxInventory';
import { readSlowLane, UNKNOWN_MAJOR } from './readSlowLane';
import { readSource } from './readSource';
import { SourceReader } from './SourceReader';

const INTEREST_MS = 60_000;

/** What a {@link SourceMonitor} works with. */
export interface SourceMonitorOptions {
  config: SourceConfig;
  reader: SourceReader;
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
  #state: SourceState;
  #index?: Map<string, ProxmoxResource>;
  /** Rows that only a restored state knows; looked for at the next read. */
  #restored?: ProxmoxSnapshot;
  #facts?: ClusterFacts;
  #permissions?: EffectivePermissions;
  #version?: PveVersion;
  #slowFailures: KeyedProblem[] = [];
  #showsNetworksOf: (node: string | undefined) => boolean = () => false;
  #takenNames: string[] = [];
  #reading?: Promise<SourceState>;
  #slowReading?: Promise<void>;
  #slowReadAt?: number;
  #rejudge = false;
  #turn = 0;
  #failures = 0;
  #triedAt?: number;
  #interestUntil = 0;
  #running = false;
  #cancelTimer?: () => void;

  constructor(options: SourceMonitorOptions) {
    this.#options = options;
    const { name, title } = options.config;
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
    this.#running = true;
    this.#schedule(0);
  }

  stop() {
    this.#running = false;
    this.#cancelTimer?.();
    this.#abort.abort();
  }

  renewInterest() {
    const { clock, intervals } = this.#options;
    const now = clock.now();
    const wasIdle = this.#interestUntil <= now;
    this.#interestUntil = now + INTEREST_MS;
    // The timer may still be set to the idle interval; whoever just came should not wait for it.
    if (wasIdle && this.#running && !this.#reading && this.#failures === 0) {
      const due = (this.#triedAt ?? 0) + intervals.activeMs;
      this.#schedule(Math.max(0, due - now));
    }
  }

  refresh(maxAgeMs?: number): Promise<SourceState> {
    const age = this.#options.clock.now() - (this.#triedAt ?? -Infinity);
    if (maxAgeMs !== undefined && age <= maxAgeMs && !this.#reading) {
      return Promise.resolve(this.#state);
    }
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
      this.#schedule(this.#nextDelay());
    });
    return this.#reading;
  }

  restore(restored: SourceState) {
    const { data, asOf } = restored;
    if (!data || !asOf) {
      return;
    }
    const owned = ownSnapshot(this.#options.config, data);
    if (this.#triedAt !== undefined && this.#state.data) {
      this.#restored = owned;
      this.#change({ complete: false });
    } else if (!this.#state.asOf || this.#state.asOf < asOf) {
      this.#change({
        data: owned,
        asOf,
        error: this.#state.error ?? restored.error,
      });
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
      refresh: () => this.refresh(),
      showsNetworksOf: node => this.#showsNetworksOf(node),
      major: this.#major(),
      signal: this.#abort.signal,
    });
  }

  async #read(): Promise<SourceState> {
    const { config, reader, clock, logger } = this.#options;
    const signal = this.#abort.signal;
    const previous = mergeRestored(this.#state.data, this.#restored);
    try {
      const { snapshot, facts, complete, permissions } = await readSource({
        config,
        reader,
        known: {
          previous,
          permissions: this.#permissions,
          major: this.#major(),
          rejudge: this.#rejudge,
          turn: this.#turn++,
        },
        signal,
        now: () => this.#now(),
      });
      this.#permissions = permissions ?? this.#permissions;
      this.#facts = facts;
      this.#restored = undefined;
      this.#rejudge = false;
      this.#succeeded(this.#withVersion(snapshot), complete);
    } catch (error) {
      if (!signal.aborted) {
        this.#failed(error);
      }
      return this.#state;
    } finally {
      this.#triedAt = clock.now();
    }
    if (this.#failures > 0) {
      logger.info(`Proxmox source ${config.name} can be read again`);
      this.#failures = 0;
    }
    const slow = this.#readSlowLaneIfDue();
    if (this.#slowReadAt === undefined) {
      // The first answer is to be whole: without networks it would look as if there were none.
      await slow;
    }
    return this.#state;
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

  #failed(error: unknown) {
    const { config, logger } = this.#options;
    const problem = describeFailure(config.name, error);
    const since =
      this.#failures > 0 ? this.#state.error?.since : this.#now().toISOString();
    if (this.#failures++ === 0) {
      logger.warn(`Proxmox source ${config.name}: ${problem.message}`);
    }
    this.#change({
      error: { ...problem, since: since ?? this.#now().toISOString() },
      complete: false,
    });
  }

  #readSlowLaneIfDue(): Promise<void> {
    const { clock, intervals } = this.#options;
    const due =
      this.#slowReadAt === undefined ||
      clock.now() - this.#slowReadAt >= intervals.slowMs;
    if (due) {
      this.#slowReading ??= this.#readSlowLane().finally(() => {
        this.#slowReading = undefined;
      });
    }
    return this.#slowReading ?? Promise.resolve();
  }

  async #readSlowLane() {
    const { config, reader, clock } = this.#options;
    const signal = this.#abort.signal;
    const snapshot = this.#state.data!;
    const slow = await readSlowLane({
      config,
      reader,
      snapshot,
      signal,
      now: () => this.#now(),
    });
    this.#slowReadAt = clock.now();
    if (signal.aborted) {
      return;
    }
    this.#version = slow.version ?? this.#version;
    this.#permissions = slow.permissions ?? this.#permissions;
    this.#slowFailures = slow.failures;
    this.#showsNetworksOf = slow.showsNetworksOf ?? (() => false);
    this.#rejudge = true;
    const data = this.#withVersion({
      ...(this.#state.data ?? snapshot),
      networks: slow.networks ?? this.#state.data?.networks,
    });
    this.#change({ data, warnings: this.#warnings(data) });
  }

  #withVersion(snapshot: ProxmoxSnapshot): ProxmoxSnapshot {
    const version = this.#version?.version ?? snapshot.cluster.version;
    // A fast read that began before the slow lane ended still carries the networks from before it.
    const current = this.#state.data?.networks;
    const networks =
      current && current.asOf > (snapshot.networks?.asOf ?? '')
        ? current
        : snapshot.networks;
    return { ...snapshot, networks, cluster: { ...snapshot.cluster, version } };
  }

  #warnings(snapshot: ProxmoxSnapshot | undefined) {
    if (!snapshot) {
      return this.#state.warnings;
    }
    const { config } = this.#options;
    const problems = describeWarnings(config.name, {
      snapshot,
      facts: this.#facts ?? { cluster: {}, remarks: [] },
      permissions: this.#permissions,
      major: this.#major(),
      takenNames: this.#takenNames,
      slowFailures: this.#slowFailures,
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

  #major(): number {
    return this.#version?.major ?? UNKNOWN_MAJOR;
  }

  #now(): Date {
    return new Date(this.#options.clock.now());
  }

  #nextDelay(): number {
    const { clock, intervals } = this.#options;
    return pollDelay({
      intervals,
      interested: this.#interestUntil > clock.now(),
      failures: this.#failures,
      random: clock.random(),
    });
  }

  #schedule(milliseconds: number) {
    this.#cancelTimer?.();
    if (this.#running) {
      this.#cancelTimer = this.#options.clock.schedule(() => {
        // Never rejects: what fails is in the state.
        this.refresh();
      }, milliseconds);
    }
  }
}
