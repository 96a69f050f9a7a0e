import { useApi } from '@backstage/frontend-plugin-api';
import { TenantClusterId } from '@rackstage/plugin-proxmox-common';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** How is this tenant cluster, what is it made of, and what is wrong with it? */
export function useTenantCluster(id: TenantClusterId) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.tenantCluster(id),
    queryFn: ({ signal }) => client.getTenantCluster(id, signal),
    refetchInterval: useRefreshInterval(),
  });
}
