import { useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** Which storages are there, of one source or of all? */
export function useStorages(source?: string) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.storages(source),
    queryFn: ({ signal }) => client.getStorages({ source }, signal),
    refetchInterval: useRefreshInterval(),
  });
}
