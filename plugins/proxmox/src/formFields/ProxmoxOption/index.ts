export * from './ProxmoxOption';
