import {
  ProxmoxResource,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
import {
  clusterRef,
  guestRef,
  networkRef,
  nodeRef,
  storageRef,
} from './resourceRefs';

/** Everything in a snapshot as permission rules see it, by ref. */
export function indexResources(
  snapshot: ProxmoxSnapshot,
): Map<string, ProxmoxResource> {
  const { cluster } = snapshot;
  const index = new Map<string, ProxmoxResource>();
  const add = (resource: Omit<ProxmoxResource, 'tags'> & { tags?: string[] }) =>
    index.set(resource.ref, { tags: [], ...resource });
  const { source } = cluster;
  add({
    ref: clusterRef(source),
    source,
    type: 'cluster',
    id: source,
    owner: cluster.owner,
  });
  for (const { name, owner } of snapshot.nodes) {
    const ref = nodeRef({ source, name });
    add({ ref, source, type: 'node', id: name, owner });
  }
  for (const guest of snapshot.guests) {
    const { type, vmid, owner, tags, pool } = guest;
    const id = String(vmid);
    add({ ref: guestRef(guest), source, type, id, owner, tags, pool });
  }
  for (const storage of snapshot.storages) {
    const ref = storageRef(storage);
    add({ ref, source, type: 'storage', id: idOf(ref), owner: storage.owner });
  }
  for (const network of snapshot.networks?.items ?? []) {
    const ref = networkRef(network);
    add({ ref, source, type: 'network', id: idOf(ref), owner: network.owner });
  }
  return index;
}

/**
 * What permission rules see of a source that was never read: the cluster, so that those who may read it learn why
 * there is nothing else.
 */
export function indexUnread(config: {
  name: string;
  owners: { default: string };
}): Map<string, ProxmoxResource> {
  const { name, owners } = config;
  const ref = clusterRef(name);
  const owner = owners.default;
  return new Map([
    [ref, { ref, source: name, type: 'cluster', id: name, owner, tags: [] }],
  ]);
}

function idOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
