export { readProxmoxConfig } from './readProxmoxConfig';
export type {
  InventoryIntervals,
  KubernetesOwnerRule,
  KubernetesOwnerRules,
  ManagementClusterConfig,
  OwnerRule,
  OwnerRules,
  ProxmoxConfig,
  SourceConfig,
} from './ProxmoxConfig';
