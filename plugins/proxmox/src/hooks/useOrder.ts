import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { isEnded } from '../orders';
import { queryKeys } from '../query';

const WHILE_IT_RUNS = 2_000;
// Somebody else may resume it or clean it up.
const ONCE_ENDED = 15_000;

/** How far is this order, and what stands in its way? */
export function useOrder(id: string) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.order(id),
    queryFn: ({ signal }) => client.getOrder(id, signal),
    refetchInterval: ({ state }) =>
      state.data && isEnded(state.data.state) ? ONCE_ENDED : WHILE_IT_RUNS,
  });
}
