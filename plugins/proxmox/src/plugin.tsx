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
  optionField,
  ordersPage,
  proxmoxApi,
  proxmoxPage,
  sourcesPage,
  storageCard,
  storagesPage,
  tenantClusterCard,
  tenantClusterContent,
  tenantClusterReviewField,
  tenantClustersPage,
} from './extensions';
import { rootRouteRef } from './routing';

/**
 * Proxmox VE in the new frontend system: the page with sources, guests, nodes, storages, tenant
 * clusters and orders, cards and tabs on entities, guests among the search results, and fields for
 * templates that order.
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
    tenantClustersPage,
    ordersPage,
    guestCard,
    nodeCard,
    storageCard,
    clusterCard,
    tenantClusterCard,
    guestContent,
    tenantClusterContent,
    guestSearchResult,
    guestResultType,
    optionField,
    tenantClusterReviewField,
  ],
});

export default proxmoxPlugin;
