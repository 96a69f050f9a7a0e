/**
 * A second witness: simulated Proxmox VE sites over real sockets.
 *
 * @packageDocumentation
 */
export { SimulatorClock } from './clock';
export type { ClockMode } from './clock';
export { startSimulator } from './startSimulator';
export type { Simulator, SimulatorOptions } from './startSimulator';
export type { ScenarioSite, SecretSource } from './scenarios/Scenario';
export type { ManagementCluster } from './ManagementCluster';
export type { ManagementFault } from './scenarios/kubernetes/ManagementPlan';
export type { SimulatedNode, SimulatedSite } from './SimulatedSite';
export type { CallCounts } from './pve/CallCounter';
export type { Fault } from './pve/faults';
export { WorldBuilder } from './pve/world/WorldBuilder';
export type {
  GuestOptions,
  NodeOptions,
  StorageOptions,
  TaskOptions,
  TokenOptions,
  UserOptions,
  VolumeOptions,
} from './pve/world/WorldBuilder';
export type * from './pve/world/types';
export { World } from './pve/world/World';
export type { SectionName } from './pve/world/World';
