import { Guest } from '@rackstage/plugin-proxmox-common';
import { guestRef } from '@rackstage/plugin-proxmox-node';

/**
 * Key of what is remembered of a guest. It holds the owner: what was read for the former owner of a
 * VMID must not be answered to the next one.
 */
export function guestKey(guest: Guest): string {
  return `${guestRef(guest)} ${guest.owner}`;
}
