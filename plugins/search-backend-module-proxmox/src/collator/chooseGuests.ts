import { Guest, ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { guestRef } from '@rackstage/plugin-proxmox-node';

const FRESH_MS = 60 * 60_000;

/** When a guest was read, and under which name: another name means another guest with a reused VMID. */
export interface ReadingMark {
  /** Milliseconds since the epoch. */
  readAt: number;
  name?: string;
}

/** The guests whose addresses are to be read, those that wait longest first. */
export function chooseGuests(
  snapshot: ProxmoxSnapshot,
  marks: ReadonlyMap<string, ReadingMark>,
  now: number,
): Guest[] {
  // A call to a node that is down ends in a timeout, and one for an unreadable guest in a refusal.
  const online = new Set(
    snapshot.nodes
      .filter(node => node.status === 'online')
      .map(node => node.name),
  );
  return snapshot.guests
    .filter(guest => online.has(guest.node) && !guest.unreadableSince)
    .map(guest => ({ guest, readAt: readAtOf(guest, marks) }))
    .filter(({ readAt }) => now - readAt >= FRESH_MS)
    .sort((a, b) => a.readAt - b.readAt)
    .map(({ guest }) => guest);
}

function readAtOf(
  guest: Guest,
  marks: ReadonlyMap<string, ReadingMark>,
): number {
  const mark = marks.get(guestRef(guest));
  return mark && mark.name === guest.name ? mark.readAt : 0;
}
