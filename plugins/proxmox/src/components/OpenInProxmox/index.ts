export * from './OpenInProxmox';
