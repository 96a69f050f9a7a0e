import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { GuestDetailsService } from './details/GuestDetailsService';
import { GuestsService } from './guests/GuestsService';
import { SourcesService } from './sources/SourcesService';
import { GuestTasksService } from './tasks/GuestTasksService';
import { TenantClustersService } from './tenantClusters/TenantClustersService';

/** The services that answer the routes. */
export function createServices(options: {
  access: ProxmoxAccess;
  inventory: ProxmoxInventory;
}) {
  const { access, inventory } = options;
  const sources = SourcesService.create({ inventory });
  const details = GuestDetailsService.create({ inventory });
  const tasks = GuestTasksService.create({ inventory });
  const guests = GuestsService.create({ access, inventory, sources, details });
  const tenantClusters = TenantClustersService.create({ access, inventory });
  return { sources, details, tasks, guests, tenantClusters };
}
