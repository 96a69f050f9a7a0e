export * from './schemas';
export * from './ProxmoxClient';
export * from './signals';
