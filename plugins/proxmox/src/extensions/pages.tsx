import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import { rootRouteRef } from '../routing';
import { proxmoxMessages } from '../translation';

export const proxmoxPage = PageBlueprint.make({
  params: {
    path: '/proxmox',
    title: proxmoxMessages['page.title'],
    icon: <RiServerLine />,
    routeRef: rootRouteRef,
  },
});

export const sourcesPage = SubPageBlueprint.make({
  name: 'sources',
  params: {
    path: 'sources',
    title: proxmoxMessages['page.sources'],
    loader: () =>
      import('../components/SourcesPage').then(m => <m.SourcesPage />),
  },
});

export const guestsPage = SubPageBlueprint.make({
  name: 'guests',
  params: {
    path: 'guests',
    title: proxmoxMessages['page.guests'],
    loader: () =>
      import('../components/GuestsPage').then(m => <m.GuestsPage />),
  },
});

export const nodesPage = SubPageBlueprint.make({
  name: 'nodes',
  params: {
    path: 'nodes',
    title: proxmoxMessages['page.nodes'],
    loader: () => import('../components/NodesPage').then(m => <m.NodesPage />),
  },
});

export const storagesPage = SubPageBlueprint.make({
  name: 'storages',
  params: {
    path: 'storages',
    title: proxmoxMessages['page.storages'],
    loader: () =>
      import('../components/StoragesPage').then(m => <m.StoragesPage />),
  },
});

export const tenantClustersPage = SubPageBlueprint.make({
  name: 'tenant-clusters',
  params: {
    path: 'tenant-clusters',
    title: proxmoxMessages['page.tenantClusters'],
    loader: () =>
      import('../components/TenantClustersPage').then(m => (
        <m.TenantClustersPage />
      )),
  },
});

export const ordersPage = SubPageBlueprint.make({
  name: 'orders',
  params: {
    path: 'orders',
    title: proxmoxMessages['page.orders'],
    loader: () =>
      import('../components/OrdersPage').then(m => <m.OrdersPage />),
  },
});
