import { useApi } from '@backstage/frontend-plugin-api';
import { OrderLogAnswer, OrderState } from '@rackstage/plugin-proxmox-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { isEnded } from '../orders';
import { queryKeys } from '../query';

const FOLLOW_EVERY = 2_000;

/**
 * What did the service do for this order? Follows while the order has not ended and somebody looks; asks only for the
 * lines that it does not know.
 */
export function useOrderLog(id: string, state: OrderState) {
  const client = useApi(proxmoxApiRef);
  const queryClient = useQueryClient();
  const queryKey = queryKeys.orderLog(id);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const known = queryClient.getQueryData<OrderLogAnswer>(queryKey)?.lines;
      const after = known?.[known.length - 1]?.n;
      const news = await client.getOrderLog(id, { after }, signal);
      return { ...news, lines: [...(known ?? []), ...news.lines] };
    },
    // The last lines may be written after the order was last asked for.
    refetchInterval: ({ state: { data } }) =>
      isEnded(state) && data && isEnded(data.state) ? false : FOLLOW_EVERY,
  });
}
