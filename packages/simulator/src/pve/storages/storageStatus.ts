import { Site } from '../Site';
import { Storage } from '../world/types';

/** Bytes in use, with what the volumes there hold. */
export function usedBytes(site: Site, storage: Storage, node: string): number {
  const fault = site.fault('storage-full');
  if (fault?.storage === storage.id) return storage.total;
  const held = site.world
    .volumesOn(storage.id, node)
    .reduce((sum, volume) => sum + Math.min(volume.used, volume.size * 0.4), 0);
  return Math.min(storage.total, Math.floor(storage.used + held));
}

/** The state of a storage as one node sees it. */
export function storageStatus(site: Site, storage: Storage, node: string) {
  const used = usedBytes(site, storage, node);
  const isActive = !storage.isDisabled && site.world.storageIsOn(storage, node);
  return {
    type: storage.type,
    content: storage.content.join(','),
    shared: Number(storage.isShared),
    enabled: Number(!storage.isDisabled),
    active: Number(isActive),
    total: isActive ? storage.total : 0,
    used: isActive ? used : 0,
    avail: isActive ? storage.total - used : 0,
  };
}
