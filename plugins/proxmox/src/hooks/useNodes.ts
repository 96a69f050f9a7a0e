import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** Which nodes are there, of one source or of all? */
export function useNodes(source?: string) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.nodes(source),
    queryFn: ({ signal }) => client.getNodes({ source }, signal),
    refetchInterval: useRefreshInterval(),
  });
}
