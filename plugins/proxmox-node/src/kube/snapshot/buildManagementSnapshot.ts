import {
  Machine,
  ManagementClusterSnapshot,
  Tenant,
} from '@rackstage/plugin-proxmox-common';
import { ManagementClusterConfig } from '../../config/ProxmoxConfig';
import { Discovery } from '../discovery/discoverStack';
import {
  ClusterFacts,
  NamespaceFacts,
  ObjectFacts,
  ObjectReference,
} from '../toModel/facts';
import { ManagementFacts } from '../watches/ManagementFacts';
import { buildMachine } from './buildMachine';
import { buildTenantCluster } from './buildTenantCluster';
import { findNamespaceOwner } from './findNamespaceOwner';

type Config = Pick<ManagementClusterConfig, 'name' | 'namespaces' | 'owners'>;

/**
 * The snapshot out of the objects as they are now. Clusters on another infrastructure than Proxmox are left out: they
 * are not ours to show.
 */
export function buildManagementSnapshot(
  config: Config,
  discovery: Pick<Discovery, 'stack' | 'version'>,
  facts: ManagementFacts,
): ManagementClusterSnapshot {
  const source = config.name;
  const clusters = facts.clusters.filter(isOnProxmox);
  const index = indexFacts(facts);
  const machines = buildMachines(source, clusters, facts);
  const machinesOf = groupBy(machines, belongsTo);
  const poolsOf = groupBy(facts.machineDeployments, belongsTo);
  const ownerOf = createOwnerLookup(config, facts);
  return {
    stack: discovery.stack,
    version: discovery.version,
    tenants: buildTenants(config, clusters, facts),
    tenantClusters: clusters.map(cluster => {
      const key = keyOf(cluster);
      return buildTenantCluster({
        source,
        stack: discovery.stack,
        owner: ownerOf(cluster.namespace) ?? config.owners.default,
        parts: {
          cluster,
          infrastructure: index.infrastructure(cluster),
          controlPlane: index.controlPlane(cluster),
          pools: poolsOf.get(key) ?? [],
          machines: machinesOf.get(key) ?? [],
        },
        tenantControlPlane: index.tenantControlPlane(cluster),
      });
    }),
    machines,
    addressClaims: facts.addressClaims.map(
      ({ namespace, name, claimant, pool, address, conditions }) => ({
        namespace,
        name,
        claimant,
        pool,
        address,
        conditions,
      }),
    ),
    addressPools: [...facts.addressPools, ...facts.globalAddressPools].map(
      ({ namespace, name, addresses, total, used, free, outOfRange }) => ({
        namespace,
        name,
        addresses,
        total,
        used,
        free,
        outOfRange,
      }),
    ),
  };
}

function isOnProxmox({ infrastructure }: ClusterFacts): boolean {
  // Without a reference nobody has said yet where it will be.
  return !infrastructure || infrastructure.kind === 'ProxmoxCluster';
}

function indexFacts(facts: ManagementFacts) {
  const infrastructures = byKey(facts.proxmoxClusters);
  const controlPlanes = byKey(facts.controlPlanes);
  const tenantControlPlanes = byKey(facts.tenantControlPlanes);
  const named = (cluster: ClusterFacts, reference?: ObjectReference) =>
    reference && `${cluster.namespace}/${reference.name}`;
  const kamaji = (cluster: ClusterFacts) =>
    cluster.controlPlane?.kind === 'KamajiControlPlane'
      ? named(cluster, cluster.controlPlane)
      : undefined;
  return {
    infrastructure: (cluster: ClusterFacts) =>
      infrastructures.get(named(cluster, cluster.infrastructure) ?? ''),
    controlPlane: (cluster: ClusterFacts) =>
      controlPlanes.get(kamaji(cluster) ?? ''),
    // Kamaji names it after the control plane.
    tenantControlPlane: (cluster: ClusterFacts) =>
      tenantControlPlanes.get(kamaji(cluster) ?? ''),
  };
}

function buildMachines(
  source: string,
  clusters: ClusterFacts[],
  facts: ManagementFacts,
): Machine[] {
  const known = new Set(clusters.map(keyOf));
  const proxmoxMachines = byKey(facts.proxmoxMachines);
  return facts.machines
    .filter(machine => known.has(belongsTo(machine)))
    .map(machine => {
      const { namespace, infrastructure } = machine;
      const key = `${namespace}/${infrastructure?.name ?? machine.name}`;
      return buildMachine(source, machine, proxmoxMachines.get(key));
    });
}

function createOwnerLookup(config: Config, facts: ManagementFacts) {
  const labels = new Map(facts.namespaces.map(one => [one.name, one.labels]));
  return (namespace: string) =>
    findNamespaceOwner(namespace, labels.get(namespace) ?? {}, config.owners);
}

function buildTenants(
  config: Config,
  clusters: ClusterFacts[],
  facts: ManagementFacts,
): Tenant[] {
  const ownerOf = createOwnerLookup(config, facts);
  const occupied = new Set([
    ...(config.namespaces ?? []),
    ...clusters.map(({ namespace }) => namespace),
    ...facts.namespaces.filter(isCozyStackTenant).map(({ name }) => name),
  ]);
  const namespaces = new Set([
    ...facts.namespaces.map(({ name }) => name),
    ...occupied,
  ]);
  return [...namespaces].sort().flatMap(namespace => {
    const owner = ownerOf(namespace);
    const isTenant = occupied.has(namespace) && !isOfPlatform(namespace);
    return owner || isTenant
      ? [
          {
            source: config.name,
            namespace,
            owner: owner ?? config.owners.default,
          },
        ]
      : [];
  });
}

/** CozyStack labels the namespace of a tenant with itself and all tenants above it. */
function isCozyStackTenant({ name, labels }: NamespaceFacts): boolean {
  return `tenant.cozystack.io/${name}` in labels;
}

/** Whatever lies in them: nobody is a tenant there, unless an owner rule says so. */
function isOfPlatform(namespace: string): boolean {
  return /^(kube|cozy|capi|capmox)-|-system$|^default$/.test(namespace);
}

function keyOf({ namespace, name }: ObjectFacts): string {
  return `${namespace}/${name}`;
}

function belongsTo(part: { namespace: string; cluster: string }): string {
  return `${part.namespace}/${part.cluster}`;
}

function byKey<T extends ObjectFacts>(objects: T[]): Map<string, T> {
  return new Map(objects.map(object => [keyOf(object), object]));
}

function groupBy<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) {
      group.push(row);
    } else {
      groups.set(key(row), [row]);
    }
  }
  return groups;
}
