/**
 * Proxmox VE pages and entity cards for Backstage.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { proxmoxApiRef } from './api/proxmoxApi';
export {
  isProxmoxGuestAvailable,
  isTenantClusterAvailable,
  readGuestId,
  readTenantClusterId,
} from './entity';
export { proxmoxMessages, proxmoxTranslationRef } from './translation';
