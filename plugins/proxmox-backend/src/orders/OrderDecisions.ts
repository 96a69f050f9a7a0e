import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';

/** VMIDs that belong to one order, both ends included. */
export interface VmidRange {
  start: number;
  end: number;
}

/**
 * What was decided when an order was accepted and is kept with it, so that every run of it builds the same manifests.
 * Goes to the database as JSON and holds no secrets.
 */
export interface OrderDecisions {
  stack: ClusterApiStack;
  /** The node that holds the template. */
  templateNode: string;
  templateTags: string[];
  vmidRange: VmidRange;
}

/** What another order holds, until it is cleaned up. */
export interface OrderReservation {
  orderId: string;
  managementCluster: string;
  tenant: string;
  name: string;
  source: string;
  vmidRange?: VmidRange;
  /** As ordered: a range, a prefix or a single address. */
  addresses: string;
}
