import { Handlers } from '../Call';
import { accessReadRoutes } from './accessRead';
import { accessWriteRoutes } from './accessWrite';
import { clusterConfigRoutes } from './clusterConfig';
import { clusterRoutes } from './cluster';
import { guestAgentRoutes } from './guestAgent';
import { guestCloneRoutes } from './guestClone';
import { guestConfigRoutes } from './guestConfig';
import { guestConsoleRoutes } from './guestConsole';
import { guestCreateRoutes } from './guestCreate';
import { guestDestroyRoutes } from './guestDestroy';
import { guestExtraRoutes } from './guestExtras';
import { guestFirewallRoutes } from './guestFirewall';
import { guestMigrateRoutes } from './guestMigrate';
import { guestNetworkRoutes } from './guestNetworks';
import { guestPowerRoutes } from './guestPower';
import { guestReadRoutes } from './guestRead';
import { guestSnapshotRoutes } from './guestSnapshot';
import { haResourceRoutes } from './haResource';
import { haRuleRoutes } from './haRule';
import { haStatusRoutes } from './haStatus';
import { indexRoutes } from './indexes';
import { networkRoutes } from './network';
import { networkWriteRoutes } from './networkWrite';
import { nodeBulkRoutes } from './nodeBulk';
import { nodeCapabilityRoutes } from './nodeCapabilities';
import { nodeRoutes } from './node';
import { nodeServiceRoutes } from './nodeService';
import { nodeSystemRoutes } from './nodeSystem';
import { poolRoutes } from './pool';
import { sdnFabricRoutes } from './sdnFabric';
import { sdnRoutes } from './sdn';
import { storageConfigRoutes } from './storageConfig';
import { storageContentRoutes } from './storageContent';
import { storageFileRoutes } from './storageFile';
import { storageReadRoutes } from './storageRead';
import { taskRoutes } from './task';
import { ticketRoutes } from './ticket';
import { userRoutes } from './user';
import { versionRoutes } from './version';
import { vzdumpRoutes } from './vzdump';

/** Every handler of the simulator, by method and path template. */
export const allHandlers: Handlers = {
  ...indexRoutes,
  ...accessReadRoutes,
  ...accessWriteRoutes,
  ...clusterConfigRoutes,
  ...clusterRoutes,
  ...guestAgentRoutes,
  ...guestCloneRoutes,
  ...guestConfigRoutes,
  ...guestConsoleRoutes,
  ...guestCreateRoutes,
  ...guestDestroyRoutes,
  ...guestExtraRoutes,
  ...guestFirewallRoutes,
  ...guestMigrateRoutes,
  ...guestNetworkRoutes,
  ...guestPowerRoutes,
  ...guestReadRoutes,
  ...guestSnapshotRoutes,
  ...haResourceRoutes,
  ...haRuleRoutes,
  ...haStatusRoutes,
  ...networkRoutes,
  ...networkWriteRoutes,
  ...nodeBulkRoutes,
  ...nodeCapabilityRoutes,
  ...nodeRoutes,
  ...nodeServiceRoutes,
  ...nodeSystemRoutes,
  ...poolRoutes,
  ...sdnFabricRoutes,
  ...sdnRoutes,
  ...storageConfigRoutes,
  ...storageContentRoutes,
  ...storageFileRoutes,
  ...storageReadRoutes,
  ...taskRoutes,
  ...ticketRoutes,
  ...userRoutes,
  ...versionRoutes,
  ...vzdumpRoutes,
};
