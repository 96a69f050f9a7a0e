import { resolve } from 'node:path';
import type {
  ManagementClusterState,
  SimulatedSiteState,
  SimulatorState,
} from './SimulatorState';

/** Whose guests are in which pool of the simulated sites. */
const POOL_OWNERS: Record<string, string> = {
  platform: 'group:default/platform',
  'team-a': 'group:default/team-a',
  'team-b': 'group:default/team-b',
  'team-c': 'group:default/team-c',
};

/** More endpoints than this bring no more safety, only longer configuration. */
const ENDPOINTS = 3;

/** Whose tenant clusters are in which namespace of the simulated management clusters. */
const NAMESPACE_OWNERS: Record<string, string> = {
  'tenant-team-a': 'group:default/team-a',
  'tenant-team-b': 'group:default/team-b',
  'tenant-team-c': 'group:default/team-c',
};

/** Where ordered tenant clusters get their machines. */
const ORDER_SOURCE = 'fra';

/** What is offered there: the templates of the platform, and VMIDs of their own. */
const OFFER = {
  vmids: { start: 20_000, end: 29_999 },
  resourcePool: 'capi',
  templates: { pool: 'platform' },
  storages: ['ceph-vm', 'local-lvm'],
  bridges: ['vmbr0'],
};

const TITLES: Record<string, string> = { fra: 'Frankfurt', edge: 'Edge' };

/**
 * The part of the portal's configuration that depends on the running simulator:
 * the same keys that a portal beside real Proxmox clusters has.
 */
export function buildSourcesConfig(state: SimulatorState) {
  return {
    proxmox: {
      clusters: state.sites.map(buildCluster),
      kubernetes: (state.managementClusters ?? []).map(buildManagementCluster),
    },
  };
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
    ...(name === ORDER_SOURCE && tokens.capmox
      ? {
          provisioning: {
            tokenId: tokens.capmox.id,
            tokenSecret: tokens.capmox.secret,
            ...OFFER,
          },
        }
      : {}),
  };
}

function buildManagementCluster(cluster: ManagementClusterState) {
  const { name, url, caFile, tokens } = cluster;
  return {
    name,
    url,
    ca: { $file: resolve(caFile) },
    token: tokens.portal,
    proxmox: { defaultCluster: ORDER_SOURCE },
    orders: { dataStore: 'default', loadBalancerPool: 'tenant-api' },
    owners: {
      default: 'group:default/platform',
      rules: Object.entries(NAMESPACE_OWNERS).map(([namespace, owner]) => ({
        namespace,
        owner,
      })),
    },
  };
}
