import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { proxmoxInventoryServiceRef } from '@rackstage/plugin-proxmox-node';
import { ProxmoxEntityProvider } from './provider/ProxmoxEntityProvider';
import { readCatalogConfig } from './provider/readCatalogConfig';
import { TenantClusterEntityProvider } from './provider/TenantClusterEntityProvider';

/**
 * Brings Proxmox clusters, nodes, guests, storages and networks into the catalogue, and the Kubernetes clusters of tenants.
 *
 * @public
 */
export const catalogModuleProxmox = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'proxmox',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        inventory: proxmoxInventoryServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, inventory, processing, scheduler, ...services }) {
        const { schedule } = readCatalogConfig(config);
        for (const { source } of inventory.getSources()) {
          processing.addEntityProvider(
            new ProxmoxEntityProvider({
              ...services,
              source,
              inventory,
              taskRunner: scheduler.createScheduledTaskRunner(schedule),
            }),
          );
        }
        for (const { source } of inventory.getManagementClusters()) {
          processing.addEntityProvider(
            new TenantClusterEntityProvider({
              ...services,
              source,
              inventory,
              taskRunner: scheduler.createScheduledTaskRunner(schedule),
            }),
          );
        }
      },
    });
  },
});
