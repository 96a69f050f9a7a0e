/**
 * Wrappers for portals on the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { type JSX } from 'react';
import { proxmoxApiRef } from './api/proxmoxApi';

export { isProxmoxGuestAvailable, isTenantClusterAvailable } from './entity';

const rootRouteRef = createRouteRef({ id: 'proxmox' });

/** The plugin for portals on the old frontend system. @public */
export const proxmoxPlugin = createPlugin({
  id: 'proxmox',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: proxmoxApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new ProxmoxClient({ discoveryApi, fetchApi }),
    }),
  ],
});

/** Sources, guests, nodes, storages and tenant clusters, with a header of its own. @public */
export const ProxmoxPage: () => JSX.Element = proxmoxPlugin.provide(
  createRoutableExtension({
    name: 'ProxmoxPage',
    component: () =>
      import('./components/ProxmoxPage').then(m => m.ProxmoxPage),
    mountPoint: rootRouteRef,
  }),
);

/** Card for the overview of an entity; see {@link isProxmoxGuestAvailable}. @public */
export const EntityProxmoxGuestCard: () => JSX.Element | null =
  proxmoxPlugin.provide(
    createComponentExtension({
      name: 'EntityProxmoxGuestCard',
      component: {
        lazy: () => import('./components/GuestCard').then(m => m.GuestCard),
      },
    }),
  );

/** Content of a tab of an entity; see {@link isProxmoxGuestAvailable}. @public */
export const EntityProxmoxGuestContent: () => JSX.Element | null =
  proxmoxPlugin.provide(
    createComponentExtension({
      name: 'EntityProxmoxGuestContent',
      component: {
        lazy: () =>
          import('./components/GuestContent').then(m => m.GuestContent),
      },
    }),
  );

/** Card for the overview of an entity; see {@link isTenantClusterAvailable}. @public */
export const EntityTenantClusterCard: () => JSX.Element | null =
  proxmoxPlugin.provide(
    createComponentExtension({
      name: 'EntityTenantClusterCard',
      component: {
        lazy: () =>
          import('./components/TenantClusterCard').then(
            m => m.TenantClusterCard,
          ),
      },
    }),
  );

/** Content of a tab of an entity; see {@link isTenantClusterAvailable}. @public */
export const EntityTenantClusterContent: () => JSX.Element | null =
  proxmoxPlugin.provide(
    createComponentExtension({
      name: 'EntityTenantClusterContent',
      component: {
        lazy: () =>
          import('./components/TenantClusterContent').then(
            m => m.TenantClusterContent,
          ),
      },
    }),
  );
