import { ConfigurationSummary } from './configurationSummary';
import { Guest } from './guest';
import {
  ProxmoxCluster,
  ProxmoxNetwork,
  ProxmoxNode,
  ProxmoxStorage,
} from './cluster';
import { Problem } from './problem';
import { Task } from './task';

/**
 * Everything that is known of one Proxmox cluster at one moment.
 *
 * @public
 */
export interface ProxmoxSnapshot {
  cluster: ProxmoxCluster;
  nodes: ProxmoxNode[];
  guests: Guest[];
  storages: ProxmoxStorage[];
  /** From the slow lane, with an age of its own; absent until it was first read. */
  networks?: { asOf: string; items: ProxmoxNetwork[] };
  /**
   * From the guests' configurations, by `configurationKey`. A guest whose configuration was not read yet is missing;
   * one whose configuration can no longer be read stays with its age.
   */
  configurations?: Record<string, ConfigurationSummary>;
  /** Running and up to 25 recent tasks per node. Absent where the credentials may not list them. */
  tasks?: Task[];
}

/**
 * One source in the inventory: the last good snapshot, its age, and what is wrong now.
 * `data` stays as it was while `error` is set: a failed read is never an empty list.
 *
 * @public
 */
export interface SourceState {
  source: string;
  title: string;
  /** Last good snapshot; absent only where the source was never read, not even before a restart. */
  data?: ProxmoxSnapshot;
  /** ISO 8601; when `data` was read. */
  asOf?: string;
  /** Why the newest read failed; absent after a good one. */
  error?: Problem;
  /** Conditions that do not make the read a failure: privileges missing, a node offline, a name taken. */
  warnings: Problem[];
  /** True where the newest read was good and saw everything that the one before saw or could account for the rest: only then may entities be removed. */
  complete: boolean;
  /** Grows by one with every change; the signal to pages. */
  version: number;
}
