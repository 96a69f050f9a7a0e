import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { proxmoxInventoryServiceFactory } from '@rackstage/plugin-proxmox-node';
import { proxmoxPlugin } from './plugin';

/**
 * What a backend adds: the plugin, and the factory of the inventory. The factory is added here
 * although the service has it as its default, because a backend with two copies of
 * `@rackstage/plugin-proxmox-node` would otherwise make two inventories and ask Proxmox twice.
 *
 * @public
 */
export const proxmoxBackendFeature = createBackendFeatureLoader({
  *loader() {
    yield proxmoxInventoryServiceFactory;
    yield proxmoxPlugin;
  },
});
