import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { buildTenantClusterEntities } from '../entities/buildTenantClusterEntities';
import { RefreshTrigger } from './RefreshTrigger';

/**
 * Brings tenant clusters into the catalogue seconds after they are there, because whoever ordered one follows a link to
 * its entity. Returns the function that ends it.
 */
export function refreshOnNews(options: {
  inventory: Pick<
    ProxmoxInventory,
    'getManagementClusters' | 'subscribeManagementClusters'
  >;
  scheduler: Pick<SchedulerService, 'triggerTask'>;
  logger: Pick<LoggerService, 'debug'>;
}): () => void {
  const { inventory, ...services } = options;
  const triggers = new Map(
    inventory
      .getManagementClusters()
      .map(({ source }) => [
        source,
        new RefreshTrigger({ source, ...services }),
      ]),
  );
  const unsubscribe = inventory.subscribeManagementClusters(state => {
    const entities = describeEntities(state);
    if (entities !== undefined) {
      triggers.get(state.source)?.seen(entities);
    }
  });
  return () => {
    unsubscribe();
    triggers.forEach(trigger => trigger.stop());
  };
}

// Most news changes no entity: conditions, counts and ages are not in them.
function describeEntities(state: ManagementClusterState): string | undefined {
  const { data, complete, error, title } = state;
  return data && complete && !error
    ? JSON.stringify(buildTenantClusterEntities(data, title))
    : undefined;
}
