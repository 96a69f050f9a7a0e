export { readProxmoxConfig } from './readProxmoxConfig';
export type {
  InventoryIntervals,
  OwnerRule,
  OwnerRules,
  ProxmoxConfig,
  SourceConfig,
} from './ProxmoxConfig';
