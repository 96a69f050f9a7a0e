/**
 * Search collator for Proxmox VE guests.
 *
 * @packageDocumentation
 */
export { searchModuleProxmox as default } from './module';
export type { ProxmoxGuestDocument } from './collator/buildGuestDocument';
