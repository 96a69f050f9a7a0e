import { ResourceEntity } from '@backstage/catalog-model';
import {
  Machine,
  ManagementClusterSnapshot,
} from '@rackstage/plugin-proxmox-common';
import { buildTenantClusterEntity } from './buildTenantClusterEntity';

/** All entities of a management cluster. */
export function buildTenantClusterEntities(
  snapshot: Pick<
    ManagementClusterSnapshot,
    'identity' | 'tenantClusters' | 'machines'
  >,
  title: string,
): ResourceEntity[] {
  const machinesOf = new Map<string, Machine[]>();
  for (const machine of snapshot.machines) {
    const key = `${machine.namespace}/${machine.cluster}`;
    machinesOf.set(key, [...(machinesOf.get(key) ?? []), machine]);
  }
  return snapshot.tenantClusters.map(cluster => {
    const key = `${cluster.namespace}/${cluster.name}`;
    return buildTenantClusterEntity(cluster, {
      machines: machinesOf.get(key) ?? [],
      identity: snapshot.identity,
      title,
    });
  });
}
