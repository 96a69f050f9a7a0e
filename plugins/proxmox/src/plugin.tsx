import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import * as extensions from './extensions';
import { rootRouteRef } from './routing';

/**
 * Proxmox VE in the new frontend system: the page with sources, guests, nodes and storages, cards
 * and a tab on entities, and guests among the search results.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'proxmox',
  title: 'Proxmox',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: Object.values(extensions),
});
