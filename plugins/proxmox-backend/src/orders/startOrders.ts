import {
  AuditorService,
  DatabaseService,
  LifecycleService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  buildTenantCluster,
  ProxmoxInventory,
} from '@rackstage/plugin-proxmox-node';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { auditOutcome } from './auditOrder';
import { OrderPlanner } from './OrderPlanner';
import { OrderSettings, readOrderSettings } from './OrderSettings';
import { OrdersService } from './OrdersService';
import { OrderRecord, OrderStore } from './OrderStore';
import { OrderWorker } from './OrderWorker';
import { planTenantCluster } from './planTenantCluster';

/** Makes the service that takes orders, and works on them from the start of the backend to its end. */
export async function startOrders(options: {
  access: ProxmoxAccess;
  auditor: AuditorService;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  config: RootConfigService;
  database: DatabaseService;
  inventory: ProxmoxInventory;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<OrdersService> {
  const { access, auditor, catalog, config, inventory, lifecycle, logger } =
    options;
  const settings = readOrderSettings(config);
  const store = OrderStore.create({ knex: await options.database.getClient() });
  const log = logger.child({ service: 'orders' });
  const worker = new OrderWorker({
    store,
    inventory,
    logger: log,
    timeoutMs: settings.timeoutMs,
    getWriter: name => inventory.getKubeClient(name),
    buildManifests: record => buildManifests(record, settings),
    onState: order => auditOutcome(auditor, order),
  });
  // Switched off, nothing is written either for orders that were accepted before.
  if (settings.enabled) {
    lifecycle.addStartupHook(() => worker.start());
    lifecycle.addShutdownHook(() => worker.stop());
  }
  return OrdersService.create({
    access,
    inventory,
    planner: new OrderPlanner({
      catalog,
      inventory,
      settings,
      store,
      logger: log,
    }),
    settings,
    store,
    onWork: () => worker.nudge(),
  });
}

function buildManifests(
  { order, decisions }: OrderRecord,
  settings: OrderSettings,
) {
  const { id: orderId, owner, spec } = order;
  const plan = planTenantCluster({ orderId, owner, spec, decisions, settings });
  return buildTenantCluster(plan, decisions.stack);
}
