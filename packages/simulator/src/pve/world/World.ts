import { builtInRoles } from '../auth/roles';
import { failure } from '../ApiError';
import { Task } from '../tasks/Task';
import { HaManager } from './HaManager';
import {
  AclEntry,
  Guest,
  GuestType,
  LogEntry,
  NodeState,
  Pool,
  Role,
  SectionRow,
  Storage,
  User,
  Volume,
} from './types';

/** Simple sections whose rows the API only lists, adds, changes and removes. */
export type SectionName =
  | 'domains'
  | 'haResources'
  | 'haRules'
  | 'haGroups'
  | 'sdnZones'
  | 'sdnVnets'
  | 'sdnSubnets'
  | 'sdnFabrics'
  | 'sdnFabricNodes'
  | 'sdnControllers'
  | 'backupJobs'
  | 'replicationJobs'
  | 'metricServers'
  | 'cpuModels'
  | 'firewallRules';

/**
 * Everything that one Proxmox cluster knows: plain state without behaviour,
 * except for look-ups. Scenarios fill it through `WorldBuilder`, calls change it.
 */
export class World {
  /** Absent for a node that never joined a cluster. */
  clusterName?: string;
  readonly version = {
    release: '9.2',
    version: '9.2.4',
    repoid: '5e5ae681198514d4',
  };
  readonly nodes = new Map<string, NodeState>();
  readonly guests = new Map<number, Guest>();
  readonly storages = new Map<string, Storage>();
  readonly volumes: Volume[] = [];
  readonly pools = new Map<string, Pool>();
  readonly users = new Map<string, User>();
  readonly groups = new Map<string, { comment?: string }>();
  readonly roles = new Map<string, Role>();
  readonly tasks: Task[] = [];
  readonly log: LogEntry[] = [];
  readonly sections = new Map<SectionName, Map<string, SectionRow>>();
  /** Options of datacenter.cfg. */
  readonly options: Record<string, string> = {};
  acl: AclEntry[] = [];
  readonly ha = new HaManager();
  hasPendingSdnChanges = false;
  /** Absent for an older corosync membership; counts changes of it. */
  membershipVersion = 1;

  constructor() {
    for (const [id, privileges] of Object.entries(builtInRoles)) {
      this.roles.set(id, { id, privileges: [...privileges], isBuiltIn: true });
    }
  }

  /** The rows of a section, made on first use. */
  section(name: SectionName): Map<string, SectionRow> {
    let rows = this.sections.get(name);
    if (!rows) {
      rows = new Map();
      this.sections.set(name, rows);
    }
    return rows;
  }

  /** The node, which the caller knows to exist. */
  node(name: string): NodeState {
    const node = this.nodes.get(name);
    if (!node) throw failure(`no such cluster node '${name}'`);
    return node;
  }

  /** The guest on that node, or the 500 that stands for "not found". */
  guest(node: string, type: GuestType, vmid: number): Guest {
    const guest = this.guests.get(vmid);
    if (!guest || guest.node !== node || guest.type !== type) {
      throw failure(
        `Configuration file 'nodes/${node}/${configFolder(
          type,
        )}/${vmid}.conf' does not exist`,
      );
    }
    return guest;
  }

  /** Guests in the order of their VMIDs. */
  sortedGuests(): Guest[] {
    return [...this.guests.values()].sort((a, b) => a.vmid - b.vmid);
  }

  /** Whether a storage can be used on a node. */
  storageIsOn(storage: Storage, node: string): boolean {
    return !storage.nodes || storage.nodes.includes(node);
  }

  /** Volumes that a node sees on a storage. */
  volumesOn(storage: string, node: string): Volume[] {
    return this.volumes.filter(
      v => v.storage === storage && (v.node === undefined || v.node === node),
    );
  }

  findVolume(volid: string, node: string): Volume | undefined {
    return this.volumes.find(
      v => v.volid === volid && (v.node === undefined || v.node === node),
    );
  }

  removeVolume(volume: Volume): void {
    const index = this.volumes.indexOf(volume);
    if (index >= 0) this.volumes.splice(index, 1);
  }

  poolMembers(pool: string): Guest[] {
    return this.sortedGuests().filter(guest => guest.pool === pool);
  }

  /** More than half of the nodes are online. */
  get isQuorate(): boolean {
    const online = [...this.nodes.values()].filter(n => n.isOnline).length;
    return online * 2 > this.nodes.size;
  }
}

/** Folder of configuration files, as error texts name it. */
export function configFolder(type: GuestType): string {
  return type === 'qemu' ? 'qemu-server' : 'lxc';
}
