import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of everything that a Proxmox source holds; refs read `<source>/<type>/<id>`.
 *
 * @public
 */
export const RESOURCE_TYPE_PROXMOX_RESOURCE = 'proxmox-resource';

/**
 * To see a cluster, node, guest, storage or network with its live facts.
 *
 * @public
 */
export const proxmoxResourceReadPermission = createPermission({
  name: 'proxmox.resource.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROXMOX_RESOURCE,
});

/** All permissions of the plugin. @public */
export const proxmoxPermissions = [proxmoxResourceReadPermission];
