import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { proxmoxInventoryServiceRef } from '@rackstage/plugin-proxmox-node';
import { CatalogLookup } from './provider/CatalogLookup';
import { ProxmoxEntities } from './provider/ProxmoxEntities';
import { readCatalogConfig } from './provider/readCatalogConfig';
import { refreshOnNews } from './provider/refreshOnNews';
import {
  EntityGatherer,
  SourceEntityProvider,
} from './provider/SourceEntityProvider';
import { TenantClusterEntities } from './provider/TenantClusterEntities';

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
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, inventory, logger, ...services }) {
        const { lifecycle, processing, scheduler } = services;
        const { schedule } = readCatalogConfig(config);
        const lookup = new CatalogLookup({ auth, catalog });
        const provide = (source: string, gatherer: EntityGatherer) =>
          processing.addEntityProvider(
            new SourceEntityProvider({
              source,
              gatherer,
              inventory,
              lookup,
              logger,
              taskRunner: scheduler.createScheduledTaskRunner(schedule),
            }),
          );
        for (const { source } of inventory.getSources()) {
          provide(source, new ProxmoxEntities({ source, inventory, lookup }));
        }
        for (const { source } of inventory.getManagementClusters()) {
          provide(
            source,
            new TenantClusterEntities({ source, inventory, lookup }),
          );
        }
        lifecycle.addShutdownHook(
          refreshOnNews({ inventory, scheduler, logger }),
        );
      },
    });
  },
});
