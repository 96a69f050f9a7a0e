import { readFileSync } from 'node:fs';
import type { JsonObject } from '@backstage/types';
import type { SimulatorState } from '../demo/SimulatorState';

/** How the portal reads the simulated management clusters: as an operator would configure them, with owner rules. */
export function toKubeConfig(state: SimulatorState): JsonObject {
  return {
    proxmox: {
      kubernetes: (state.managementClusters ?? []).map(cluster => ({
        name: cluster.name,
        url: cluster.url,
        ca: readFileSync(cluster.caFile, 'utf8'),
        token: cluster.tokens.portal,
        owners: {
          default: 'group:default/platform',
          rules: [
            { namespace: 'tenant-crowd-01', owner: 'group:default/team-1' },
          ],
        },
      })),
    },
  };
}

/** The simulated sites as an operator would configure them, the owner rules included. */
export function toConfig(state: SimulatorState): JsonObject {
  return {
    proxmox: {
      clusters: state.sites.map(site => ({
        name: site.name,
        endpoints: site.nodes.map(({ url }) => url),
        tls: { ca: readFileSync(site.caFile, 'utf8') },
        auth: {
          tokenId: site.tokens.inventory.id,
          tokenSecret: site.tokens.inventory.secret,
        },
        owners: {
          default: 'group:default/platform',
          rules: [{ pool: 'team-1', owner: 'group:default/team-1' }],
        },
      })),
    },
  };
}
