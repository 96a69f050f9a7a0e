import { KubeConnection } from '../kube/client';
import { TenantClusterSettings } from '../manifests';
import {
  PvePasswordCredentials,
  PveTlsOptions,
  PveTokenCredentials,
} from '../pve';

/** What a guest is matched by; all patterns are anchored. @public */
export type OwnerRule =
  | { kind: 'pool'; pool: string; owner: string }
  | { kind: 'tag'; tag: string; owner: string }
  | { kind: 'name'; pattern: RegExp; owner: string };

/** Who owns what a source holds. Owners are full entity refs in lower case. @public */
export interface OwnerRules {
  default: string;
  rules: OwnerRule[];
  /** Whether tags and names, which tenants may be able to edit, decide on ownership and so on rights. */
  tenantEditable: boolean;
}

/** How tenant clusters are made in a Proxmox cluster, and what of it is offered. @public */
export interface ProvisioningConfig {
  /** Origin with a port, as the management clusters reach it. */
  url: string;
  tokenId: string;
  tokenSecret: string;
  /** PEM; absent: the CAs of the system. */
  ca?: string;
  /** Every order gets a part of it of its own; both ends included. */
  vmids: { start: number; end: number };
  /** Resource pool that the machines join. */
  resourcePool?: string;
  /** Only templates with this tag and in this pool are offered. */
  templates: { tag?: string; pool?: string };
  /** The only storages that are offered; absent: all. */
  storages?: string[];
  /** The only bridges that are offered; absent: all. */
  bridges?: string[];
}

/** One Proxmox cluster, as configured. @public */
export interface SourceConfig {
  name: string;
  title: string;
  /** Origins with a port: `https://pve1.example.com:8006`. */
  endpoints: string[];
  /** Where people open Proxmox's own interface. */
  webUrl: string;
  tls: PveTlsOptions;
  auth: PveTokenCredentials | PvePasswordCredentials;
  requestTimeoutMs: number;
  concurrencyPerNode: number;
  owners: OwnerRules;
  /** Absent: nothing can be ordered there. */
  provisioning?: ProvisioningConfig;
}

/** What a namespace is matched by. @public */
export type KubernetesOwnerRule =
  | { kind: 'namespace'; namespace: string; owner: string }
  | { kind: 'label'; label: string; value: string; owner: string };

/** Who owns what a management cluster holds. Owners are full entity refs in lower case. @public */
export interface KubernetesOwnerRules {
  default: string;
  rules: KubernetesOwnerRule[];
}

/** One management cluster, as configured. @public */
export interface ManagementClusterConfig {
  name: string;
  title: string;
  connection: KubeConnection;
  /** The only namespaces that are read; absent: all. */
  namespaces?: string[];
  requestTimeoutMs: number;
  /** The Proxmox source that its machines live in, where it is said. */
  proxmoxSource?: string;
  owners: KubernetesOwnerRules;
  /** What the platform decides for the tenant clusters that are ordered there. */
  orders: Omit<TenantClusterSettings, 'resourcePool'>;
}

/** What holds for all orders. @public */
export interface OrdersConfig {
  enabled: boolean;
  /** How long an order waits for its cluster before it fails with the diagnosis. */
  timeoutMs: number;
}

/** How often sources are read. @public */
export interface InventoryIntervals {
  /** While somebody looks. */
  activeMs: number;
  idleMs: number;
  /** Versions, permissions and networks. */
  slowMs: number;
  /** The configuration of each guest. */
  configurationMs: number;
  /** From the first good read of a source to the first configuration. */
  configurationDelayMs: number;
  /** Between two configurations of a source. */
  configurationPauseMs: number;
}

/** The part of the configuration below `proxmox` that the inventory needs. @public */
export interface ProxmoxConfig {
  sources: SourceConfig[];
  managementClusters: ManagementClusterConfig[];
  intervals: InventoryIntervals;
  orders: OrdersConfig;
}
