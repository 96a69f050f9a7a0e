export * from './proxmoxAnnotations';
