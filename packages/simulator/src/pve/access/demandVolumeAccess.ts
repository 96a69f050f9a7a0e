import { failure } from '../ApiError';
import { Call } from '../Call';

/** What a volume id tells: its storage, what it is, and whose. */
export interface VolumeName {
  storage: string;
  kind: 'file' | 'backup' | 'disk' | 'other';
  owner?: number;
}

/** Takes a volume id apart; works for volumes that are not there too. */
export function readVolumeName(volid: string): VolumeName {
  const [, storage = '', name = ''] = /^([^:]*):(.*)$/.exec(volid) ?? [];
  if (/^(?:iso|vztmpl|import)\//.test(name)) return { storage, kind: 'file' };
  const backup = /^backup\/(?:.*vzdump-\w+-|(?:vm|ct)\/)(\d+)/.exec(name);
  if (backup) return { storage, kind: 'backup', owner: Number(backup[1]) };
  const disk = /(?:^|\/)(?:vm|base|subvol|basevol)-(\d+)-/.exec(name);
  if (disk) return { storage, kind: 'disk', owner: Number(disk[1]) };
  return { storage, kind: 'other' };
}

/**
 * Refuses who may not read a volume. Disks take a right on the storage and one
 * on the guest, so that whoever may only look sees no disks in lists.
 */
export function demandVolumeAccess(call: Call, volid: string): void {
  const { storage, kind, owner } = readVolumeName(volid);
  const path = `/storage/${storage}`;
  if (call.may(path, 'Datastore.Allocate')) return;
  if (kind === 'file') {
    call.demandAny(path, 'Datastore.AllocateSpace', 'Datastore.Audit');
  } else if (kind === 'backup') {
    call.demand(path, 'Datastore.AllocateSpace');
    call.demand(`/vms/${owner}`, 'VM.Backup');
  } else if (kind === 'disk') {
    call.demand(path, 'Datastore.Audit');
    call.demand(`/vms/${owner}`, 'VM.Config.Disk');
  } else {
    throw failure(`missing privileges to access ${volid}`);
  }
}

/** Refuses who may not remove a volume; backups may go with their guest's rights. */
export function demandVolumeRemoval(call: Call, volid: string): void {
  const { storage, kind } = readVolumeName(volid);
  if (kind === 'backup') demandVolumeAccess(call, volid);
  else call.demand(`/storage/${storage}`, 'Datastore.Allocate');
}
