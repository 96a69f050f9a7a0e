import type { JsonObject } from '../types';
import type {
  PlannedGuest,
  PlannedStorage,
  PlannedVolume,
  PlannedUser,
  PlannedToken,
  PlannedAcl,
  PlannedTask,
  PlannedNode,
} from './planned';

export type * from './planned';

/** Everything that must be so before a recorded request is sent. */
export interface WorldPlan {
  clusterName?: string;
  nodes: Map<string, PlannedNode>;
  guests: Map<number, PlannedGuest>;
  storages: Map<string, PlannedStorage>;
  volumes: Map<string, PlannedVolume>;
  pools: Map<string, { comment?: string; storages: string[] }>;
  users: Map<string, PlannedUser>;
  groups: Map<string, { comment?: string }>;
  roles: Map<string, string[]>;
  acl: PlannedAcl[];
  tasks: Map<string, PlannedTask>;
  /** Network rows by node. */
  networks: Map<string, JsonObject[]>;
  /** Rows of simple sections (realms, HA, SDN, backup jobs …) by section. */
  sections: Map<string, Map<string, JsonObject>>;
  options: Record<string, string>;
  /** Lines of the cluster's log. */
  log: { time: number; node: string; user: string; message: string }[];
  isQuorate: boolean;
  /** The HA manager has been at work before the first request. */
  isHaAwake: boolean;
  /** Nodes went down long enough ago for the network to know it. */
  isOldOutage: boolean;
  /** Guests that the request itself will create. */
  createdLater: Set<number>;
}

/** A plan of nothing. */
export function emptyPlan(): WorldPlan {
  return {
    nodes: new Map(),
    guests: new Map(),
    storages: new Map(),
    volumes: new Map(),
    pools: new Map(),
    users: new Map(),
    groups: new Map(),
    roles: new Map(),
    acl: [],
    tasks: new Map(),
    networks: new Map(),
    sections: new Map(),
    options: {},
    log: [],
    isQuorate: true,
    isHaAwake: false,
    isOldOutage: true,
    createdLater: new Set(),
  };
}

/** Makes sure that a node is planned. */
export function needNode(plan: WorldPlan, name: string): void {
  if (!plan.nodes.has(name)) plan.nodes.set(name, { isOnline: true });
}

/** Makes sure that a guest is planned and returns it. */
export function needGuest(
  plan: WorldPlan,
  wanted: { type: 'qemu' | 'lxc'; vmid: number; node: string },
): PlannedGuest {
  const existing = plan.guests.get(wanted.vmid);
  if (existing) return existing;
  needNode(plan, wanted.node);
  const guest: PlannedGuest = {
    ...wanted,
    status: 'stopped',
    isPaused: false,
    isUnreported: false,
    config: {},
    snapshots: [],
    pending: {},
  };
  plan.guests.set(wanted.vmid, guest);
  return guest;
}

/** Makes sure that a storage is planned and returns it. */
export function needStorage(plan: WorldPlan, id: string): PlannedStorage {
  const existing = plan.storages.get(id);
  if (existing) return existing;
  const storage: PlannedStorage = {
    id,
    type: 'dir',
    content: [
      'images',
      'rootdir',
      'iso',
      'vztmpl',
      'backup',
      'snippets',
      'import',
    ],
    isShared: false,
    isDisabled: false,
    config: {},
  };
  plan.storages.set(id, storage);
  return storage;
}

/** Makes sure that a user is planned and returns it. */
export function needUser(plan: WorldPlan, userid: string): PlannedUser {
  const existing = plan.users.get(userid);
  if (existing) return existing;
  const user: PlannedUser = {
    userid,
    isEnabled: true,
    groups: [],
    properties: {},
    tokens: [],
  };
  plan.users.set(userid, user);
  return user;
}

/** Makes sure that a user has a token and returns it. */
export function needToken(
  plan: WorldPlan,
  userid: string,
  id: string,
): PlannedToken {
  const user = needUser(plan, userid);
  const existing = user.tokens.find(token => token.id === id);
  if (existing) return existing;
  const token: PlannedToken = { id, hasSeparatePrivileges: true, expire: 0 };
  user.tokens.push(token);
  return token;
}

/** Plans a pool. */
export function needPool(
  plan: WorldPlan,
  id: string,
): { comment?: string; storages: string[] } {
  const existing = plan.pools.get(id);
  if (existing) return existing;
  const pool = { storages: [] };
  plan.pools.set(id, pool);
  return pool;
}

/** Plans a row of a simple section. */
export function needRow(
  plan: WorldPlan,
  [section, id]: [section: string, id: string],
  row: JsonObject = {},
): void {
  const rows = plan.sections.get(section) ?? new Map<string, JsonObject>();
  rows.set(id, { ...rows.get(id), ...row });
  plan.sections.set(section, rows);
}

/** Some node of the plan, for things that must stand somewhere. */
export function anyNode(plan: WorldPlan): string {
  return [...plan.nodes.keys()][0] ?? 'pve1';
}
