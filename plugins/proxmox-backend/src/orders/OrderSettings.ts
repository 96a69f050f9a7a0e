import { RootConfigService } from '@backstage/backend-plugin-api';
import {
  ProvisioningConfig,
  readProxmoxConfig,
  TenantClusterSettings,
} from '@rackstage/plugin-proxmox-node';

/** What an operator decides for the orders of one management cluster. */
export interface PlatformSettings {
  settings: TenantClusterSettings;
  /** The only Proxmox source that its machines live in; absent: any. */
  proxmoxSource?: string;
}

/** What an operator decides for orders. Holds secrets: never answer with it. */
export interface OrderSettings {
  /** Whether anything can be ordered. */
  enabled: boolean;
  /** How long an order waits for its cluster before it fails with the diagnosis. */
  timeoutMs: number;
  /** By Proxmox source; those that nothing can be ordered in are missing. */
  provisioning: ReadonlyMap<string, ProvisioningConfig>;
  /** By management cluster. */
  platforms: ReadonlyMap<string, PlatformSettings>;
}

/** Reads what the configuration says of orders. Throws as the configuration of the plugin does. */
export function readOrderSettings(
  rootConfig: RootConfigService,
): OrderSettings {
  const { orders, sources, managementClusters } = readProxmoxConfig(rootConfig);
  return {
    ...orders,
    provisioning: new Map(
      sources.flatMap(({ name, provisioning }) =>
        provisioning ? [[name, provisioning] as const] : [],
      ),
    ),
    platforms: new Map(
      managementClusters.map(cluster => [
        cluster.name,
        { settings: cluster.orders, proxmoxSource: cluster.proxmoxSource },
      ]),
    ),
  };
}
