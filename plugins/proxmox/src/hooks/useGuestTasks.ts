import { useApi } from '@backstage/frontend-plugin-api';
import { GuestId } from '@rackstage/plugin-proxmox-common';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';
import { useRefreshInterval } from './useRefreshInterval';

/** What was done to this guest, and how did it end? */
export function useGuestTasks(id: GuestId) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.guestTasks(id),
    queryFn: ({ signal }) => client.getGuestTasks(id, signal),
    refetchInterval: useRefreshInterval(),
  });
}
