export { readProxmoxConfig } from './readProxmoxConfig';
export type {
  InventoryIntervals,
  OwnerRule,
  OwnerRules,
  ProxmoxConfig,
  SourceConfig,
  SourceCredentials,
  SourceTls,
} from './ProxmoxConfig';
