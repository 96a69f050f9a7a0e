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

/**
 * To order something for a tenant (ref `<management cluster>/tenant/<namespace>`).
 *
 * @public
 */
export const proxmoxOrderCreatePermission = createPermission({
  name: 'proxmox.order.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PROXMOX_RESOURCE,
});

/**
 * To see the orders of a tenant, their progress and their logs.
 *
 * @public
 */
export const proxmoxOrderReadPermission = createPermission({
  name: 'proxmox.order.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROXMOX_RESOURCE,
});

/**
 * To resume an order of a tenant or to clean up what it created.
 *
 * @public
 */
export const proxmoxOrderUpdatePermission = createPermission({
  name: 'proxmox.order.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PROXMOX_RESOURCE,
});

/** All permissions of the plugin. @public */
export const proxmoxPermissions = [
  proxmoxResourceReadPermission,
  proxmoxOrderCreatePermission,
  proxmoxOrderReadPermission,
  proxmoxOrderUpdatePermission,
];
