export { proxmoxResourceRef } from './proxmoxResourceRef';
export type { ProxmoxResourceFilter } from './proxmoxResourceRef';
export { proxmoxPermissionRules } from './proxmoxPermissionRules';
export {
  proxmoxConditions,
  createProxmoxConditionalDecision,
} from './proxmoxConditions';
