export * from './ProxmoxPage';
