import {
  GuestsQuery,
  guestSortKeys,
  guestStatusSchema,
} from '@rackstage/plugin-proxmox-common';

/** What people tell apart: a template is neither a machine nor a container that runs. */
export const guestKinds = ['vm', 'container', 'template'] as const;
export type GuestKind = (typeof guestKinds)[number];

export type GuestSortKey = (typeof guestSortKeys)[number];

/** What the address of the guests table says. */
export interface GuestFilters {
  search?: string;
  source?: string;
  kind?: GuestKind;
  status?: GuestsQuery['status'];
  owner?: string;
  node?: string;
  pool?: string;
  tag?: string;
  sort: GuestSortKey;
  order: 'asc' | 'desc';
}

/** Reads the filters from an address; what is no valid value is as if it were not there. */
export function readGuestFilters(parameters: URLSearchParams): GuestFilters {
  const text = (key: string) => parameters.get(key) || undefined;
  const sort = text('sort');
  return {
    search: text('search'),
    source: text('source'),
    kind: guestKinds.find(kind => kind === text('kind')),
    status: guestStatusSchema.safeParse(text('status')).data,
    owner: text('owner'),
    node: text('node'),
    pool: text('pool'),
    tag: text('tag'),
    sort: guestSortKeys.find(key => key === sort) ?? 'name',
    order: text('order') === 'desc' ? 'desc' : 'asc',
  };
}

const QUERY_OF_KIND: Record<
  GuestKind,
  Pick<GuestsQuery, 'type' | 'template'>
> = {
  vm: { type: 'qemu', template: 'false' },
  container: { type: 'lxc', template: 'false' },
  template: { template: 'true' },
};

/** The request that shows what the filters ask for. */
export function toGuestsQuery(filters: GuestFilters): GuestsQuery {
  const { kind, ...same } = filters;
  return { ...same, ...(kind ? QUERY_OF_KIND[kind] : {}) };
}

/** Whether anything but the order is chosen. */
export function isFiltered(filters: GuestFilters): boolean {
  const { sort: _sort, order: _order, ...chosen } = filters;
  return Object.values(chosen).some(value => value !== undefined);
}
