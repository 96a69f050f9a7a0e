export * from './TenantClusterAlerts';
export * from './TenantClusterCard';
export * from './TenantClusterChips';
export * from './TenantClusterSummary';
export * from './workersOf';
