import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { isEnded } from '../orders';
import { queryKeys } from '../query';

const WHILE_ONE_RUNS = 5_000;
const OTHERWISE = 30_000;

/** What was ordered, as far as one may see it? Asked more often while something happens. */
export function useOrders() {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.orders(),
    queryFn: ({ signal }) => client.getOrders({}, signal),
    refetchInterval: ({ state }) =>
      state.data?.items.some(order => !isEnded(order.state))
        ? WHILE_ONE_RUNS
        : OTHERWISE,
  });
}
