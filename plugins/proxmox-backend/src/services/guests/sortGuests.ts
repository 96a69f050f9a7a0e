import { Guest, guestSortKeys } from '@rackstage/plugin-proxmox-common';

export type GuestSortKey = (typeof guestSortKeys)[number];

const collator = new Intl.Collator('en', {
  numeric: true,
  sensitivity: 'base',
});

const valueOf: Record<
  GuestSortKey,
  (guest: Guest) => string | number | undefined
> = {
  name: guest => guest.name,
  vmid: guest => guest.vmid,
  node: guest => guest.node,
  status: guest => guest.status,
  cpu: guest => guest.cpu?.used,
  memory: guest => guest.memory?.used,
  owner: guest => guest.owner,
  source: guest => guest.source,
  uptime: guest => guest.uptime,
};

/**
 * A sorted copy. `web-2` comes before `web-10`; guests without a value come last in both
 * directions; equal ones are ordered by source and VMID, so that pages never overlap.
 */
export function sortGuests(
  guests: Guest[],
  sort: GuestSortKey,
  order: 'asc' | 'desc',
): Guest[] {
  const sign = order === 'asc' ? 1 : -1;
  const value = valueOf[sort];
  return guests
    .map(guest => ({ guest, key: value(guest) }))
    .sort((left, right) => {
      if (left.key === undefined || right.key === undefined) {
        const absentLast =
          Number(left.key === undefined) - Number(right.key === undefined);
        return absentLast || byIdentity(left.guest, right.guest);
      }
      return (
        sign * compareValues(left.key, right.key) ||
        byIdentity(left.guest, right.guest)
      );
    })
    .map(({ guest }) => guest);
}

function compareValues(left: string | number, right: string | number): number {
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : collator.compare(String(left), String(right));
}

function byIdentity(left: Guest, right: Guest): number {
  if (left.source !== right.source) {
    return left.source < right.source ? -1 : 1;
  }
  return left.vmid - right.vmid;
}
