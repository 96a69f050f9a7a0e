import {
  ClusterApiStack,
  Guest,
  GuestConfiguration,
  ProxmoxSnapshot,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import {
  ProvisioningConfig,
  TenantClusterSettings,
} from '@rackstage/plugin-proxmox-node';
import { VmidRange } from '../OrderDecisions';

/** What is offered of a Proxmox source; without its credentials. */
export type Offer = Omit<
  ProvisioningConfig,
  'url' | 'tokenId' | 'tokenSecret' | 'ca'
>;

/** Addresses that somebody else uses or hands out. */
export interface TakenAddresses {
  /** For people: `IP pool tenant-workers`. Tells nothing of other tenants. */
  holder: string;
  /** Ranges, prefixes or single addresses. */
  addresses: string[];
}

/** What is known of the template. */
export interface TemplateFacts {
  guest: Guest;
  /** Absent where it could not be read. */
  configuration?: GuestConfiguration;
  /** Proxmox's `boot`, as it is written. */
  boot?: string;
}

/** A privilege that the token of capmox lacks, or seems to lack. */
export interface MissingPrivilege {
  privilege: string;
  path: string;
  /** Of the order. */
  field: string;
  /** How to give it; set where it is definitely missing and no machine can be made without. */
  command?: string;
}

/** The pool, or all pools, that the address of the API server may come from. */
export interface LoadBalancerFacts {
  /** Names of the pools; empty where there is none of that name. */
  pools: string[];
  /** Absent where it cannot be told. */
  free?: number;
  /** Whether somebody announces the addresses; absent where it could not be read. */
  announced?: boolean;
}

/** What is known of the Component that the cluster is for. */
export interface ComponentFacts {
  /** Entity refs. */
  owners: string[];
}

/**
 * What the rules look at. A fact that is `undefined` could not be read, and the check says so: nothing counts as
 * good because it was not looked at.
 */
export interface PreflightFacts {
  spec: TenantClusterOrderSpec;
  /** Machines that may exist beyond the ordered ones while the pool is replaced. */
  surge: number;
  /** `null` where nothing can be ordered in that source. */
  offer: Offer | null;
  /** The only Proxmox source that the management cluster's machines live in; absent: any. */
  proxmoxSource?: string;
  platform: TenantClusterSettings;
  /** Whether the inventory knows the namespace as that of a tenant. */
  isTenant: boolean;
  /** Of the tenant. */
  owner?: string;
  /** `null` where the catalogue shows the caller no Component of that name. */
  component?: ComponentFacts | null;
  namespace?: 'active' | 'terminating' | 'missing';
  stack?: ClusterApiStack;
  /** Objects of the order's names that are not this order's: `Cluster acme`. */
  takenNames?: string[];
  /** As far as they could be read. */
  takenAddresses: TakenAddresses[];
  /** Whose addresses could not be read: `IP pools of mgmt-b`. */
  unreadAddresses: string[];
  /** Whether the management cluster serves InClusterIPPool. */
  addressManagementServed?: boolean;
  loadBalancer?: LoadBalancerFacts;
  dataStore?: { name: string; exists: boolean; ready?: boolean };
  proxmox?: ProxmoxSnapshot;
  /** `null` where there is no guest of that VMID. */
  template?: TemplateFacts | null;
  /** Why the credentials that capmox will use do not work; empty where they do. */
  credentialProblems?: string[];
  /** Of the token that capmox will use; empty where none is missing. */
  missingPrivileges?: MissingPrivilege[];
  /** Of the offer. */
  resourcePoolExists?: boolean;
  /** A block of VMIDs that nobody is known to have; `null` where there is none. */
  vmidRange?: VmidRange | null;
  /** Whose VMIDs could not be read: `machine templates of mgmt-b`. */
  unreadRanges: string[];
  /** Kinds that the portal's account may not write in the namespace; empty where it may write all. */
  forbiddenKinds?: string[];
}
