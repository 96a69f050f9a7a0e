import { useApi } from '@backstage/frontend-plugin-api';
import { GuestId } from '@rackstage/plugin-proxmox-common';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** How is this guest, and what is wrong with it? */
export function useGuest(id: GuestId) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.guest(id),
    queryFn: ({ signal }) => client.getGuest(id, signal),
    refetchInterval: useRefreshInterval(),
  });
}
