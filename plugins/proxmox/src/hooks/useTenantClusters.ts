import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** Which tenant clusters are there, of all management clusters? */
export function useTenantClusters() {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.tenantClusters(),
    queryFn: ({ signal }) => client.getTenantClusters({}, signal),
    refetchInterval: useRefreshInterval(),
  });
}
