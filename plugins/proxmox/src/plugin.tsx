import {
  createFrontendPlugin,
  OverridableFrontendPlugin,
  RouteRef,
} from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import {
  clusterCard,
  guestCard,
  guestContent,
  guestResultType,
  guestSearchResult,
  guestsPage,
  nodeCard,
  nodesPage,
  proxmoxApi,
  proxmoxPage,
  sourcesPage,
  storageCard,
  storagesPage,
} from './extensions';
import { rootRouteRef } from './routing';

/**
 * Proxmox VE in the new frontend system: the page with sources, guests, nodes and storages, cards
 * and a tab on entities, and guests among the search results.
 *
 * @public
 */
// The inferred type spells out every extension, in an order that changes from build to build.
const proxmoxPlugin: OverridableFrontendPlugin<{
  root: RouteRef<undefined>;
}> = createFrontendPlugin({
  pluginId: 'proxmox',
  title: 'Proxmox',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    proxmoxApi,
    proxmoxPage,
    // The order of the tabs.
    sourcesPage,
    guestsPage,
    nodesPage,
    storagesPage,
    guestCard,
    nodeCard,
    storageCard,
    clusterCard,
    guestContent,
    guestSearchResult,
    guestResultType,
  ],
});

export default proxmoxPlugin;
