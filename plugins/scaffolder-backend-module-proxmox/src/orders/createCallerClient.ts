import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';

/** An answer takes milliseconds, a preflight that reads much some seconds. */
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * A client of proxmox-backend that acts for whoever started the task. Each call has a token of its own, because such
 * tokens end sooner than an order may take.
 */
export function createCallerClient(options: {
  auth: Pick<AuthService, 'getPluginRequestToken'>;
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
  getCredentials(): Promise<BackstageCredentials>;
}): ProxmoxClient {
  const { auth, discovery, getCredentials } = options;
  return new ProxmoxClient({
    discoveryApi: discovery,
    fetchApi: {
      async fetch(input, init) {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await getCredentials(),
          targetPluginId: 'proxmox',
        });
        const headers = new Headers(init?.headers);
        headers.set('Authorization', `Bearer ${token}`);
        const signals = [
          AbortSignal.timeout(REQUEST_TIMEOUT_MS),
          ...(init?.signal ? [init.signal] : []),
        ];
        return fetch(input, {
          ...init,
          headers,
          signal: AbortSignal.any(signals),
        });
      },
    },
  });
}
