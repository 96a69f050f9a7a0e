import { useApi } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  Order,
  proxmoxOrderUpdatePermission,
} from '@rackstage/plugin-proxmox-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';

/** What can the viewer do about an order? The backend asks for the same permission again. */
export function useOrderActions(order: Order) {
  const client = useApi(proxmoxApiRef);
  const queryClient = useQueryClient();
  const { managementCluster, tenant } = order.spec;
  const { allowed, loading } = usePermission({
    permission: proxmoxOrderUpdatePermission,
    resourceRef: `${managementCluster}/tenant/${tenant}`,
  });

  const onSuccess = (changed: Order) => {
    queryClient.setQueryData(queryKeys.order(order.id), changed);
    queryClient.invalidateQueries({ queryKey: queryKeys.orders() });
  };
  // Where it was refused, the order is probably another than the page shows.
  const onError = () =>
    queryClient.invalidateQueries({ queryKey: queryKeys.order(order.id) });
  const act = (mutationFn: () => Promise<Order>) => ({
    mutationFn,
    networkMode: 'always' as const,
    onSuccess,
    onError,
  });
  const resume = useMutation(act(() => client.resumeOrder(order.id)));
  const cleanUp = useMutation(act(() => client.cleanUpOrder(order.id)));
  const cancel = useMutation(act(() => client.cancelOrder(order.id)));
  // Not known yet is neither yes nor no; what cannot be learnt is no.
  return { mayUpdate: loading ? undefined : allowed, resume, cleanUp, cancel };
}
