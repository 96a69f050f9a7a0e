export type { ProxmoxInventory, Whereabouts } from './ProxmoxInventory';
export {
  proxmoxInventoryServiceFactory,
  proxmoxInventoryServiceRef,
} from './proxmoxInventoryServiceRef';
export {
  clusterEntityName,
  guestEntityName,
  networkEntityName,
  nodeEntityName,
  resourceEntityRef,
  storageEntityName,
  tenantClusterEntityName,
} from './entityNames';
export {
  clusterRef,
  guestRef,
  managementClusterRef,
  networkRef,
  nodeRef,
  storageRef,
  tenantClusterRef,
  tenantRef,
} from './resourceRefs';
