/**
 * Proxmox VE pages and entity cards for Backstage.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { proxmoxApiRef } from './api/proxmoxApi';
export { isProxmoxGuestAvailable, readGuestId } from './entity';
export { proxmoxMessages, proxmoxTranslationRef } from './translation';
