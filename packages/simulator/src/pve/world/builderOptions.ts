import {
  ConfigValue,
  GuestAgent,
  GuestConfig,
  GuestInterface,
  GuestType,
  NodeNetworkInterface,
} from './types';

/** A node to add; only its name is needed. */
export interface NodeOptions {
  name: string;
  address?: string;
  cpus?: number;
  /** Bytes. */
  memory?: number;
  /** Bytes of the root file system. */
  disk?: number;
  isOnline?: boolean;
  networks?: NodeNetworkInterface[];
  uptimeSeconds?: number;
}

/** A guest to add. `name` is put into its configuration. */
export interface GuestOptions {
  type: GuestType;
  vmid: number;
  node: string;
  name?: string;
  config?: GuestConfig;
  status?: 'running' | 'stopped';
  pool?: string;
  agent?: GuestAgent;
  interfaces?: GuestInterface[];
  isTemplate?: boolean;
  isPaused?: boolean;
  lock?: string;
  pending?: Record<string, ConfigValue | null>;
  snapshots?: {
    name: string;
    description?: string;
    time?: number;
    withMemory?: boolean;
    parent?: string;
    config?: GuestConfig;
  }[];
  uptimeSeconds?: number;
  /** False leaves it unknown to the cluster until the next status cycle. */
  isPublished?: boolean;
  obeysShutdown?: boolean;
}

export interface StorageOptions {
  id: string;
  type?: string;
  content?: string[];
  isShared?: boolean;
  isDisabled?: boolean;
  nodes?: string[];
  /** Bytes. */
  total?: number;
  used?: number;
  config?: Record<string, ConfigValue>;
}

export interface VolumeOptions {
  volid: string;
  content: string;
  format?: string;
  /** Bytes. */
  size?: number;
  used?: number;
  vmid?: number;
  ctime?: number;
  node?: string;
  notes?: string;
  isProtected?: boolean;
  subtype?: string;
  savedConfig?: GuestConfig;
  extra?: Record<string, ConfigValue>;
}

export interface UserOptions {
  userid: string;
  password?: string;
  isEnabled?: boolean;
  expire?: number;
  groups?: string[];
  properties?: Record<string, string>;
}

export interface TokenOptions {
  userid: string;
  id: string;
  secret?: string;
  hasSeparatePrivileges?: boolean;
  expire?: number;
  comment?: string;
}

export interface TaskOptions {
  node: string;
  type: string;
  id?: string | number;
  /** `user@realm` or `user@realm!token`. */
  authid?: string;
  starttime?: number;
  endtime?: number;
  exitstatus?: string;
  log?: string[];
  pid?: number;
  pstart?: number;
}
