import {
  Guest,
  ProxmoxNetwork,
  ProxmoxNode,
  ProxmoxStorage,
  Tenant,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';

// Written out instead of going through stringifyProxmoxRef: these run for every row of every read.

/** `<source>/cluster/<source>`. @public */
export function clusterRef(source: string): string {
  return `${source}/cluster/${source}`;
}

/** `<source>/<qemu|lxc>/<vmid>`. @public */
export function guestRef(
  guest: Pick<Guest, 'source' | 'type' | 'vmid'>,
): string {
  return `${guest.source}/${guest.type}/${guest.vmid}`;
}

/** `<source>/node/<node>`. @public */
export function nodeRef(node: Pick<ProxmoxNode, 'source' | 'name'>): string {
  return `${node.source}/node/${node.name}`;
}

/** `<source>/storage/[<node>:]<storage>`. @public */
export function storageRef(
  storage: Pick<ProxmoxStorage, 'source' | 'storage' | 'node'>,
): string {
  const node = storage.node === undefined ? '' : `${storage.node}:`;
  return `${storage.source}/storage/${node}${storage.storage}`;
}

/** `<source>/network/[<node>:]<network>`. @public */
export function networkRef(
  network: Pick<ProxmoxNetwork, 'source' | 'name' | 'node'>,
): string {
  const node = network.node === undefined ? '' : `${network.node}:`;
  return `${network.source}/network/${node}${network.name}`;
}

/** `<source>/management-cluster/<source>`. @public */
export function managementClusterRef(source: string): string {
  return `${source}/management-cluster/${source}`;
}

/** `<source>/tenant/<namespace>`. @public */
export function tenantRef(
  tenant: Pick<Tenant, 'source' | 'namespace'>,
): string {
  return `${tenant.source}/tenant/${tenant.namespace}`;
}

/** `<source>/tenant-cluster/<namespace>.<name>`. @public */
export function tenantClusterRef(
  cluster: Pick<TenantCluster, 'source' | 'namespace' | 'name'>,
): string {
  return `${cluster.source}/tenant-cluster/${cluster.namespace}.${cluster.name}`;
}
