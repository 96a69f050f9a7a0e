import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createOrderTenantClusterAction } from './actions/orderTenantCluster';

/**
 * Adds the action `proxmox:tenant-cluster:order` to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleProxmox = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'proxmox',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, catalog, config, discovery }) {
        actions.addActions(
          createOrderTenantClusterAction({ auth, catalog, config, discovery }),
        );
      },
    });
  },
});
