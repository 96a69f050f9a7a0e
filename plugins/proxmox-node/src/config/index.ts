export { readProxmoxConfig } from './readProxmoxConfig';
export type {
  InventoryIntervals,
  KubernetesOwnerRule,
  KubernetesOwnerRules,
  ManagementClusterConfig,
  OrdersConfig,
  OwnerRule,
  OwnerRules,
  ProvisioningConfig,
  ProxmoxConfig,
  SourceConfig,
} from './ProxmoxConfig';
