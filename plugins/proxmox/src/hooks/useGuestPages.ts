import { useApi } from '@backstage/frontend-plugin-api';
import {
  Guest,
  GuestsAnswer,
  GuestsQuery,
} from '@rackstage/plugin-proxmox-common';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** Rows per request of the guests table. */
export const GUESTS_PER_PAGE = 100;

/**
 * Which guests match? Only the pages that hold the wanted rows are fetched and refreshed, so that
 * scrolling through ten thousand guests never asks for all of them at once. The first page is
 * always among them, because it brings the total and the state of the sources.
 */
export function useGuestPages(
  query: GuestsQuery,
  wanted: { first: number; last: number },
) {
  const client = useApi(proxmoxApiRef);
  const refetchInterval = useRefreshInterval();
  const pages = pagesOf(wanted);
  const results = useQueries({
    queries: pages.map(page => {
      const request = {
        ...query,
        offset: page * GUESTS_PER_PAGE,
        limit: GUESTS_PER_PAGE,
      };
      return {
        queryKey: queryKeys.guests(request),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.getGuests(request, signal),
        refetchInterval,
      };
    }),
  });

  const [firstPage] = results;
  const [lastAnswer, setLastAnswer] = useState<GuestsAnswer>();
  if (firstPage.data && firstPage.data !== lastAnswer) {
    setLastAnswer(firstPage.data);
  }
  const isPrevious = firstPage.data === undefined && !firstPage.isError;

  return {
    state: {
      data: isPrevious ? lastAnswer : firstPage.data,
      error: results.find(result => result.isError)?.error,
      dataUpdatedAt: firstPage.dataUpdatedAt,
      refetch: () => results.forEach(result => result.refetch()),
    },
    /**
     * The answer to the question before stands there until that to the new one arrives. Without
     * it, sorting with the keyboard would take away the very button that was pressed.
     */
    isPrevious,
    rowAt(index: number): Guest | undefined {
      if (isPrevious) {
        return lastAnswer?.items[index];
      }
      const at = pages.indexOf(Math.floor(index / GUESTS_PER_PAGE));
      return results[at]?.data?.items[index % GUESTS_PER_PAGE];
    },
  };
}

function pagesOf(wanted: { first: number; last: number }): number[] {
  const pages = new Set([0]);
  const last = Math.floor(wanted.last / GUESTS_PER_PAGE);
  for (
    let page = Math.floor(wanted.first / GUESTS_PER_PAGE);
    page <= last;
    page++
  ) {
    pages.add(page);
  }
  return [...pages];
}
