import { NotFoundError } from '@backstage/errors';
import {
  ManagementClusterState,
  ProxmoxResource,
  SourceState,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { ManagementClusterConfig } from '../config/ProxmoxConfig';
import { KubeClient } from '../kube/client';
import { GuestClaim } from './inheritGuestOwners';
import { InventoryClock } from './InventoryClock';
import {
  GuestIndex,
  indexGuests,
  joinMachinesToGuests,
} from './joinMachinesToGuests';
import { ManagementClusterMonitor } from './ManagementClusterMonitor';

/** A configured management cluster with its connection. */
export interface ConnectedManagementCluster {
  config: ManagementClusterConfig;
  client: KubeClient;
  /** Only tests set it: the watches' own default is minutes. */
  silenceMs?: number;
}

/** The management clusters in the inventory. Each stands for itself: one that is dead costs the others nothing. */
export class ManagementClusters {
  readonly #connected: ConnectedManagementCluster[];
  readonly #monitors = new Map<string, ManagementClusterMonitor>();
  readonly #listeners = new Set<(state: ManagementClusterState) => void>();
  readonly #getSources: () => SourceState[];
  readonly #logger: { warn(message: string): void };
  readonly #joined = new Map<string, Joined>();
  #guests?: { fleets: unknown[]; index: GuestIndex };
  #claims?: { joined: Array<Joined | undefined>; claims: GuestClaim[] };

  constructor(options: {
    connected: ConnectedManagementCluster[];
    clock: InventoryClock;
    getSources: () => SourceState[];
    logger: { info(message: string): void; warn(message: string): void };
  }) {
    const { connected, clock, getSources, logger } = options;
    this.#connected = connected;
    this.#getSources = getSources;
    this.#logger = logger;
    for (const { config, client, silenceMs } of connected) {
      this.#monitors.set(
        config.name,
        new ManagementClusterMonitor({
          config,
          client,
          clock,
          logger,
          silenceMs,
          onChange: () => this.#publish(config),
        }),
      );
    }
  }

  start() {
    this.#monitors.forEach(monitor => monitor.start());
  }

  async stop() {
    this.#monitors.forEach(monitor => monitor.stop());
    await Promise.all(this.#connected.map(({ client }) => client.close()));
  }

  getStates(): ManagementClusterState[] {
    return this.#connected.map(({ config }) => this.#join(config));
  }

  getState(name: string): ManagementClusterState | undefined {
    const found = this.#connected.find(({ config }) => config.name === name);
    return found && this.#join(found.config);
  }

  getTenantClusters(): TenantCluster[] {
    return this.getStates().flatMap(({ data }) => data?.tenantClusters ?? []);
  }

  getClient(name: string): KubeClient {
    const found = this.#connected.find(({ config }) => config.name === name);
    if (!found) {
      // Does not list the known ones: the caller may not be allowed to see them.
      throw new NotFoundError(
        `There is no management cluster '${name}'; management clusters are configured as proxmox.kubernetes in app-config.yaml`,
      );
    }
    return found.client;
  }

  getResource(source: string, ref: string): ProxmoxResource | undefined {
    return this.#monitors.get(source)?.getResource(ref);
  }

  /** What the Machines of all management clusters say of guests; the same list until something of it changes. */
  getClaims(): readonly GuestClaim[] {
    const guests = this.#indexGuests();
    const joined = this.#connected.map(({ config }) =>
      this.#joinMachines(config, guests),
    );
    const isFresh = joined.every(
      (one, index) => one === this.#claims?.joined[index],
    );
    if (!this.#claims || !isFresh) {
      this.#claims = { joined, claims: joined.flatMap(claimsOf) };
    }
    return this.#claims.claims;
  }

  /** VMIDs in the Proxmox source that Machines say they have. */
  getMachineVmids(proxmoxSource: string): ReadonlySet<number> {
    const vmids = this.#connected
      .filter(
        ({ config }) =>
          (config.proxmoxSource ?? proxmoxSource) === proxmoxSource,
      )
      .flatMap(
        ({ config }) => this.#monitors.get(config.name)!.data?.machines ?? [],
      )
      .flatMap(({ proxmoxMachine }) => proxmoxMachine?.vmid ?? []);
    return new Set(vmids);
  }

  restore(states: ManagementClusterState[]) {
    for (const state of states) {
      this.#monitors.get(state.source)?.restore(state);
    }
  }

  expect(name: string, identity: string) {
    this.#monitors.get(name)?.expect(identity);
  }

  subscribe(listener: (state: ManagementClusterState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reportTakenNames(name: string, entityRefs: string[]) {
    this.#monitors.get(name)?.reportTakenNames(entityRefs);
  }

  // Guests come from other sources, at their own pace: the join is done when it is asked for, once per change.
  #join(config: ManagementClusterConfig): ManagementClusterState {
    const { state } = this.#monitors.get(config.name)!;
    const { data } = state;
    if (!data) {
      return state;
    }
    const { machines } = this.#joinMachines(config, this.#indexGuests())!;
    return { ...state, data: { ...data, machines } };
  }

  #joinMachines(
    config: ManagementClusterConfig,
    guests: GuestIndex,
  ): Joined | undefined {
    const from = this.#monitors.get(config.name)!.data;
    const known = this.#joined.get(config.name);
    if (!from || (known?.from === from && known.guests === guests)) {
      return from && known;
    }
    const machines = joinMachinesToGuests(
      from.machines,
      guests,
      config.proxmoxSource,
    );
    const joined = { from, guests, machines };
    this.#joined.set(config.name, joined);
    return joined;
  }

  #indexGuests(): GuestIndex {
    const sources = this.#getSources();
    const fleets = sources.flatMap(({ data }) => [
      data?.guests,
      data?.configurations,
    ]);
    const isFresh =
      this.#guests?.fleets.length === fleets.length &&
      fleets.every((fleet, index) => fleet === this.#guests?.fleets[index]);
    if (!this.#guests || !isFresh) {
      this.#guests = { fleets, index: indexGuests(sources) };
    }
    return this.#guests.index;
  }

  #publish(config: ManagementClusterConfig) {
    for (const listener of this.#listeners) {
      try {
        listener(this.#join(config));
      } catch (error) {
        // One listener that fails must not keep the others from hearing.
        this.#logger.warn(
          `A listener failed on news of Kubernetes ${config.name}: ${error}`,
        );
      }
    }
  }
}

interface Joined {
  from: NonNullable<ManagementClusterState['data']>;
  guests: GuestIndex;
  machines: NonNullable<ManagementClusterState['data']>['machines'];
}

function claimsOf(joined: Joined | undefined): GuestClaim[] {
  const owners = new Map(
    joined?.from.tenants.map(({ namespace, owner }) => [namespace, owner]),
  );
  return (joined?.machines ?? []).map(machine => ({
    machine,
    owner: owners.get(machine.namespace),
  }));
}
