export * from './ProxmoxTenantClusterReview';
export * from './validateReview';
