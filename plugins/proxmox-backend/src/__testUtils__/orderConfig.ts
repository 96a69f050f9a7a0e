import { JsonObject } from '@backstage/types';
import { Simulator } from '@rackstage/simulator';
import { managementConfig, sourceConfig } from './startPortal';

/**
 * Configuration of a simulated site in which tenant clusters can be ordered, as an operator would write it; `changes`
 * say what is different in the provisioning.
 */
export function orderConfig(
  simulator: Simulator,
  changes: JsonObject = {},
): { clusters: JsonObject[]; kubernetes: JsonObject[] } {
  const fra = simulator.site('fra');
  return {
    clusters: [
      {
        ...sourceConfig(fra),
        provisioning: {
          tokenId: fra.tokens.capmox.id,
          tokenSecret: fra.tokens.capmox.secret,
          vmids: { start: 20_000, end: 29_999 },
          resourcePool: 'capi',
          storages: ['ceph-vm', 'local-lvm'],
          bridges: ['vmbr0', 'vmbr1'],
          ...changes,
        },
      },
    ],
    kubernetes: simulator.managementClusters.map(cluster => ({
      ...managementConfig(cluster),
      proxmox: { defaultCluster: 'fra' },
      orders: { loadBalancerPool: 'tenant-api' },
    })),
  };
}
