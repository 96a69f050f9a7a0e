import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { proxmoxInventoryServiceRef } from '@rackstage/plugin-proxmox-node';
import { ProxmoxAccess } from './access/ProxmoxAccess';
import { registerResourceType } from './access/registerResourceType';
import { registerActions } from './actions/registerActions';
import { keepLastGood } from './lastGood/keepLastGood';
import { startOrders } from './orders/startOrders';
import { createRouter } from './router';
import { createServices } from './services/createServices';
import { broadcastChanges } from './signals/broadcastChanges';

/**
 * Backend of the plugin `proxmox`: routes, permissions, persistence, signals.
 *
 * @public
 */
export const proxmoxPlugin = createBackendPlugin({
  pluginId: 'proxmox',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        instance: coreServices.rootInstanceMetadata,
        inventory: proxmoxInventoryServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const ruleset = registerResourceType(deps);
        await keepLastGood(deps);
        const stopBroadcast = await broadcastChanges(deps);
        deps.lifecycle.addShutdownHook(stopBroadcast);
        const access = ProxmoxAccess.create({ ...deps, ruleset });
        const orders = await startOrders({ ...deps, access });
        const services = { ...createServices({ ...deps, access }), orders };
        registerActions({ ...deps, access, ...services });
        deps.httpRouter.use(createRouter({ ...deps, access, ...services }));
      },
    });
  },
});
