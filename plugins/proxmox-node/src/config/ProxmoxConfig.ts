import { KubeConnection } from '../kube/client';
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
}
