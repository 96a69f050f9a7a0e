import { GuestDisk, GuestType } from '@rackstage/plugin-proxmox-common';
import {
  ConfigurationTexts,
  parseProperties,
} from '../wire/guestConfiguration';
import { parseSize } from './parseSize';
import { defined } from './toGuestFacts';

const diskKeys: Record<GuestType, RegExp> = {
  qemu: /^(ide[0-3]|sata[0-5]|scsi([12]?\d|30)|virtio(\d|1[0-5])|efidisk0|tpmstate0)$/,
  lxc: /^(rootfs|mp\d{1,3})$/,
};

/** Disks, CD-ROM drives and mount points; `unusedN` are volumes that the guest does not see. */
export function toGuestDisks(
  type: GuestType,
  texts: ConfigurationTexts,
): GuestDisk[] {
  return Object.keys(texts)
    .filter(key => diskKeys[type].test(key))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map(key =>
      type === 'qemu' ? toDrive(key, texts[key]) : toMount(key, texts[key]),
    );
}

function toDrive(key: string, text: string): GuestDisk {
  const properties = parseProperties(text, 'file');
  const isCdrom = properties.media === 'cdrom' || properties.file === 'cdrom';
  return {
    key,
    media: isCdrom ? 'cdrom' : 'disk',
    // Left out of the configuration it is on.
    backup: !isCdrom && properties.backup !== '0',
    ...volumeOf(properties.file),
    ...defined({ size: parseSize(properties.size) }),
  };
}

function toMount(key: string, text: string): GuestDisk {
  const properties = parseProperties(text, 'volume');
  const isRoot = key === 'rootfs';
  return {
    key,
    media: 'disk',
    // The root is always in the backup, a mount point only where it says so.
    backup: isRoot || properties.backup === '1',
    ...volumeOf(properties.volume),
    ...defined({
      size: parseSize(properties.size),
      mountPoint: isRoot ? '/' : properties.mp,
    }),
  };
}

/** `storage:volume`, a path of the host, or `none` for an empty drive. */
function volumeOf(
  file: string | undefined,
): Pick<GuestDisk, 'storage' | 'volume'> {
  if (!file || file === 'none' || file === 'cdrom') {
    return {};
  }
  const match = /^([A-Za-z][A-Za-z0-9._-]*):(.+)$/.exec(file);
  return match ? { storage: match[1], volume: file } : { volume: file };
}
