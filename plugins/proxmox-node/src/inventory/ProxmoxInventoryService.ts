import { NotFoundError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  ManagementClusterState,
  ProxmoxResource,
  SourceState,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { InventoryIntervals, SourceConfig } from '../config/ProxmoxConfig';
import { KubeClient } from '../kube/client';
import { PveClient } from '../pve';
import { ConfigurationReader } from './configurations/ConfigurationLane';
import { GuestOwners } from './GuestOwners';
import { InventoryClock } from './InventoryClock';
import {
  ConnectedManagementCluster,
  ManagementClusters,
} from './ManagementClusters';
import { findIneffectiveRules } from './ownerOf';
import { ProxmoxInventory, Whereabouts } from './ProxmoxInventory';
import { SourceMonitor } from './SourceMonitor';
import { SourceReader } from './SourceReader';

/** A configured source with its connection. */
export interface ConnectedSource {
  config: SourceConfig;
  client: PveClient;
  reader: SourceReader & ConfigurationReader;
}

/** The inventory over connected sources; see {@link ProxmoxInventory}. */
export class ProxmoxInventoryService implements ProxmoxInventory {
  readonly #monitors = new Map<string, SourceMonitor>();
  readonly #clients = new Map<string, PveClient>();
  readonly #managementClusters: ManagementClusters;
  readonly #owners: GuestOwners;
  readonly #listeners = new Set<(state: SourceState) => void>();
  readonly #logger: {
    info(message: string): void;
    warn(message: string): void;
  };

  static create(options: {
    sources: ConnectedSource[];
    managementClusters?: ConnectedManagementCluster[];
    intervals: InventoryIntervals;
    clock: InventoryClock;
    logger: { info(message: string): void; warn(message: string): void };
  }): ProxmoxInventoryService {
    return new ProxmoxInventoryService(options);
  }

  private constructor(
    options: Parameters<typeof ProxmoxInventoryService.create>[0],
  ) {
    const { sources, intervals, clock, logger } = options;
    this.#logger = logger;
    this.#managementClusters = new ManagementClusters({
      connected: options.managementClusters ?? [],
      clock,
      logger,
      getSources: () => this.#readSources(),
    });
    this.#owners = new GuestOwners({
      configs: sources.map(({ config }) => config),
      getClaims: () => this.#managementClusters.getClaims(),
    });
    for (const { config, client, reader } of sources) {
      this.#clients.set(config.name, client);
      this.#monitors.set(
        config.name,
        new SourceMonitor({
          config,
          reader,
          intervals,
          clock,
          logger,
          onChange: state => this.#publish(state),
          machineVmids: () =>
            this.#managementClusters.getMachineVmids(config.name),
        }),
      );
      warnOfIneffectiveRules(config, logger);
    }
    this.#managementClusters.subscribe(() => this.#publishHeirs());
  }

  /** Begins to read all sources, now and in intervals. */
  start() {
    this.#monitors.forEach(monitor => monitor.start());
    this.#managementClusters.start();
  }

  /** Ends all reads and closes the connections. */
  async stop() {
    this.#monitors.forEach(monitor => monitor.stop());
    await Promise.all([
      this.#managementClusters.stop(),
      ...[...this.#clients.values()].map(client => client.close()),
    ]);
  }

  getSources(): SourceState[] {
    return this.#readSources().map(state => this.#owners.ownState(state));
  }

  getSource(name: string): SourceState | undefined {
    const state = this.#monitors.get(name)?.state;
    return state && this.#owners.ownState(state);
  }

  async refresh(
    name: string,
    options: { maxAge?: HumanDuration } = {},
  ): Promise<SourceState> {
    const { maxAge } = options;
    const state = await this.#monitor(name).refresh(
      maxAge && durationToMilliseconds(maxAge),
    );
    return this.#owners.ownState(state);
  }

  subscribe(listener: (state: SourceState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  renewInterest(name: string) {
    this.#monitors.get(name)?.renewInterest();
  }

  restore(states: SourceState[]) {
    for (const state of states) {
      // A source that left the configuration is not restored: nobody could ever refresh it.
      this.#monitors.get(state.source)?.restore(state);
    }
  }

  getClient(name: string): PveClient {
    const client = this.#clients.get(name);
    if (!client) {
      throw unknownSource(name);
    }
    return client;
  }

  getResource(ref: string): ProxmoxResource | undefined {
    // Not taken apart further: lists ask for every row, and what is no ref is not in the index either.
    const source = ref.slice(0, ref.indexOf('/'));
    const monitor = this.#monitors.get(source);
    const resource = monitor?.getResource(ref);
    return monitor && resource
      ? this.#owners.ownResource(resource, monitor.state)
      : this.#managementClusters.getResource(source, ref);
  }

  async findWhereabouts(
    name: string,
    refs: string[],
  ): Promise<Map<string, Whereabouts>> {
    return this.#monitor(name).findWhereabouts(refs);
  }

  reportTakenNames(name: string, entityRefs: string[]) {
    this.#monitors.get(name)?.reportTakenNames(entityRefs);
    this.#managementClusters.reportTakenNames(name, entityRefs);
  }

  getManagementClusters(): ManagementClusterState[] {
    return this.#managementClusters.getStates();
  }

  getManagementCluster(name: string): ManagementClusterState | undefined {
    return this.#managementClusters.getState(name);
  }

  getTenantClusters(): TenantCluster[] {
    return this.#managementClusters.getTenantClusters();
  }

  getKubeClient(name: string): KubeClient {
    return this.#managementClusters.getClient(name);
  }

  subscribeManagementClusters(
    listener: (state: ManagementClusterState) => void,
  ): () => void {
    return this.#managementClusters.subscribe(listener);
  }

  restoreManagementClusters(states: ManagementClusterState[]) {
    this.#managementClusters.restore(states);
  }

  expectManagementCluster(name: string, identity: string) {
    this.#managementClusters.expect(name, identity);
  }

  /** With the owners by the rules of each source alone. */
  #readSources(): SourceState[] {
    return [...this.#monitors.values()].map(monitor => monitor.state);
  }

  #monitor(name: string): SourceMonitor {
    const monitor = this.#monitors.get(name);
    if (!monitor) {
      throw unknownSource(name);
    }
    return monitor;
  }

  // Whose a guest is may change without any change of its source.
  #publishHeirs() {
    this.#readSources()
      .filter(state => this.#owners.noteHeirs(state))
      .forEach(state => this.#publish(state));
  }

  #publish(changed: SourceState) {
    this.#owners.noteHeirs(changed);
    const state = this.#owners.ownState(changed);
    for (const listener of this.#listeners) {
      try {
        listener(state);
      } catch (error) {
        // One listener that fails must not keep the others, or the next read, from happening.
        this.#logger.warn(
          `A listener failed on news of Proxmox source ${state.source}: ${error}`,
        );
      }
    }
  }
}

function unknownSource(name: string): NotFoundError {
  // Does not list the known ones: the caller may not be allowed to see them.
  return new NotFoundError(
    `There is no Proxmox source '${name}'; sources are configured as proxmox.clusters in app-config.yaml`,
  );
}

function warnOfIneffectiveRules(
  config: SourceConfig,
  logger: { warn(message: string): void },
) {
  const rules = findIneffectiveRules(config.owners);
  if (rules.length) {
    logger.warn(
      `Owner rules ${rules.join(', ')} of Proxmox source ${
        config.name
      } match tags or names, which tenants may be able to edit, and are ignored. Set owners.tenantEditable: true where tenants cannot edit them.`,
    );
  }
}
