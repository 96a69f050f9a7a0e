import type { StackName } from '../../controllers/objects/stack';
import type { ControllerName } from '../../controllers/runtime/Controller';
import type { KubeFault } from '../../kube/api/faults';
import type { KubeObject } from '../../kube/object/types';
import type { Crowd } from './addCrowd';
import type { ClusterOrder } from './clusterManifests';

/** A worker that exists when the simulation begins. */
export interface ArrangedWorker {
  name: string;
  vmid: number;
  /** What its agent reports; none for one that still waits for an address. */
  address?: string;
}

/** A volume of the CSI driver that is attached to a worker. */
export interface ArrangedVolume {
  claim: string;
  namespace: string;
  uid: string;
  worker: string;
  storage: string;
  sizeGib: number;
}

/** A tenant cluster that exists when the simulation begins. */
export interface ArrangedCluster {
  order: Omit<ClusterOrder, 'credentials' | 'stack'>;
  workers: ArrangedWorker[];
  volumes: ArrangedVolume[];
  /** Whether it is ready then, or waits for something. */
  isReady: boolean;
}

/** One management cluster of a scenario before it has a socket. */
export interface ManagementPlan {
  name: string;
  stack: StackName;
  /** The site that its tenant clusters live on. */
  site: string;
  /** Namespaces, pools and what else is there besides tenant clusters. */
  objects: KubeObject[];
  clusters: ArrangedCluster[];
  /** Further ones in large numbers; with them no controller runs once the others are in their state. */
  crowd?: Crowd;
}

/**
 * Something that is wrong with a management cluster.
 *
 * @public
 */
export type ManagementFault =
  | KubeFault
  /** No pool has an address for a machine. */
  | { kind: 'ip-pool-exhausted' }
  /** No pool has an address for a Service. */
  | { kind: 'lb-pool-empty' }
  /** The templates that machines are cloned from are gone from Proxmox. */
  | { kind: 'template-missing'; vmid?: number }
  /** A controller does not run. */
  | { kind: 'controller-off'; name: ControllerName };
