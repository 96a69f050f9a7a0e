import { useApi } from '@backstage/frontend-plugin-api';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ReactNode } from 'react';
import { proxmoxApiRef } from '../api/proxmoxApi';
import { isRetryable } from './isRetryable';

// One cache per client, not per mount: card and tab of one entity share their answers, and two
// apps in one document (tests, module federation) never do.
const queryClients = new WeakMap<ProxmoxClient, QueryClient>();

/** The answers that were given through a client of the backend. */
export function queryClientOf(client: ProxmoxClient): QueryClient {
  const known = queryClients.get(client);
  if (known) {
    return known;
  }
  const created = new QueryClient({
    defaultOptions: {
      queries: {
        retry: isRetryable,
        retryDelay: attempt => Math.min(1000 * 2 ** attempt, 5000),
        staleTime: 5_000,
        // The default pauses requests while the browser believes to be offline: nothing would be
        // said to the viewer, and loopback portals work without a network.
        networkMode: 'always',
      },
    },
  });
  queryClients.set(client, created);
  return created;
}

/** Every page, card and tab of the plugin stands inside one of these. */
export function ProxmoxQueryProvider(props: { children: ReactNode }) {
  const client = useApi(proxmoxApiRef);
  return (
    <QueryClientProvider client={queryClientOf(client)}>
      {props.children}
    </QueryClientProvider>
  );
}
