/** A guest that must exist before a recorded request is sent. */
export interface PlannedGuest {
  type: 'qemu' | 'lxc';
  vmid: number;
  node: string;
  status: 'running' | 'stopped';
  isPaused: boolean;
  /** Known only from a list: the status daemon has not reported it yet. */
  isUnreported: boolean;
  config: Record<string, string | number>;
  snapshots: PlannedSnapshot[];
  /** Changes that wait for the next start. */
  pending: Record<string, string | number>;
  pool?: string;
  /** What the guest itself reports of its network, when that is recorded. */
  interfaces?: PlannedInterface[];
}

export interface PlannedInterface {
  name: string;
  mac: string;
  addresses: { address: string; prefix: number }[];
}

export interface PlannedSnapshot {
  name: string;
  description?: string;
  time: number;
  config: Record<string, string | number>;
}

export interface PlannedStorage {
  id: string;
  type: string;
  content: string[];
  isShared: boolean;
  isDisabled: boolean;
  nodes?: string[];
  config: Record<string, string | number>;
}

export interface PlannedVolume {
  volid: string;
  node: string;
  content: string;
  format: string;
  size: number;
  vmid?: number;
  fields: Record<string, string | number>;
}

export interface PlannedUser {
  userid: string;
  isEnabled: boolean;
  groups: string[];
  properties: Record<string, string>;
  tokens: PlannedToken[];
}

export interface PlannedToken {
  id: string;
  hasSeparatePrivileges: boolean;
  expire: number;
  comment?: string;
}

export interface PlannedAcl {
  path: string;
  type: 'user' | 'group' | 'token';
  ugid: string;
  roleid: string;
  propagate: boolean;
}

/** A task that ran (or runs) before the recorded request. */
export interface PlannedTask {
  upid: string;
  node: string;
  type: string;
  id: string;
  /** As in the UPID: with the token's name. */
  user: string;
  startTime: number;
  isRunning: boolean;
  exitStatus: string;
  /** Lines without the closing `TASK OK` line. */
  log: string[];
}

export interface PlannedNode {
  isOnline: boolean;
  address?: string;
  /** Options of the node itself. */
  config?: Record<string, string | number>;
}
