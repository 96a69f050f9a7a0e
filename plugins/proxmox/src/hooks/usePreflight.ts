import { useApi } from '@backstage/frontend-plugin-api';
import {
  ProxmoxClient,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { queryKeys } from '../query';

/** The question whether an order can end well; asked anew each time, because what it rests on changes. */
export function preflightQuery(
  client: ProxmoxClient,
  spec: TenantClusterOrderSpec,
) {
  return queryOptions({
    queryKey: queryKeys.preflight(spec),
    queryFn: ({ signal }) => client.checkTenantClusterOrder(spec, signal),
    staleTime: 0,
  });
}

/** Can this order end well, and what would it create? */
export function usePreflight(spec: TenantClusterOrderSpec) {
  return useQuery(preflightQuery(useApi(proxmoxApiRef), spec));
}
