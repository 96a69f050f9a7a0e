import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { OrdersService } from '../orders/OrdersService';
import { GuestDetailsService } from '../services/details/GuestDetailsService';
import { GuestsService } from '../services/guests/GuestsService';
import { OptionsService } from '../services/options/OptionsService';
import { SourcesService } from '../services/sources/SourcesService';
import { GuestTasksService } from '../services/tasks/GuestTasksService';
import { TenantClustersService } from '../services/tenantClusters/TenantClustersService';

/** What the routes work with; each takes what it needs. */
export interface RouteOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  access: ProxmoxAccess;
  inventory: ProxmoxInventory;
  sources: SourcesService;
  guests: GuestsService;
  details: GuestDetailsService;
  tasks: GuestTasksService;
  tenantClusters: TenantClustersService;
  orders: OrdersService;
  options: OptionsService;
}
