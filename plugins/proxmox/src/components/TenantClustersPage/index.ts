export * from './TenantClustersPage';
