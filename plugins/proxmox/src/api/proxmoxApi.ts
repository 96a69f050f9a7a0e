import { createApiRef } from '@backstage/frontend-plugin-api';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';

/**
 * The client of proxmox-backend that all pages and cards of this plugin use.
 *
 * @public
 */
export const proxmoxApiRef = createApiRef<ProxmoxClient>().with({
  id: 'plugin.proxmox.client',
  pluginId: 'proxmox',
});
