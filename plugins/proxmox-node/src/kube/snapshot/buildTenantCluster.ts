import {
  ClusterApiStack,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import {
  resourceEntityRef,
  tenantClusterEntityName,
} from '../../inventory/entityNames';
import { TenantControlPlaneFacts } from '../toModel/facts';
import { ClusterParts, explainTenantCluster } from './explainTenantCluster';

const phases = [
  'Pending',
  'Provisioning',
  'Provisioned',
  'Deleting',
  'Failed',
] as const;

/** What a tenant cluster is made of, and where it belongs. */
export interface TenantClusterOptions {
  source: string;
  stack: ClusterApiStack;
  owner: string;
  parts: ClusterParts;
  tenantControlPlane?: TenantControlPlaneFacts;
}

/** A Cluster with what belongs to it, as people see it. */
export function buildTenantCluster(
  options: TenantClusterOptions,
): TenantCluster {
  const { source, stack, owner, parts } = options;
  const { cluster, controlPlane, pools } = parts;
  const { namespace, name } = cluster;
  return {
    source,
    namespace,
    name,
    stack,
    phase: phaseOf(parts),
    ...explainTenantCluster(parts),
    paused: cluster.paused,
    version: cluster.version ?? controlPlane?.version ?? pools[0]?.version,
    endpoint: cluster.endpoint,
    controlPlane: describeControlPlane(options),
    infrastructure: describeInfrastructure(parts),
    pools: pools.map(pool => ({
      name: pool.name,
      replicas: pool.replicas,
      readyReplicas: pool.readyReplicas,
      upToDateReplicas: pool.upToDateReplicas,
      version: pool.version,
      conditions: pool.conditions,
    })),
    conditions: cluster.conditions,
    createdAt: cluster.createdAt,
    deletingSince: cluster.deletingSince,
    owner,
    component: cluster.component,
    entityRef: resourceEntityRef(
      tenantClusterEntityName(source, { namespace, name }),
    ),
  };
}

function phaseOf({ cluster }: ClusterParts): TenantCluster['phase'] {
  if (cluster.deletingSince) {
    return 'Deleting';
  }
  return phases.find(phase => phase === cluster.phase) ?? 'Unknown';
}

function describeControlPlane(
  options: TenantClusterOptions,
): TenantCluster['controlPlane'] {
  const { cluster, controlPlane } = options.parts;
  if (!cluster.controlPlane) {
    return undefined;
  }
  const tenant = options.tenantControlPlane;
  return {
    ...cluster.controlPlane,
    replicas: controlPlane?.replicas,
    readyReplicas: controlPlane?.readyReplicas,
    version: controlPlane?.version,
    conditions: controlPlane?.conditions ?? [],
    tenantControlPlane: tenant && {
      name: tenant.name,
      status: tenant.status,
      endpoint: tenant.endpoint,
      dataStore: tenant.dataStore,
      serviceAddresses: tenant.serviceAddresses,
    },
  };
}

function describeInfrastructure({
  cluster,
  infrastructure,
}: ClusterParts): TenantCluster['infrastructure'] {
  return (
    cluster.infrastructure && {
      ...cluster.infrastructure,
      conditions: infrastructure?.conditions ?? [],
    }
  );
}
