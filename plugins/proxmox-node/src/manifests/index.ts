export { MAXIMUM_SURGE } from './buildMachineDeployment';
export { ORDER_LABEL, OWNER_ANNOTATION } from './buildMetadata';
export { buildTenantCluster } from './buildTenantCluster';
export type { KubeManifest } from './KubeManifest';
export type {
  ProxmoxCredentials,
  TenantClusterPlan,
  TenantClusterSettings,
} from './TenantClusterPlan';
export { withoutSecrets } from './withoutSecrets';
