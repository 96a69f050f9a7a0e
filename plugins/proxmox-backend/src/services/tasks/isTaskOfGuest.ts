import { GuestType } from '@rackstage/plugin-proxmox-common';

/** The task that creates a guest begins before the guest's configuration is written. */
const CREATION_MS = 60_000;

/**
 * Whether a task is about the guest. VMIDs are reused, so tasks that only ever work on the other
 * type of guest (`qm…` on virtual machines, `vz…` on containers, `vzdump` on both) belong to a
 * former one, and so does whatever was done before this one was created, where that is known.
 */
export function isTaskOfGuest(
  task: { type: string; id: string; startedAt: string },
  guest: { type: GuestType; vmid: number; createdAt?: string },
): boolean {
  return (
    task.id === String(guest.vmid) &&
    fitsType(task.type, guest.type) &&
    (guest.createdAt === undefined ||
      Date.parse(task.startedAt) >= Date.parse(guest.createdAt) - CREATION_MS)
  );
}

function fitsType(taskType: string, guestType: GuestType): boolean {
  if (taskType === 'vzdump') {
    return true;
  }
  const foreignPrefix = guestType === 'qemu' ? 'vz' : 'qm';
  return !taskType.startsWith(foreignPrefix);
}
