import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { proxmoxInventoryServiceRef } from '@rackstage/plugin-proxmox-node';
import { ProxmoxGuestCollatorFactory } from './collator/ProxmoxGuestCollatorFactory';
import { readSearchConfig } from './collator/readSearchConfig';

/**
 * Puts the guests of all Proxmox sources into the search index.
 *
 * @public
 */
export const searchModuleProxmox = createBackendModule({
  pluginId: 'search',
  moduleId: 'proxmox-guest-collator',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        indexRegistry: searchIndexRegistryExtensionPoint,
        inventory: proxmoxInventoryServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ config, indexRegistry, inventory, logger, scheduler }) {
        const { schedule, locationTemplate } = readSearchConfig(config);
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new ProxmoxGuestCollatorFactory({
            inventory,
            logger,
            locationTemplate,
          }),
        });
      },
    });
  },
});
