import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { proxmoxPermissions } from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  proxmoxPermissionRules,
  proxmoxResourceRef,
} from '@rackstage/plugin-proxmox-node';
import { ProxmoxRuleset } from './compileDecision';

/**
 * Tells the permission framework what policies may decide on, and how conditions are applied.
 * Returns the rules, those included that modules add later.
 */
export function registerResourceType(options: {
  permissionsRegistry: PermissionsRegistryService;
  inventory: Pick<ProxmoxInventory, 'getResource'>;
}): ProxmoxRuleset {
  const { permissionsRegistry, inventory } = options;
  permissionsRegistry.addResourceType({
    resourceRef: proxmoxResourceRef,
    permissions: proxmoxPermissions,
    rules: Object.values(proxmoxPermissionRules),
    getResources: async refs => refs.map(ref => inventory.getResource(ref)),
  });
  return permissionsRegistry.getPermissionRuleset(proxmoxResourceRef);
}
