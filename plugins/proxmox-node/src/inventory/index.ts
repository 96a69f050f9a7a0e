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
} from './entityNames';
export {
  clusterRef,
  guestRef,
  networkRef,
  nodeRef,
  storageRef,
} from './resourceRefs';
