import type { SimulatorClock } from '../../clock';
import type { KubeObject } from '../../kube/object/types';
import type { KindName, KindRef, StackName } from '../objects/stack';
import type { ProxmoxClient } from '../proxmox/ProxmoxClient';
import type { GuestSystems } from '../tenant/GuestSystems';
import type { TenantClusters } from '../tenant/TenantClusters';
import type { ControllerApi } from './ControllerApi';
import type { Delays } from './Delays';

/** The controllers of a management cluster and its workers, by what they are called in switches. */
export const controllerNames = [
  'cluster',
  'kamaji-control-plane',
  'kamaji',
  'load-balancer',
  'proxmox-cluster',
  'kubeadm-config',
  'machine-deployment',
  'machine-set',
  'machine',
  'machine-health-check',
  'proxmox-machine',
  'ipam',
  'kubelet',
] as const;

/** Name of a controller. */
export type ControllerName = (typeof controllerNames)[number];

/** Something outside the controllers that is used up. */
export type Shortage = 'ip-pool-exhausted' | 'lb-pool-empty';

/** What every controller of one management cluster works with. */
export interface ControllerContext {
  stack: StackName;
  api: ControllerApi;
  clock: SimulatorClock;
  delays: Delays;
  tenants: TenantClusters;
  /** What is used up, whatever the pools say. */
  shortages: ReadonlySet<Shortage>;
  /** What runs inside the virtual machines. */
  guests: GuestSystems;
  /** A client for a Proxmox API, from what a credentials Secret says. */
  connect(credentials: ProxmoxCredentials): ProxmoxClient;
  ref(kind: KindName): KindRef;
  log(line: string): void;
}

/** What a credentials Secret of the Proxmox provider holds. */
export interface ProxmoxCredentials {
  url: string;
  token: string;
  secret: string;
  /** Absent in the Secret means that certificates are not checked. */
  insecure: boolean;
  rootCa?: string;
}

/** When to look at an object again though nothing tells that it changed. */
export interface Again {
  /** Milliseconds of simulated time. */
  afterMs: number;
}

/**
 * One controller. It is called with each object of its kind when that object
 * or one of the watched kinds beside it changed; what it does follows from
 * what it sees then, never from what it did before.
 */
export interface Controller {
  name: ControllerName;
  kind: KindName;
  watches: KindName[];
  /** Whether a change inside a tenant cluster concerns it. */
  watchesTenants?: boolean;
  reconcile(
    context: ControllerContext,
    object: KubeObject,
  ): Again | void | Promise<Again | void>;
}
