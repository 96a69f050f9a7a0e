import { failure } from '../ApiError';
import { Guest } from '../world/types';
import { guestLock } from './guestName';

/** `VM` or `CT`, as texts name guests. */
export function guestWord(guest: Pick<Guest, 'type'>): 'VM' | 'CT' {
  return guest.type === 'qemu' ? 'VM' : 'CT';
}

/** Refuses to touch a guest whose configuration is locked. */
export function demandUnlocked(guest: Guest, ...allowed: string[]): void {
  const lock = guestLock(guest);
  if (lock === undefined || allowed.includes(lock)) return;
  throw failure(`${guestWord(guest)} is locked (${lock})`);
}
