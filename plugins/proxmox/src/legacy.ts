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
import {
  FieldExtensionComponent,
  createScaffolderFieldExtension,
} from '@backstage/plugin-scaffolder-react';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { type JSX } from 'react';
import { proxmoxApiRef } from './api/proxmoxApi';
import {
  legacyOptionField,
  legacyReviewField,
} from './formFields/legacyFields';

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

/** Sources, guests, nodes, storages, tenant clusters and orders, with a header of its own. @public */
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

/**
 * Field of templates, `ui:field: ProxmoxOption`: a choice of what exists and can be used at present. Goes into the
 * `ScaffolderFieldExtensions` of the portal.
 *
 * @public
 */
export const ProxmoxOptionFieldExtension: FieldExtensionComponent<
  string | string[],
  object
> = proxmoxPlugin.provide(createScaffolderFieldExtension(legacyOptionField));

/**
 * Field of templates, `ui:field: ProxmoxTenantClusterReview`: whether the ordered cluster can become ready, and its
 * manifests. Goes into the `ScaffolderFieldExtensions` of the portal.
 *
 * @public
 */
export const ProxmoxTenantClusterReviewFieldExtension: FieldExtensionComponent<
  string,
  object
> = proxmoxPlugin.provide(createScaffolderFieldExtension(legacyReviewField));
