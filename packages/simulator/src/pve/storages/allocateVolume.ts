import { failure } from '../ApiError';
import { Site } from '../Site';
import { Storage, Volume } from '../world/types';
import { usedBytes } from './storageStatus';

/** What to allocate. */
export interface AllocationRequest {
  storage: Storage;
  node: string;
  vmid: number;
  /** Bytes. */
  size: number;
  content: 'images' | 'rootdir';
  format?: string;
  /** `disk` (default), `cloudinit`, `state-name` … */
  kind?: string;
  /** Exact name within the storage, instead of the next free one. */
  name?: string;
}

const fileTypes = ['dir', 'nfs', 'cifs', 'btrfs', 'cephfs'];

/** Whether volumes of that storage are files in folders. */
export function isFileStorage(storage: Pick<Storage, 'type'>): boolean {
  return fileTypes.includes(storage.type);
}

function defaultFormat(request: AllocationRequest): string {
  if (request.format) return request.format;
  if (request.storage.type === 'zfspool' && request.content === 'rootdir') {
    return 'subvol';
  }
  const isFile = isFileStorage(request.storage);
  return isFile && request.content === 'images' && request.kind !== 'cloudinit'
    ? 'raw'
    : 'raw';
}

function nextName(site: Site, request: AllocationRequest): string {
  const { storage, vmid, kind = 'disk' } = request;
  const format = defaultFormat(request);
  const stem =
    format === 'subvol' ? `subvol-${vmid}-${kind}` : `vm-${vmid}-${kind}`;
  const suffix = isFileStorage(storage) ? `.${format}` : '';
  const folder = isFileStorage(storage) ? `${vmid}/` : '';
  if (kind !== 'disk') {
    const ending = isFileStorage(storage)
      ? `.${request.format ?? 'qcow2'}`
      : '';
    return `${folder}${stem}${ending}`;
  }
  for (let index = 0; ; index += 1) {
    const base = `${stem}-${index}`;
    const isTaken = site.world
      .volumesOn(storage.id, request.node)
      .some(
        v =>
          v.volid.includes(base) &&
          /-\d+$/.exec(v.volid.split('.')[0])?.[0] === `-${index}`,
      );
    if (!isTaken) return `${folder}${base}${suffix}`;
  }
}

function fullText(storage: Storage, name: string): string {
  if (storage.type === 'lvmthin' || storage.type === 'lvm') {
    return `lvcreate '${
      storage.config.vgname ?? 'pve'
    }/${name}' error:   Cannot create new thin volume, free space in thin pool ${
      storage.config.vgname ?? 'pve'
    }/${storage.config.thinpool ?? 'data'} reached threshold.`;
  }
  if (storage.type === 'zfspool') {
    return `zfs error: cannot create '${storage.config.pool}/${name}': out of space`;
  }
  return `unable to create image: No space left on device`;
}

/** Makes a volume. Throws as the storage layer does when there is no room. */
export function allocateVolume(site: Site, request: AllocationRequest): Volume {
  const { storage, node, vmid, size, content } = request;
  const name = request.name ?? nextName(site, request);
  const free = storage.total - usedBytes(site, storage, node);
  if (free <= 0) throw failure(fullText(storage, name));
  const volume: Volume = {
    volid: `${storage.id}:${name}`,
    storage: storage.id,
    node: storage.isShared ? undefined : node,
    content,
    format: defaultFormat(request),
    size,
    used: Math.floor(size * 0.05),
    vmid,
    ctime: site.clock.seconds(),
  };
  site.world.volumes.push(volume);
  return volume;
}

/** The storage of that id, usable on that node, or the vendor's 500. */
export function demandStorage(site: Site, id: string, node: string): Storage {
  const storage = site.world.storages.get(id);
  if (!storage) throw failure(`storage '${id}' does not exist`);
  if (storage.isDisabled) throw failure(`storage '${id}' is disabled`);
  if (!site.world.storageIsOn(storage, node)) {
    throw failure(`storage '${id}' is not available on node '${node}'`);
  }
  return storage;
}
