export { MAXIMUM_SURGE } from './buildMachineDeployment';
export {
  COMPONENT_ANNOTATION,
  ORDER_LABEL,
  OWNER_ANNOTATION,
} from './buildMetadata';
export { buildTenantCluster } from './buildTenantCluster';
export type { KubeManifest } from './KubeManifest';
export { parseComponentRef } from './parseComponentRef';
export type {
  ProxmoxCredentials,
  TenantClusterPlan,
  TenantClusterSettings,
} from './TenantClusterPlan';
export { withoutSecrets } from './withoutSecrets';
