import {
  Guest,
  ProxmoxNetwork,
  ProxmoxNode,
  ProxmoxStorage,
  Task,
} from '@rackstage/plugin-proxmox-common';

/** What the inventory adds: ownership and identity in the catalogue, and since when a thing cannot be read. */
type AddedByInventory = 'owner' | 'entityRef' | 'unreadableSince';

/** A guest as Proxmox tells it. @public */
export type GuestFacts = Omit<Guest, AddedByInventory>;

/** A node as Proxmox tells it. @public */
export type NodeFacts = Omit<ProxmoxNode, AddedByInventory>;

/** A storage as Proxmox tells it; once if shared. @public */
export type StorageFacts = Omit<ProxmoxStorage, AddedByInventory>;

/** A network as Proxmox tells it. @public */
export type NetworkFacts = Omit<ProxmoxNetwork, AddedByInventory>;

/**
 * One reading of a Proxmox cluster (at most three calls). @public
 */
export interface ClusterFacts {
  cluster: {
    /** Absent for a node that is in no cluster. */
    name?: string;
    /** Absent for a node that is in no cluster, and without Sys.Audit on `/`. */
    quorate?: boolean;
  };
  nodes: NodeFacts[];
  guests: GuestFacts[];
  storages: StorageFacts[];
  /** Absent where the credentials may not list them. */
  tasks?: Task[];
}
