/**
 * Backend of the Proxmox plugin for Backstage: routes, permissions, persistence.
 *
 * @packageDocumentation
 */
export { proxmoxBackendFeature as default } from './proxmoxBackendFeature';
