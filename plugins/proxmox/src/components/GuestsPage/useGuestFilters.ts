import { useCallback, useMemo } from 'react';
import { useUrlQuery } from '../../routing';
import { GuestFilters, GuestSortKey, readGuestFilters } from './guestFilters';

const FILTER_KEYS = [
  'search',
  'source',
  'kind',
  'status',
  'owner',
  'node',
  'pool',
  'tag',
] as const;

export type GuestFilterKey = (typeof FILTER_KEYS)[number];

/** The filters of the guests table; they live in the address, so that a view can be shared. */
export function useGuestFilters() {
  const { parameters, change } = useUrlQuery();
  const filters: GuestFilters = useMemo(
    () => readGuestFilters(parameters),
    [parameters],
  );
  const setFilter = useCallback(
    (key: GuestFilterKey, value: string | undefined) =>
      change({ [key]: value }),
    [change],
  );
  const clearFilters = useCallback(
    () => change(Object.fromEntries(FILTER_KEYS.map(key => [key, undefined]))),
    [change],
  );
  const toggleSort = (key: GuestSortKey) =>
    change({
      sort: key,
      order:
        filters.sort === key && filters.order === 'asc' ? 'desc' : undefined,
    });

  return { filters, setFilter, clearFilters, toggleSort };
}
