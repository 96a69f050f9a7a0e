import { ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import { EffectivePermissions, PveVersion } from '../pve';
import { KeyedProblem } from './describeWarnings';
import { readSlowLane, SlowReading, UNKNOWN_MAJOR } from './readSlowLane';
import { SourceReader } from './SourceReader';

/** What changes seldom of one source, with its own pace: version, effective permissions and networks. */
export class SlowLane {
  readonly #options: {
    config: SourceConfig;
    reader: SourceReader;
    intervalMs: number;
    now: () => Date;
  };
  #version?: PveVersion;
  #permissions?: EffectivePermissions;
  #failures: KeyedProblem[] = [];
  #showsNetworksOf: (node: string | undefined) => boolean = () => false;
  #reading?: Promise<void>;
  #readAt?: number;

  constructor(options: {
    config: SourceConfig;
    reader: SourceReader;
    intervalMs: number;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /** For example `9.2.4`; absent until it was read. */
  get version(): string | undefined {
    return this.#version?.version;
  }

  get major(): number {
    return this.#version?.major ?? UNKNOWN_MAJOR;
  }

  get permissions(): EffectivePermissions | undefined {
    return this.#permissions;
  }

  /** What could not be read the last time. */
  get failures(): KeyedProblem[] {
    return this.#failures;
  }

  get wasRead(): boolean {
    return this.#readAt !== undefined;
  }

  /** Whether the newest list of networks covers the node, or without one the cluster. */
  showsNetworksOf(node: string | undefined): boolean {
    return this.#showsNetworksOf(node);
  }

  /** Takes permissions that had to be read between two turns. */
  notePermissions(permissions: EffectivePermissions) {
    this.#permissions = permissions;
  }

  /** Reads if it is time to; `onRead` gets the networks, absent where they could not be read. Never rejects. */
  readIfDue(options: {
    snapshot: ProxmoxSnapshot;
    signal: AbortSignal;
    onRead: (networks: ProxmoxSnapshot['networks']) => void;
  }): Promise<void> {
    const { now, intervalMs } = this.#options;
    const age = now().getTime() - (this.#readAt ?? -Infinity);
    // Read in the future: the clock was set back, and nobody should wait until it has caught up.
    if (age < 0 || age >= intervalMs) {
      this.#reading ??= this.#read(options).finally(() => {
        this.#reading = undefined;
      });
    }
    return this.#reading ?? Promise.resolve();
  }

  async #read(options: Parameters<SlowLane['readIfDue']>[0]) {
    const { snapshot, signal, onRead } = options;
    const { config, reader, now } = this.#options;
    const reading = await readSlowLane({
      config,
      reader,
      snapshot,
      signal,
      now,
    });
    if (!signal.aborted) {
      this.#note(reading);
      onRead(reading.networks);
    }
  }

  #note(reading: SlowReading) {
    this.#readAt = this.#options.now().getTime();
    this.#version = reading.version ?? this.#version;
    this.#permissions = reading.permissions ?? this.#permissions;
    this.#failures = reading.failures;
    this.#showsNetworksOf = reading.showsNetworksOf ?? (() => false);
  }
}
