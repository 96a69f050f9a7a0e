import { Guest } from '../world/types';

/** The name a guest has, or the one the vendor shows for a guest without. */
export function guestName(guest: Guest): string {
  if (guest.type === 'lxc') {
    return String(guest.config.hostname ?? `CT${guest.vmid}`);
  }
  return String(guest.config.name ?? `VM ${guest.vmid}`);
}

/** Whether the guest is a template. */
export function isTemplate(guest: Guest): boolean {
  return Number(guest.config.template ?? 0) === 1;
}

/** The configuration lock, if one is held. */
export function guestLock(guest: Guest): string | undefined {
  return guest.config.lock === undefined
    ? undefined
    : String(guest.config.lock);
}
