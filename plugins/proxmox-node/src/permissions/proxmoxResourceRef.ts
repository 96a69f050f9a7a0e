import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  ProxmoxResource,
  RESOURCE_TYPE_PROXMOX_RESOURCE,
} from '@rackstage/plugin-proxmox-common';

/**
 * What a rule becomes as a query: the field has to hold one of the values. Proxmox resources live
 * in memory, so proxmox-backend filters with the rules' `apply`; the query form serves adopters
 * that keep their own index.
 *
 * @public
 */
export interface ProxmoxResourceFilter {
  field: 'owner' | 'source' | 'type' | 'tags' | 'pool';
  values: string[];
}

/**
 * Ties the permission rules to the resource type `proxmox-resource` of the plugin `proxmox`.
 *
 * @public
 */
export const proxmoxResourceRef = createPermissionResourceRef<
  ProxmoxResource,
  ProxmoxResourceFilter
>().with({
  pluginId: 'proxmox',
  resourceType: RESOURCE_TYPE_PROXMOX_RESOURCE,
});
