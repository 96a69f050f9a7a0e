/**
 * Model, permissions, contract and health rules shared by the Proxmox plugins for Backstage.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './model';
export * from './permissions';
export * from './health';
export * from './contract';
