import { TenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';

/**
 * Everything that the manifests of a tenant cluster are built from: what was ordered, and what was decided for it.
 *
 * @public
 */
export interface TenantClusterPlan {
  /** Marks every object, so that an order finds its own work again. */
  orderId: string;
  /** Entity ref of the tenant's owner. */
  owner: string;
  spec: TenantClusterOrderSpec;
  /** The Proxmox node that holds the template. */
  templateNode: string;
  /** Of the template; a clone starts with them. */
  templateTags: string[];
  /** Disjoint from those of other clusters: two that reach for one VMID at a time both lose it (capmox #842). */
  vmidRange: { start: number; end: number };
  credentials: ProxmoxCredentials;
  settings: TenantClusterSettings;
}

/** How the controllers reach Proxmox; written to a Secret. @public */
export interface ProxmoxCredentials {
  /** Origin: `https://pve1.example.com:8006`. */
  url: string;
  /** `user@realm!token`. */
  tokenId: string;
  secret: string;
  /** PEM of the authorities to trust; absent: those of the system. */
  caPem?: string;
}

/** What a platform decides for all its tenant clusters; everything has a default. @public */
export interface TenantClusterSettings {
  /** Kamaji's store of the control plane's data. */
  dataStore?: string;
  /** MetalLB pool of the API server's address; absent: whichever MetalLB takes. */
  loadBalancerPool?: string;
  /** Further names of the API server. */
  certificateNames?: string[];
  /**
   * Only where a cloud controller manager will run in the tenant cluster: without one every node keeps the taint
   * `node.cloudprovider.kubernetes.io/uninitialized` for ever.
   */
  externalCloudProvider?: boolean;
  podCidr?: string;
  serviceCidr?: string;
  /** The template's disk that grows to the ordered size. */
  bootDisk?: string;
  /** Absent: what the storage prefers; block storages refuse qcow2. */
  diskFormat?: 'raw' | 'qcow2' | 'vmdk';
  /** Resource pool of Proxmox that the machines join. */
  resourcePool?: string;
  /** Of root on every worker. */
  sshAuthorizedKeys?: string[];
}
