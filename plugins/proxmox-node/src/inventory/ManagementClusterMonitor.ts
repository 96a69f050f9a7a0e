import {
  ManagementClusterSnapshot,
  ManagementClusterState,
  ProxmoxResource,
} from '@rackstage/plugin-proxmox-common';
import { ManagementClusterConfig } from '../config/ProxmoxConfig';
import { KubeClient } from '../kube/client';
import { ClusterIdentity } from '../kube/discovery/ClusterIdentity';
import { Discovery, discoverStack } from '../kube/discovery/discoverStack';
import { ForeignManagementClusterError } from '../kube/discovery/ForeignManagementClusterError';
import { reflectorDelay } from '../kube/reflector/reflectorDelay';
import { buildManagementSnapshot } from '../kube/snapshot/buildManagementSnapshot';
import { ownManagementSnapshot } from '../kube/snapshot/ownManagementSnapshot';
import { KubeWatches } from '../kube/watches/KubeWatches';
import { describeKubeFailure } from './describeKubeFailure';
import { describeKubeWarnings } from './describeKubeWarnings';
import { indexManagementCluster } from './indexManagementCluster';
import { InventoryClock } from './InventoryClock';
import { ProblemLedger } from './ProblemLedger';

// Events of one reconciliation come in bursts; one snapshot serves them all.
const SETTLE_MS = 50;
// Which versions are served changes with upgrades of the providers, and no watch tells.
const REDISCOVER_MS = 15 * 60_000;
// An upgrade takes away all kinds of a version, one after the other.
const LOST_KIND_MS = 1_000;

/** What a {@link ManagementClusterMonitor} works with. */
export interface ManagementClusterMonitorOptions {
  config: ManagementClusterConfig;
  client: Pick<KubeClient, 'read' | 'get' | 'list' | 'watch'>;
  clock: InventoryClock;
  onChange: (state: ManagementClusterState) => void;
  logger: { info(message: string): void; warn(message: string): void };
  silenceMs?: number;
}

/** Keeps the last-good snapshot of one management cluster, by watching it, and remembers what is wrong. */
export class ManagementClusterMonitor {
  readonly #options: ManagementClusterMonitorOptions;
  readonly #abort = new AbortController();
  readonly #ledger = new ProblemLedger();
  readonly #identity: ClusterIdentity;
  #state: ManagementClusterState;
  #discovery?: Discovery;
  #watches?: KubeWatches;
  #takenNames: string[] = [];
  #failures = 0;
  #isRediscovering = false;
  #cancelDiscovery?: () => void;
  #cancelUpdate?: () => void;
  #index?: Map<string, ProxmoxResource>;

  constructor(options: ManagementClusterMonitorOptions) {
    this.#options = options;
    const { name, title, owners } = options.config;
    this.#identity = new ClusterIdentity({
      source: name,
      client: options.client,
      signal: this.#abort.signal,
    });
    this.#state = {
      source: name,
      title,
      owner: owners.default,
      warnings: [],
      complete: false,
      version: 0,
    };
  }

  /** `asOf` grows with every sign of life of the server, without a change of `version`. */
  get state(): ManagementClusterState {
    const contact = this.#watches?.isSynced
      ? this.#watches.lastContact
      : undefined;
    const asOf = contact && new Date(contact).toISOString();
    return asOf && this.#state.data && asOf > (this.#state.asOf ?? '')
      ? { ...this.#state, asOf }
      : this.#state;
  }

  /** Of the state, which takes more to make. */
  get data(): ManagementClusterSnapshot | undefined {
    return this.#state.data;
  }

  getResource(ref: string): ProxmoxResource | undefined {
    this.#index ??= indexManagementCluster(this.#state);
    return this.#index.get(ref);
  }

  start() {
    this.#scheduleDiscovery(0);
  }

  stop() {
    this.#abort.abort();
    this.#cancelDiscovery?.();
    this.#cancelUpdate?.();
    this.#watches?.stop();
  }

  restore(restored: ManagementClusterState) {
    const { data, asOf, error } = restored;
    if (!data || !asOf) {
      return;
    }
    if (data.identity !== undefined) {
      this.expect(data.identity);
    }
    // What was read since the start is newer than anything from before it.
    if (!this.#state.data) {
      this.#change({
        data: ownManagementSnapshot(this.#options.config, data),
        asOf,
        error: this.#state.error ?? error,
      });
    }
  }

  /** Notes which cluster it was before; what was read of another one since is forgotten. */
  expect(identity: string) {
    try {
      this.#identity.expect(identity);
    } catch (error) {
      this.#unwatch();
      // The address may be put right without a restart.
      this.#scheduleDiscovery(LOST_KIND_MS);
      this.#state = { ...this.#state, data: undefined, asOf: undefined };
      this.#failed(error);
    }
  }

  reportTakenNames(entityRefs: string[]) {
    if (entityRefs.join() !== this.#takenNames.join()) {
      this.#takenNames = entityRefs;
      this.#change({ warnings: this.#warnings() });
    }
  }

  #scheduleDiscovery(milliseconds: number) {
    this.#cancelDiscovery?.();
    if (!this.#abort.signal.aborted) {
      this.#cancelDiscovery = this.#options.clock.schedule(
        () => this.#discover(),
        milliseconds,
      );
    }
  }

  async #discover() {
    const { client, clock } = this.#options;
    const { signal } = this.#abort;
    this.#isRediscovering = false;
    try {
      await this.#identity.confirm();
      const discovery = await discoverStack(client, signal);
      if (signal.aborted) {
        return;
      }
      this.#failures = 0;
      this.#scheduleDiscovery(REDISCOVER_MS);
      if (
        this.#watches?.hasLostKind ||
        JSON.stringify(discovery) !== JSON.stringify(this.#discovery)
      ) {
        this.#watch(discovery);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.#failures += 1;
      this.#scheduleDiscovery(
        reflectorDelay({ failures: this.#failures, random: clock.random() }),
      );
      if (error instanceof ForeignManagementClusterError) {
        this.#unwatch();
      }
      this.#failed(error);
    }
  }

  #unwatch() {
    this.#watches?.stop();
    this.#watches = undefined;
    this.#discovery = undefined;
  }

  #watch(discovery: Discovery) {
    const { config, client, clock, silenceMs } = this.#options;
    this.#watches?.stop();
    this.#discovery = discovery;
    this.#watches = new KubeWatches({
      client,
      discovery,
      namespaces: config.namespaces,
      clock,
      silenceMs,
      beforeList: () => this.#identity.confirm(),
      onChange: () => this.#scheduleUpdate(),
    });
    this.#watches.start();
  }

  #scheduleUpdate() {
    if (!this.#cancelUpdate && !this.#abort.signal.aborted) {
      this.#cancelUpdate = this.#options.clock.schedule(() => {
        this.#cancelUpdate = undefined;
        this.#update();
      }, SETTLE_MS);
    }
  }

  #update() {
    const watches = this.#watches;
    if (!watches || !this.#discovery) {
      return;
    }
    if (watches.hasLostKind && !this.#isRediscovering) {
      this.#isRediscovering = true;
      this.#scheduleDiscovery(LOST_KIND_MS);
    }
    if (watches.error !== undefined) {
      this.#failed(watches.error);
    } else if (watches.isSynced) {
      this.#succeeded({
        identity: this.#identity.uid,
        ...buildManagementSnapshot(
          this.#options.config,
          this.#discovery,
          watches.facts,
        ),
      });
    }
  }

  #succeeded(data: ManagementClusterSnapshot) {
    const { config, logger, clock } = this.#options;
    if (this.#state.error) {
      logger.info(`Kubernetes ${config.name} can be read again`);
    }
    const contact = this.#watches?.lastContact ?? clock.now();
    this.#change({
      data,
      asOf: new Date(contact).toISOString(),
      error: undefined,
      warnings: this.#warnings(),
      complete: true,
    });
  }

  #failed(error: unknown) {
    const { config, logger } = this.#options;
    const problem = describeKubeFailure(config.name, error);
    const before = this.#state.error;
    if (before?.message === problem.message && !this.#state.complete) {
      return;
    }
    if (!before) {
      logger.warn(problem.message);
    }
    this.#change({
      error: { ...problem, since: before?.since ?? this.#now() },
      complete: false,
    });
  }

  #warnings() {
    const problems = describeKubeWarnings(this.#options.config.name, {
      forbidden: this.#watches?.forbidden ?? [],
      takenNames: this.#takenNames,
    });
    return this.#ledger.date(problems, this.#now());
  }

  #change(change: Partial<ManagementClusterState>) {
    // The age is kept: while an error is there nothing else tells how old the data are.
    const { asOf } = this.state;
    this.#state = {
      ...this.#state,
      asOf,
      ...change,
      version: this.#state.version + 1,
    };
    this.#index = undefined;
    this.#options.onChange(this.#state);
  }

  #now(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }
}
