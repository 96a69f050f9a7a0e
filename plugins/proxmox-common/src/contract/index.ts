export * from './schemas';
export * from './ProxmoxClient';
export * from './signals';
export * from './tenantClusters';
export * from './orders';
export * from './tenantClusterForm';
