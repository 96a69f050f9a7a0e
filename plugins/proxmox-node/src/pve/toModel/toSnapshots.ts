import { GuestSnapshot } from '@rackstage/plugin-proxmox-common';
import { SnapshotRow } from '../wire/snapshots';
import { defined } from './toGuestFacts';

/** Snapshots, oldest first, without the pseudo entry `current`, which stands for the guest as it is now. */
export function toSnapshots(rows: SnapshotRow[]): GuestSnapshot[] {
  return rows
    .filter(row => row.name !== 'current')
    .map(row => ({
      name: row.name,
      withMemory: row.vmstate ?? false,
      ...defined({
        description: row.description?.trim() || undefined,
        takenAt: row.snaptime,
        parent: row.parent,
      }),
    }))
    .sort((one, other) =>
      (one.takenAt ?? '').localeCompare(other.takenAt ?? ''),
    );
}
