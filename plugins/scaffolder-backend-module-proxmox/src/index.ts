/**
 * Scaffolder actions for Proxmox VE.
 *
 * @packageDocumentation
 */
export { scaffolderModuleProxmox as default } from './module';
