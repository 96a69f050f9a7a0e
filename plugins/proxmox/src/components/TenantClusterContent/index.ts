export * from './TenantClusterContent';
