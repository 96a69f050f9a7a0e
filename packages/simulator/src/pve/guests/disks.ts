import { failure } from '../ApiError';
import { Site } from '../Site';
import {
  allocateVolume,
  demandStorage,
  isFileStorage,
} from '../storages/allocateVolume';
import { Worker } from '../tasks/TaskRunner';
import { ConfigValue, Guest, Volume } from '../world/types';
import {
  configOption,
  diskKeys,
  diskVolume,
  formatSize,
  parseSize,
} from './figures';

const gib = 1024 ** 3;

/** A disk entry that asks for a new volume: `store:32` or `store:cloudinit`. */
export interface DiskRequest {
  storage: string;
  /** Bytes; 0 with `importFrom`. */
  size: number;
  isCloudInit: boolean;
  importFrom?: string;
  /** Further options of the entry. */
  options: string[];
}

/** Reads `store:32,format=qcow2`; undefined if the entry names a volume. */
export function readDiskRequest(value: ConfigValue): DiskRequest | undefined {
  const [first, ...options] = String(value)
    .replace(/^(?:file|volume)=/, '')
    .split(',');
  const match = /^([A-Za-z][\w.-]*):(\d+(?:\.\d+)?|cloudinit)$/.exec(first);
  if (!match) return undefined;
  const isCloudInit = match[2] === 'cloudinit';
  return {
    storage: match[1],
    size: isCloudInit ? 4 * 1024 * 1024 : Number(match[2]) * gib,
    isCloudInit,
    importFrom: configOption(value, 'import-from'),
    options: options.filter(o => !/^(?:import-from|size)=/.test(o)),
  };
}

/** Storages that the disk entries of a configuration name. */
export function storagesOf(config: Record<string, ConfigValue>): string[] {
  const names = diskKeys(config).flatMap(key => {
    const volume = diskVolume(config[key]);
    return volume ? [volume.split(':')[0]] : [];
  });
  return [...new Set(names)];
}

/** What making disks needs. */
export interface DiskContext {
  site: Site;
  guest: Guest;
  worker?: Worker;
}

function logCreation(context: DiskContext, key: string, volume: Volume): void {
  const { worker, site, guest } = context;
  if (!worker) return;
  const storage = site.world.storages.get(volume.storage);
  if (storage && isFileStorage(storage)) {
    const path = `${storage.config.path ?? '/var/lib/vz'}/images/${
      volume.volid.split(':')[1]
    }`;
    worker.log(
      `Formatting '${path}', fmt=${volume.format} size=${volume.size}`,
    );
  } else if (storage?.type.startsWith('lvm')) {
    worker.log(`  Logical volume "${volume.volid.split(':')[1]}" created.`);
  }
  if (guest.type === 'qemu') {
    worker.log(
      `${key}: successfully created disk '${volume.volid},size=${formatSize(
        volume.size,
      )}'`,
    );
  }
}

function importedSize(context: DiskContext, source: string): number {
  const { site, guest } = context;
  return site.world.findVolume(source, guest.node)?.size ?? 4 * gib;
}

/** Makes the volume that an entry asks for and returns the entry that names it. */
export function createDisk(
  context: DiskContext,
  key: string,
  value: ConfigValue,
): ConfigValue {
  const request = readDiskRequest(value);
  if (!request) return value;
  const { site, guest } = context;
  const storage = demandStorage(site, request.storage, guest.node);
  const size = request.importFrom
    ? importedSize(context, request.importFrom)
    : request.size;
  const volume = allocateVolume(site, {
    storage,
    node: guest.node,
    vmid: guest.vmid,
    size,
    content: guest.type === 'lxc' ? 'rootdir' : 'images',
    format: configOption(value, 'format'),
    kind: request.isCloudInit ? 'cloudinit' : 'disk',
  });
  logCreation(context, key, volume);
  const options = request.options.filter(o => !o.startsWith('format='));
  if (request.isCloudInit) {
    const rest = options.filter(o => !o.startsWith('media='));
    return [volume.volid, 'media=cdrom', ...rest].join(',');
  }
  return [volume.volid, ...options, `size=${formatSize(size)}`].join(',');
}

/** Removes every volume that a guest owns. */
export function destroyDisks(context: DiskContext): void {
  const { site, guest } = context;
  const configs = [guest.config, ...guest.snapshots.map(s => s.config)];
  const named = new Set(
    configs.flatMap(config =>
      Object.entries(config)
        .filter(
          ([key]) =>
            diskKeys({ [key]: '' }).length > 0 || /^unused\d+$/.test(key),
        )
        .flatMap(([, value]) => diskVolume(value) ?? []),
    ),
  );
  for (const volid of named) {
    const volume = site.world.findVolume(volid, guest.node);
    if (volume && volume.vmid === guest.vmid) {
      context.worker?.log(
        `  Logical volume "${volid.split(':')[1]}" successfully removed.`,
      );
      site.world.removeVolume(volume);
    }
  }
}

/** The entry and volume of a disk that is attached, or the vendor's 500. */
export function demandDisk(
  context: DiskContext,
  key: string,
): { value: string; volume?: Volume } {
  const { guest, site } = context;
  const value = guest.config[key];
  if (value === undefined) {
    throw failure(
      guest.type === 'qemu'
        ? `disk '${key}' does not exist`
        : `there is no volume '${key}' configured`,
    );
  }
  const volid = diskVolume(value);
  return {
    value: String(value),
    volume: volid ? site.world.findVolume(volid, guest.node) : undefined,
  };
}

/** Size that `+4G` or `40G` asks for, given the present one. */
export function targetSize(present: number, wanted: string): number {
  const delta = wanted.startsWith('+');
  const bytes = parseSize(delta ? wanted.slice(1) : wanted) ?? present;
  return delta ? present + bytes : bytes;
}
