import {
  ManagementClusterState,
  ProxmoxResource,
} from '@rackstage/plugin-proxmox-common';
import {
  managementClusterRef,
  tenantClusterRef,
  tenantRef,
} from './resourceRefs';

/**
 * Everything of a management cluster as permission rules see it, by ref. The management cluster itself is there before
 * it was ever read, so that those who may see it learn why there is nothing else.
 */
export function indexManagementCluster(
  state: Pick<ManagementClusterState, 'source' | 'owner' | 'data'>,
): Map<string, ProxmoxResource> {
  const { source, owner, data } = state;
  const index = new Map<string, ProxmoxResource>();
  const add = (resource: Omit<ProxmoxResource, 'tags' | 'source'>) =>
    index.set(resource.ref, { ...resource, source, tags: [] });
  add({
    ref: managementClusterRef(source),
    type: 'management-cluster',
    id: source,
    owner,
  });
  for (const tenant of data?.tenants ?? []) {
    const { namespace } = tenant;
    const ref = tenantRef(tenant);
    add({ ref, type: 'tenant', id: namespace, owner: tenant.owner });
  }
  for (const cluster of data?.tenantClusters ?? []) {
    const { namespace, name } = cluster;
    const id = `${namespace}.${name}`;
    const ref = tenantClusterRef(cluster);
    add({ ref, type: 'tenant-cluster', id, owner: cluster.owner });
  }
  return index;
}
