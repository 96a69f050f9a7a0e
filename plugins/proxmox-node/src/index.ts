/**
 * Proxmox VE client, models, permission rules and the shared inventory for Backstage backends.
 *
 * @packageDocumentation
 */
export * from './permissions';
export * from './config';
export * from './inventory';
export * from './kube/client';
export * from './pve';
export * from './manifests';
