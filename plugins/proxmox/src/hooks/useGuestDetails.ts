import { useApi } from '@backstage/frontend-plugin-api';
import { GuestId } from '@rackstage/plugin-proxmox-common';
import { useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';

// Read from Proxmox on demand, so asked for less often than what the snapshot holds.
const REFRESH_EVERY = 60_000;

/** What is this guest made of: configuration, addresses, snapshots? */
export function useGuestDetails(id: GuestId) {
  const client = useApi(proxmoxApiRef);
  return useQuery({
    queryKey: queryKeys.guestDetails(id),
    queryFn: ({ signal }) => client.getGuestDetails(id, signal),
    refetchInterval: REFRESH_EVERY,
  });
}
