/** Config values as stored; text or number as the vendor's answers have them. */
export type ConfigValue = string | number;
export type GuestConfig = Record<string, ConfigValue>;
export type GuestType = 'qemu' | 'lxc';

/** What a guest agent (or a container's own network) reports. */
export interface GuestAddress {
  /** Address without prefix. */
  address: string;
  prefix: number;
}

export interface GuestInterface {
  name: string;
  mac: string;
  addresses: GuestAddress[];
}

/** The guest agent inside a virtual machine. */
export interface GuestAgent {
  /** Answers calls; a silent agent is configured but does not answer. */
  isAnswering: boolean;
  hostname?: string;
  operatingSystem?: Record<string, string>;
  interfaces?: GuestInterface[];
  /** Files written through the agent, by path. */
  files?: Record<string, string>;
}

export interface Snapshot {
  name: string;
  description?: string;
  /** Seconds since the epoch. */
  time: number;
  parent?: string;
  withMemory: boolean;
  config: GuestConfig;
}

/** What the status daemon last told the cluster about a guest. */
export interface PublishedStatus {
  status: 'running' | 'stopped';
  name: string;
  isTemplate: boolean;
  /** `elapsed` of the clock at publication. */
  at: number;
}

export interface Guest {
  type: GuestType;
  vmid: number;
  node: string;
  status: 'running' | 'stopped';
  isPaused: boolean;
  config: GuestConfig;
  /** Changes that wait for the next start; null means removal. */
  pending: Record<string, ConfigValue | null>;
  snapshots: Snapshot[];
  /** Snapshot that the present state descends from. */
  parent?: string;
  pool?: string;
  agent?: GuestAgent;
  interfaces?: GuestInterface[];
  /** `elapsed` of the clock at the last start. */
  startedAt?: number;
  pid?: number;
  /** Commands run through the agent, by process id. */
  commands: Map<number, { exitcode: number; out: string }>;
  published?: PublishedStatus;
  /** Whether the guest obeys an ACPI shutdown. */
  obeysShutdown: boolean;
}

export interface NodeNetworkInterface {
  iface: string;
  type: string;
  [key: string]: ConfigValue | string[] | undefined;
}

export interface NodeState {
  name: string;
  address: string;
  nodeid: number;
  isOnline: boolean;
  /** `elapsed` of the clock when it was last reachable, while offline. */
  lastSeen?: number;
  cpus: number;
  /** Bytes. */
  memory: number;
  disk: number;
  /** Uptime at the start of the simulation, seconds. */
  bootedBefore: number;
  fingerprint: string;
  certificatePem: string;
  networks: NodeNetworkInterface[];
  pendingNetworks: boolean;
  dns: Record<string, string>;
  timezone: string;
  hosts: string;
  config: Record<string, ConfigValue>;
  serviceStates: Record<string, 'running' | 'dead'>;
  appliances: Record<string, string>[];
}

export interface Storage {
  id: string;
  type: string;
  /** Content kinds. */
  content: string[];
  isShared: boolean;
  isDisabled: boolean;
  /** Nodes it is limited to; none means all. */
  nodes?: string[];
  /** Bytes. */
  total: number;
  used: number;
  config: Record<string, ConfigValue>;
}

export interface Volume {
  volid: string;
  storage: string;
  /** Absent on shared storages. */
  node?: string;
  content: string;
  format: string;
  /** Bytes. */
  size: number;
  used: number;
  vmid?: number;
  /** Seconds since the epoch. */
  ctime: number;
  notes?: string;
  isProtected?: boolean;
  subtype?: string;
  parent?: string;
  /** Configuration inside a backup. */
  savedConfig?: GuestConfig;
  extra?: Record<string, ConfigValue>;
}

export interface Pool {
  id: string;
  comment?: string;
  storages: string[];
}

export interface Token {
  id: string;
  secret: string;
  hasSeparatePrivileges: boolean;
  expire: number;
  comment?: string;
}

export interface User {
  userid: string;
  password?: string;
  isEnabled: boolean;
  expire: number;
  groups: string[];
  tokens: Token[];
  properties: Record<string, string>;
}

export interface AclEntry {
  path: string;
  type: 'user' | 'group' | 'token';
  ugid: string;
  roleid: string;
  propagate: boolean;
}

export interface Role {
  id: string;
  privileges: string[];
  isBuiltIn: boolean;
}

/** Rows of simple sections: realms, HA resources, backup jobs, SDN zones … */
export type SectionRow = Record<string, ConfigValue | ConfigValue[]>;

export interface LogEntry {
  time: number;
  node: string;
  user: string;
  message: string;
}
