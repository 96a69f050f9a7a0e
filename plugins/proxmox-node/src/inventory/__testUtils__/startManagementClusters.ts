import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import { readProxmoxConfig } from '../../config';
import { FakeKubeApi } from '../../kube/__testUtils__/FakeKubeApi';
import { KubeClient } from '../../kube/client';
import { systemInventoryClock } from '../InventoryClock';
import { ProxmoxInventoryService } from '../ProxmoxInventoryService';

/** What the portal signs in with, never to be seen anywhere. */
export const portalToken = 'secret-token-of-the-portal';

/** Starts an inventory over management clusters, by name: a fake, or the address of nothing. */
export function startManagementClusters(
  apis: Record<string, FakeKubeApi | string>,
  extra: JsonObject = {},
) {
  const { managementClusters, intervals } = readProxmoxConfig(
    new ConfigReader({
      proxmox: {
        kubernetes: Object.entries(apis).map(([name, api]) => ({
          name,
          token: portalToken,
          owners: {
            rules: [
              { namespace: 'tenant-team-a', owner: 'group:team-a' },
              { label: 'team', value: 'b', owner: 'group:team-b' },
            ],
          },
          ...(typeof api === 'string'
            ? { url: api }
            : { url: api.server.url, ca: api.server.certificate.cert }),
          ...extra,
        })),
      },
    }),
  );
  const log: string[] = [];
  const inventory = ProxmoxInventoryService.create({
    sources: [],
    managementClusters: managementClusters.map(config => ({
      config,
      client: KubeClient.create(config),
      silenceMs: 400,
    })),
    intervals,
    clock: { ...systemInventoryClock, random: () => 0 },
    logger: { info: line => log.push(line), warn: line => log.push(line) },
  });
  inventory.start();
  return { inventory, log };
}

/** Waits for a state of a management cluster. */
export function until(
  inventory: ProxmoxInventoryService,
  name: string,
  isRight: (state: ManagementClusterState) => boolean | undefined,
): Promise<ManagementClusterState> {
  return new Promise(resolve => {
    const look = () => {
      const state = inventory.getManagementCluster(name)!;
      if (isRight(state)) {
        resolve(state);
      }
    };
    inventory.subscribeManagementClusters(look);
    look();
  });
}

/** The tenant cluster `globex`, which `putStuckCluster` makes. */
export function globexOf(state: Pick<ManagementClusterState, 'data'>) {
  return state.data?.tenantClusters.find(({ name }) => name === 'globex');
}
