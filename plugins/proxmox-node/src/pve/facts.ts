import {
  Guest,
  GuestAddress,
  GuestConfiguration,
  ProblemCode,
  ProxmoxNetwork,
  ProxmoxNode,
  ProxmoxStorage,
  Task,
} from '@rackstage/plugin-proxmox-common';

/** What Proxmox says of a guest; owner and entity are the inventory's business. @public */
export type GuestFacts = Omit<Guest, 'owner' | 'entityRef' | 'unreadableSince'>;

/** What Proxmox says of a node. @public */
export type NodeFacts = Omit<
  ProxmoxNode,
  'owner' | 'entityRef' | 'unreadableSince'
>;

/** What Proxmox says of a storage; a shared one stands for all its nodes. @public */
export type StorageFacts = Omit<
  ProxmoxStorage,
  'owner' | 'entityRef' | 'unreadableSince'
>;

/** What Proxmox says of a bridge, VLAN or VNet. @public */
export type NetworkFacts = Omit<
  ProxmoxNetwork,
  'owner' | 'entityRef' | 'unreadableSince'
>;

/**
 * Something in an answer that could not be understood. Nothing is left out of an answer without one.
 *
 * @public
 */
export interface ReadingRemark {
  /** For example `entry 17 (qemu/201)` or `GET /cluster/tasks`. */
  subject: string;
  /** Why, in words; holds no value from the answer but names and ids. */
  reason: string;
  /**
   * True where a whole guest, node, storage, network or task is missing from the result, so that its absence
   * proves nothing; false where only a detail is missing.
   */
  dropped: boolean;
}

/**
 * What the fast lane reads: the state of one Proxmox cluster at one moment, in at most three calls.
 *
 * @public
 */
export interface ClusterFacts {
  /** `name` and `quorate` are absent for a node that is in no cluster, or without Sys.Audit on `/`. */
  cluster: { name?: string; quorate?: boolean };
  nodes: NodeFacts[];
  guests: GuestFacts[];
  storages: StorageFacts[];
  /** Absent where the credentials may not list them or the call failed; a remark then says why. */
  tasks?: Task[];
  /** Where a remark is `dropped`, the lists are not the whole truth: delete nothing on their word. */
  remarks: ReadingRemark[];
}

/** `GET /version`. @public */
export interface PveVersion {
  /** For example `9.2`. */
  release: string;
  /** For example `9.2.4`, with old releases `6.2-4`. */
  version: string;
  /** For example `9`. */
  major: number;
}

/**
 * `GET /access/permissions` of the credentials themselves: for each path the privileges and whether each
 * propagates to what lies below.
 *
 * @public
 */
export type EffectivePermissions = Record<string, Record<string, boolean>>;

/** Bridges, VLANs and VNets, with what could not be read named. @public */
export interface NetworksReading {
  networks: NetworkFacts[];
  /** Nodes whose networks are in `networks`; those of any other node are unknown, not absent. */
  nodesRead: string[];
  /** Whether the VNets of the cluster were read. */
  vnetsRead: boolean;
  remarks: ReadingRemark[];
}

/** Enough to find a guest. @public */
export type GuestLocator = Pick<Guest, 'type' | 'vmid' | 'node'>;

/** A guest's configuration and what follows from it. @public */
export interface GuestConfigurationReading {
  configuration: GuestConfiguration;
  /** From cloud-init (`ipconfig0` …) or the container's own network settings; not observed. */
  configuredAddresses: GuestAddress[];
  /** The boot order of a virtual machine as it is written; absent where the configuration is silent. */
  boot?: string;
  /** Where the guest was found: another node than asked for if it has moved. */
  node: string;
  remarks: ReadingRemark[];
}

/** Why there are no observed addresses, in words for people. @public */
export interface AddressProblem {
  code: ProblemCode;
  message: string;
  nextStep: string;
  /** True where the words may name hosts, paths and privileges, which not everybody who may see the guest should know. */
  isInternal?: boolean;
}

/** Addresses of a guest: at least one, or a problem that says why there is none. @public */
export interface GuestAddressesReading {
  addresses: GuestAddress[];
  /** Set wherever nothing could be observed; `addresses` then holds the configured ones, if any. */
  problem?: AddressProblem;
  remarks: ReadingRemark[];
}
