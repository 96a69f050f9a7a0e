import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import { rootRouteRef } from '../routing';
import { messages } from '../translation/messages';

export const proxmoxPage = PageBlueprint.make({
  params: {
    path: '/proxmox',
    title: messages.page.title,
    icon: <RiServerLine />,
    routeRef: rootRouteRef,
  },
});

export const sourcesPage = SubPageBlueprint.make({
  name: 'sources',
  params: {
    path: 'sources',
    title: messages.page.sources,
    loader: () =>
      import('../components/SourcesPage').then(m => <m.SourcesPage />),
  },
});

export const guestsPage = SubPageBlueprint.make({
  name: 'guests',
  params: {
    path: 'guests',
    title: messages.page.guests,
    loader: () =>
      import('../components/GuestsPage').then(m => <m.GuestsPage />),
  },
});

export const nodesPage = SubPageBlueprint.make({
  name: 'nodes',
  params: {
    path: 'nodes',
    title: messages.page.nodes,
    loader: () => import('../components/NodesPage').then(m => <m.NodesPage />),
  },
});

export const storagesPage = SubPageBlueprint.make({
  name: 'storages',
  params: {
    path: 'storages',
    title: messages.page.storages,
    loader: () =>
      import('../components/StoragesPage').then(m => <m.StoragesPage />),
  },
});

export const tenantClustersPage = SubPageBlueprint.make({
  name: 'tenant-clusters',
  params: {
    path: 'tenant-clusters',
    title: messages.page.tenantClusters,
    loader: () =>
      import('../components/TenantClustersPage').then(m => (
        <m.TenantClustersPage />
      )),
  },
});
