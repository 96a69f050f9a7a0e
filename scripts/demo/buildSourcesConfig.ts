import { resolve } from 'node:path';
import type { SimulatedSiteState, SimulatorState } from './SimulatorState';

/** Whose guests are in which pool of the simulated sites. */
const POOL_OWNERS: Record<string, string> = {
  platform: 'group:default/platform',
  'team-a': 'group:default/team-a',
  'team-b': 'group:default/team-b',
  'team-c': 'group:default/team-c',
};

/** More endpoints than this bring no more safety, only longer configuration. */
const ENDPOINTS = 3;

const TITLES: Record<string, string> = { fra: 'Frankfurt', edge: 'Edge' };

/**
 * The part of the portal's configuration that depends on the running simulator:
 * the same keys that a portal beside real Proxmox clusters has.
 */
export function buildSourcesConfig(state: SimulatorState) {
  return { proxmox: { clusters: state.sites.map(buildCluster) } };
}

function buildCluster({ name, nodes, caFile, tokens }: SimulatedSiteState) {
  return {
    name,
    title: TITLES[name] ?? name,
    endpoints: nodes.slice(0, ENDPOINTS).map(({ url }) => url),
    tls: { ca: { $file: resolve(caFile) } },
    auth: {
      tokenId: tokens.inventory.id,
      tokenSecret: tokens.inventory.secret,
    },
    owners: {
      default: 'group:default/platform',
      rules: Object.entries(POOL_OWNERS).map(([pool, owner]) => ({
        pool,
        owner,
      })),
    },
  };
}
