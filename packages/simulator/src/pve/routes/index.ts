import { Handlers } from '../Call';
import { accessReadRoutes } from './accessRead';
import { clusterRoutes } from './cluster';
import { guestReadRoutes } from './guestRead';
import { guestNetworkRoutes } from './guestNetworks';
import { networkRoutes } from './network';
import { nodeRoutes } from './node';
import { storageReadRoutes } from './storageRead';
import { taskRoutes } from './task';
import { ticketRoutes } from './ticket';
import { versionRoutes } from './version';

/** Every handler of the simulator, by method and path template. */
export const allHandlers: Handlers = {
  ...accessReadRoutes,
  ...clusterRoutes,
  ...guestReadRoutes,
  ...guestNetworkRoutes,
  ...networkRoutes,
  ...nodeRoutes,
  ...storageReadRoutes,
  ...taskRoutes,
  ...ticketRoutes,
  ...versionRoutes,
};
