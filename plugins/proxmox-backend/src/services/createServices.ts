import { RootConfigService } from '@backstage/backend-plugin-api';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { readOrderSettings } from '../orders/OrderSettings';
import { GuestDetailsService } from './details/GuestDetailsService';
import { GuestsService } from './guests/GuestsService';
import { OptionsService } from './options/OptionsService';
import { SourcesService } from './sources/SourcesService';
import { GuestTasksService } from './tasks/GuestTasksService';
import { TenantClustersService } from './tenantClusters/TenantClustersService';

/** The services that answer the routes. */
export function createServices(options: {
  access: ProxmoxAccess;
  config: RootConfigService;
  inventory: ProxmoxInventory;
}) {
  const { access, config, inventory } = options;
  const sources = SourcesService.create({ inventory });
  const details = GuestDetailsService.create({ inventory });
  const tasks = GuestTasksService.create({ inventory });
  const guests = GuestsService.create({ access, inventory, sources, details });
  const tenantClusters = TenantClustersService.create({ access, inventory });
  const settings = readOrderSettings(config);
  return {
    sources,
    details,
    tasks,
    guests,
    tenantClusters,
    options: OptionsService.create({ access, inventory, settings }),
  };
}
