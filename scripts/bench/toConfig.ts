import { readFileSync } from 'node:fs';
import type { JsonObject } from '@backstage/types';
import type { SimulatorState } from '../demo/SimulatorState';

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
