import {
  parsePropertyString,
  propertyStringKeys,
} from '../register/propertyString';
import { ConfigValue, Guest, GuestConfig } from '../world/types';

const units: Record<string, number> = {
  '': 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
};

/** Bytes of a size such as `32G`; undefined if it is none. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([KMGT]?)$/.exec(text);
  return match ? Math.round(Number(match[1]) * units[match[2]]) : undefined;
}

/** A size as configurations have it: the largest unit that divides it. */
export function formatSize(bytes: number): string {
  for (const unit of ['T', 'G', 'M', 'K']) {
    if (bytes >= units[unit] && bytes % units[unit] === 0) {
      return `${bytes / units[unit]}${unit}`;
    }
  }
  return String(bytes);
}

/** Keys of a configuration that hold disks, in their order. */
export function diskKeys(config: GuestConfig): string[] {
  return Object.keys(config)
    .filter(key =>
      /^(?:ide|sata|scsi|virtio|mp|efidisk|tpmstate)\d+$|^rootfs$/.test(key),
    )
    .sort();
}

/** The volume of a disk entry, or undefined for `none` and pass-through. */
export function diskVolume(value: ConfigValue): string | undefined {
  const first = String(value)
    .split(',')[0]
    .replace(/^(?:file|volume)=/, '');
  return /^[A-Za-z][^:/]*:.+/.test(first) ? first : undefined;
}

function option(value: ConfigValue, name: string): string | undefined {
  return new RegExp(`(?:^|,)${name}=([^,]*)`).exec(String(value))?.[1];
}

/** Reads one option of a comma-separated value. */
export const configOption = option;

/** Whether a disk entry is a CD-ROM drive. */
export function isCdrom(value: ConfigValue): boolean {
  return option(value, 'media') === 'cdrom';
}

/** The disk that `maxdisk` is taken from: the boot disk, or the root volume. */
export function bootDisk(guest: Guest): string | undefined {
  if (guest.type === 'lxc') return 'rootfs';
  const order = option(guest.config.boot ?? '', 'order')?.split(';') ?? [];
  const disks = diskKeys(guest.config).filter(
    key => !isCdrom(guest.config[key]),
  );
  return (
    order.find(key => disks.includes(key)) ??
    (guest.config.bootdisk === undefined
      ? undefined
      : String(guest.config.bootdisk)) ??
    disks[0]
  );
}

function configuredMemory(guest: Guest): number {
  const raw = guest.config.memory ?? 512;
  const keys = propertyStringKeys('#memory');
  if (guest.type === 'qemu' && keys && typeof raw === 'string') {
    const parsed = parsePropertyString(keys, raw);
    if ('values' in parsed) return Number(parsed.values.current) * units.M;
  }
  return Number(raw) * units.M;
}

/** What a guest may use at most. */
export function guestLimits(
  guest: Guest,
  nodeCpus: number,
): { cpus: number; memory: number; disk: number; swap: number } {
  const { config } = guest;
  const cores = Number(config.cores ?? (guest.type === 'qemu' ? 1 : nodeCpus));
  const sockets = guest.type === 'qemu' ? Number(config.sockets ?? 1) : 1;
  const disk = bootDisk(guest);
  const size = disk ? option(config[disk] ?? '', 'size') : undefined;
  return {
    cpus: config.vcpus === undefined ? cores * sockets : Number(config.vcpus),
    memory: configuredMemory(guest),
    disk: (size && parseSize(size)) || 0,
    swap: Number(config.swap ?? 512) * units.M,
  };
}

/** A figure in [0,1) that stays the same for the same seed. */
export function steady(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

/** What a running guest uses at a moment; zeros when it is stopped. */
export function guestUsage(
  guest: Guest,
  options: { elapsed: number; isRunning: boolean; nodeCpus: number },
) {
  const limits = guestLimits(guest, options.nodeCpus);
  if (!options.isRunning) {
    return {
      cpu: 0,
      mem: 0,
      memhost: 0,
      disk: 0,
      uptime: 0,
      netin: 0,
      netout: 0,
      diskread: 0,
      diskwrite: 0,
    };
  }
  const uptime = Math.max(
    0,
    Math.floor((options.elapsed - (guest.startedAt ?? 0)) / 1000),
  );
  const share = steady(guest.vmid);
  const wave = steady(guest.vmid + Math.floor(options.elapsed / 10_000));
  const mem = Math.floor(limits.memory * (0.2 + 0.5 * share + 0.05 * wave));
  return {
    cpu: Number((0.01 + 0.3 * share + 0.1 * wave).toFixed(6)),
    mem,
    memhost: Math.floor(mem * 1.03),
    disk: guest.type === 'lxc' ? Math.floor(limits.disk * 0.4 * share) : 0,
    uptime,
    netin: Math.floor(uptime * 4000 * (share + 0.1)),
    netout: Math.floor(uptime * 1500 * (share + 0.1)),
    diskread: Math.floor(uptime * 2000 * share),
    diskwrite: Math.floor(uptime * 3000 * share),
  };
}
