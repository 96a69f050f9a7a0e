import {
  Guest,
  ProxmoxNode,
  ProxmoxResourceType,
  ProxmoxSnapshot,
  ProxmoxStorage,
} from '@rackstage/plugin-proxmox-common';
import { ClusterFacts } from '../pve';
import { guestRef, nodeRef, storageRef } from './resourceRefs';

/** A thing that was known and is not in the newest answer. */
export interface VanishedThing {
  ref: string;
  type: ProxmoxResourceType;
  /** VMID, node, storage or network without its node. */
  id: string;
  pool?: string;
  node?: string;
  /** Known to be unreadable already, so its absence is no news. */
  unreadableSince?: string;
}

/** What of the snapshot the newest answer does not show. Networks are read apart. */
export function findVanished(
  previous: Pick<ProxmoxSnapshot, 'guests' | 'nodes' | 'storages'>,
  facts: ClusterFacts,
): VanishedThing[] {
  const seen = new Set([
    ...facts.guests.map(guestRef),
    ...facts.nodes.map(nodeRef),
    ...facts.storages.map(storageRef),
  ]);
  return [
    ...previous.nodes.map(nodeThing),
    ...previous.guests.map(guestThing),
    ...previous.storages.map(storageThing),
  ].filter(thing => !seen.has(thing.ref));
}

function guestThing(guest: Guest): VanishedThing {
  const { type, pool, node, unreadableSince } = guest;
  const ref = guestRef(guest);
  return { ref, type, id: String(guest.vmid), pool, node, unreadableSince };
}

function nodeThing(node: ProxmoxNode): VanishedThing {
  const { name, unreadableSince } = node;
  return { ref: nodeRef(node), type: 'node', id: name, unreadableSince };
}

function storageThing(storage: ProxmoxStorage): VanishedThing {
  const { storage: id, node, unreadableSince } = storage;
  return {
    ref: storageRef(storage),
    type: 'storage',
    id,
    node,
    unreadableSince,
  };
}

/**
 * Guests that were in a pool and now show none, though their pool could have been read: either they left it, or
 * Pool.Audit was lost meanwhile. The pool decides on the owner, so this is worth a look before it is believed.
 */
export function findPoolLosses(
  previous: Pick<ProxmoxSnapshot, 'guests'>,
  facts: ClusterFacts,
): Array<{ ref: string; pool: string }> {
  const before = new Map(
    previous.guests.map(guest => [guestRef(guest), guest.pool]),
  );
  return facts.guests.flatMap(guest => {
    const ref = guestRef(guest);
    const pool = guest.pool === undefined ? before.get(ref) : undefined;
    return pool === undefined ? [] : [{ ref, pool }];
  });
}
