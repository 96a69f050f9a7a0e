import { NotFoundError } from '@backstage/errors';
import {
  Machine,
  ManagementClusterState,
  TenantCluster,
  TenantClusterAnswer,
  TenantClustersAnswer,
} from '@rackstage/plugin-proxmox-common';
import {
  guestRef,
  managementClusterRef,
  ProxmoxInventory,
  tenantClusterRef,
} from '@rackstage/plugin-proxmox-node';
import { Caller, ProxmoxAccess, Reader } from '../../access/ProxmoxAccess';
import { diagnoseTenantCluster } from '../health/tenantCluster/diagnoseTenantCluster';
import { describeSource } from '../sources/describeSource';
import { buildConditionTree } from './buildConditionTree';
import { readMachineTasks } from './readMachineTasks';

/** What names a tenant cluster. */
export type TenantClusterId = Pick<
  TenantCluster,
  'source' | 'namespace' | 'name'
>;

interface TenantClustersServiceOptions {
  access: ProxmoxAccess;
  inventory: Pick<
    ProxmoxInventory,
    | 'getSources'
    | 'getClient'
    | 'getManagementClusters'
    | 'getManagementCluster'
  >;
  now?: () => Date;
}

/** Answers questions about tenant clusters, each for one caller. */
export class TenantClustersService {
  readonly #access: ProxmoxAccess;
  readonly #inventory: TenantClustersServiceOptions['inventory'];
  readonly #now: () => Date;

  static create(options: TenantClustersServiceOptions) {
    return new TenantClustersService(options);
  }

  private constructor(options: TenantClustersServiceOptions) {
    this.#access = options.access;
    this.#inventory = options.inventory;
    this.#now = options.now ?? (() => new Date());
  }

  /** The tenant clusters that the caller may read. Throws NotFoundError for a management cluster that is hidden or none. */
  list(reader: Reader, source?: string): TenantClustersAnswer {
    const states = this.#select(reader, source);
    return {
      items: states.flatMap(state => listReadable(state, reader)),
      sources: states.map(state => describe(state, reader)),
    };
  }

  /**
   * One tenant cluster with its condition tree, its machines and what is wrong. Throws NotFoundError, with the same
   * words, where it does not exist and where the caller may not read it.
   */
  async get(caller: Caller, id: TenantClusterId): Promise<TenantClusterAnswer> {
    const mayRead = await this.#access.mayRead(caller, tenantClusterRef(id));
    const state = mayRead
      ? this.#inventory.getManagementCluster(id.source)
      : undefined;
    const cluster = state?.data?.tenantClusters.find(
      ({ namespace, name }) => namespace === id.namespace && name === id.name,
    );
    if (!state?.data || !cluster) {
      throw new NotFoundError(
        `No tenant cluster ${id.namespace}/${id.name} exists in '${id.source}', or you may not read it.`,
      );
    }
    const reader = await this.#access.getReader(caller);
    return this.#answer({ state, cluster, reader });
  }

  async #answer(found: {
    state: ManagementClusterState;
    cluster: TenantCluster;
    reader: Reader;
  }): Promise<TenantClusterAnswer> {
    const { state, cluster, reader } = found;
    const inNamespace = ({ namespace }: { namespace: string }) =>
      namespace === cluster.namespace;
    const machines = (state.data?.machines ?? [])
      .filter(inNamespace)
      .filter(machine => machine.cluster === cluster.name)
      .map(machine => hideGuest(machine, reader));
    const claims = (state.data?.addressClaims ?? []).filter(inNamespace);
    const source = describe(state, reader);
    return {
      cluster,
      source,
      machines,
      tree: buildConditionTree({ cluster, machines, claims }),
      diagnoses: diagnoseTenantCluster({
        cluster,
        machines,
        claims,
        pools: (state.data?.addressPools ?? []).filter(inNamespace),
        state,
        tasks: await readMachineTasks({
          inventory: this.#inventory,
          reader,
          machines,
        }),
        now: this.#now(),
      }),
    };
  }

  #select(reader: Reader, name?: string): ManagementClusterState[] {
    const visible = this.#inventory
      .getManagementClusters()
      .filter(
        state =>
          reader.mayRead(managementClusterRef(state.source)) ||
          listReadable(state, reader).length > 0,
      );
    const selected = visible.filter(
      ({ source }) => name === undefined || source === name,
    );
    if (name !== undefined && selected.length === 0) {
      throw new NotFoundError(
        `No management cluster '${name}' exists, or you may not read it.`,
      );
    }
    return selected;
  }
}

function listReadable(
  { data }: ManagementClusterState,
  reader: Reader,
): TenantCluster[] {
  return (data?.tenantClusters ?? []).filter(cluster =>
    reader.mayRead(tenantClusterRef(cluster)),
  );
}

function describe(state: ManagementClusterState, reader: Reader) {
  return describeSource(state, {
    mayReadCluster: reader.mayRead(managementClusterRef(state.source)),
  });
}

/** Who may read the cluster may not always read the virtual machines below it. */
function hideGuest(machine: Machine, reader: Reader): Machine {
  const { guest, ...rest } = machine;
  return guest && reader.mayRead(guestRef(guest)) ? machine : rest;
}
