import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  ServiceRef,
} from '@backstage/backend-plugin-api';
import { readProxmoxConfig } from '../config';
import { KubeClient } from '../kube/client';
import { PveClient } from '../pve';
import { createSourceReader } from './createSourceReader';
import { systemInventoryClock } from './InventoryClock';
import { ProxmoxInventory } from './ProxmoxInventory';
import { ProxmoxInventoryService } from './ProxmoxInventoryService';

/**
 * The inventory of all configured Proxmox and management clusters, shared by all plugins of a backend. It begins to read when the
 * backend has started and stops with it.
 *
 * @public
 */
export const proxmoxInventoryServiceRef: ServiceRef<
  ProxmoxInventory,
  'root',
  'singleton'
> = createServiceRef<ProxmoxInventory>({
  id: 'rackstage.proxmox.inventory',
  scope: 'root',
  defaultFactory: async service => createInventoryFactory(service),
});

/**
 * Factory of {@link proxmoxInventoryServiceRef}. Added explicitly (proxmox-backend does) it makes one inventory even
 * where two copies of this package are installed.
 *
 * @public
 */
export const proxmoxInventoryServiceFactory = createInventoryFactory(
  proxmoxInventoryServiceRef,
);

function createInventoryFactory(
  service: ServiceRef<ProxmoxInventory, 'root', 'singleton'>,
) {
  return createServiceFactory({
    service,
    deps: {
      config: coreServices.rootConfig,
      logger: coreServices.rootLogger,
      lifecycle: coreServices.rootLifecycle,
    },
    factory({ config, logger, lifecycle }) {
      const { sources, managementClusters, intervals } =
        readProxmoxConfig(config);
      const log = logger.child({ service: 'proxmox-inventory' });
      const inventory = ProxmoxInventoryService.create({
        sources: sources.map(source => {
          const client = PveClient.create({ ...source, logger: log });
          return { config: source, client, reader: createSourceReader(client) };
        }),
        managementClusters: managementClusters.map(cluster => ({
          config: cluster,
          client: KubeClient.create(cluster),
        })),
        intervals,
        clock: systemInventoryClock,
        logger: log,
      });
      // After the plugins have started, so that the last-good state is restored before the first read.
      lifecycle.addStartupHook(() => inventory.start());
      lifecycle.addShutdownHook(() => inventory.stop());
      return inventory;
    },
  });
}
