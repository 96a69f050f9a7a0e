import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** Which Proxmox clusters are there, and how are they? */
export function useSources() {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.sources(),
    queryFn: ({ signal }) => client.getSources(signal),
    refetchInterval: useRefreshInterval(),
  });
}
