import { ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { guestRef, networkRef, nodeRef, storageRef } from './resourceRefs';

/** The current snapshot plus what only a restored one knows, so that the next read looks for it. */
export function mergeRestored(
  current: ProxmoxSnapshot | undefined,
  restored: ProxmoxSnapshot | undefined,
): ProxmoxSnapshot | undefined {
  if (!current || !restored) {
    return current ?? restored;
  }
  return {
    ...current,
    guests: addMissing(current.guests, restored.guests, guestRef),
    nodes: addMissing(current.nodes, restored.nodes, nodeRef),
    storages: addMissing(current.storages, restored.storages, storageRef),
    networks: mergeNetworks(current.networks, restored.networks),
  };
}

function mergeNetworks(
  current: ProxmoxSnapshot['networks'],
  restored: ProxmoxSnapshot['networks'],
): ProxmoxSnapshot['networks'] {
  if (!current || !restored) {
    return current ?? restored;
  }
  return {
    asOf: current.asOf,
    items: addMissing(current.items, restored.items, networkRef),
  };
}

function addMissing<T>(
  current: T[],
  restored: T[],
  ref: (row: T) => string,
): T[] {
  const known = new Set(current.map(ref));
  return [...current, ...restored.filter(row => !known.has(ref(row)))];
}
