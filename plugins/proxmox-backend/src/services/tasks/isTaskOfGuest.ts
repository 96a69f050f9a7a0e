import { GuestType } from '@rackstage/plugin-proxmox-common';

/**
 * Whether a task is about the guest. VMIDs are reused, so tasks that only ever work on the other
 * type of guest (`qm…` on virtual machines, `vz…` on containers, `vzdump` on both) belong to a
 * former one.
 */
export function isTaskOfGuest(
  task: { type: string; id: string },
  guest: { type: GuestType; vmid: number },
): boolean {
  return task.id === String(guest.vmid) && fitsType(task.type, guest.type);
}

function fitsType(taskType: string, guestType: GuestType): boolean {
  if (taskType === 'vzdump') {
    return true;
  }
  const foreignPrefix = guestType === 'qemu' ? 'vz' : 'qm';
  return !taskType.startsWith(foreignPrefix);
}
