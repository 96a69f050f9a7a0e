import { Guest, GuestsQuery } from '@rackstage/plugin-proxmox-common';

/** The part of a query that says which guests are meant. */
export type GuestFilter = Pick<
  GuestsQuery,
  'type' | 'status' | 'node' | 'owner' | 'pool' | 'tag' | 'search'
> & { template?: boolean };

/** Guests that meet every condition of the filter; absent conditions are met by all. */
export function filterGuests(guests: Guest[], filter: GuestFilter): Guest[] {
  const { type, status, node, owner, pool, template, tag } = filter;
  const wanted = Object.entries({ type, status, node, owner, pool, template })
    .filter(([_field, value]) => value !== undefined)
    .map(([field, value]) => ({ field: field as keyof Guest, value }));
  const search = filter.search?.trim().toLowerCase();
  return guests.filter(
    guest =>
      wanted.every(({ field, value }) => guest[field] === value) &&
      (tag === undefined || guest.tags.includes(tag)) &&
      (!search || isFound(guest, search)),
  );
}

function isFound(guest: Guest, search: string): boolean {
  const texts = [
    guest.name,
    String(guest.vmid),
    guest.pool,
    guest.node,
    ...guest.tags,
  ];
  return texts.some(text => text?.toLowerCase().includes(search));
}
