/**
 * Catalog entity provider for Proxmox VE.
 *
 * @packageDocumentation
 */
export { catalogModuleProxmox as default } from './module';
