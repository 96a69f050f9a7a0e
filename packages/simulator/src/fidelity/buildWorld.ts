import type { NodeNetworkInterface, SectionRow } from '../pve/world/types';
import type { SectionName } from '../pve/world/World';
import { GuestOptions, WorldBuilder } from '../pve/world/WorldBuilder';
import { textOf } from './json';
import type {
  PlannedGuest,
  PlannedTask,
  PlannedVolume,
  WorldPlan,
} from './plan/WorldPlan';
import type { JsonObject } from './types';

/** Password of root@pam in every arranged world. */
export const rootPassword = 'fidelity-root';

const sectionNames: readonly SectionName[] = [
  'domains',
  'haResources',
  'haRules',
  'sdnZones',
  'sdnVnets',
  'sdnSubnets',
  'sdnFabrics',
  'sdnFabricNodes',
  'backupJobs',
  'metricServers',
];

function sectionName(name: string): SectionName {
  const known = sectionNames.find(section => section === name);
  if (!known) throw new Error(`No section of a world is called ${name}`);
  return known;
}

/** Rows keep scalars and lists of scalars; the rest is the server's to add. */
function rowOf(row: JsonObject): SectionRow {
  const kept: SectionRow = {};
  for (const [key, value] of Object.entries(row)) {
    if (key === 'digest') continue;
    if (typeof value === 'string' || typeof value === 'number')
      kept[key] = value;
    if (Array.isArray(value)) kept[key] = value.map(item => textOf(item) ?? '');
  }
  return kept;
}

function networkRow(row: JsonObject): NodeNetworkInterface {
  const kept: NodeNetworkInterface = {
    iface: textOf(row.iface) ?? 'vmbr0',
    type: textOf(row.type) ?? 'bridge',
  };
  for (const [key, value] of Object.entries(row)) {
    if (typeof value === 'string' || typeof value === 'number')
      kept[key] = value;
    if (Array.isArray(value)) kept[key] = value.map(item => textOf(item) ?? '');
  }
  return kept;
}

const usualInterfaces = [
  {
    name: 'eth0',
    mac: 'bc:24:11:00:00:01',
    addresses: [{ address: '10.0.0.9', prefix: 24 }],
  },
];

function guestOptions(guest: PlannedGuest): GuestOptions {
  const { type, vmid, node, status, config, isPaused, pool, pending } = guest;
  const last = guest.snapshots[guest.snapshots.length - 1];
  return {
    type,
    vmid,
    node,
    status,
    config,
    isPaused,
    pool,
    pending,
    isPublished: !guest.isUnreported,
    // A running machine with a configured agent is taken to have a live one.
    agent:
      type === 'qemu' && config.agent !== undefined
        ? {
            isAnswering: true,
            hostname: textOf(config.name) ?? `vm${vmid}`,
            interfaces: guest.interfaces ?? usualInterfaces,
            files: { '/etc/hostname': 'example\n' },
          }
        : undefined,
    interfaces:
      type === 'lxc' ? guest.interfaces ?? usualInterfaces : undefined,
    snapshots: guest.snapshots.map(
      ({ name, description, time, config: saved }, index) => ({
        name,
        description,
        time,
        config: Object.keys(saved).length > 0 ? saved : { ...config },
        parent:
          index === 0 || !last ? undefined : guest.snapshots[index - 1].name,
      }),
    ),
  };
}

const upidNumbers = /^UPID:[^:]+:([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):/;

function closingLine(exitStatus: string): string {
  if (exitStatus === 'OK') return 'TASK OK';
  return /^WARNINGS/.test(exitStatus)
    ? `TASK ${exitStatus}`
    : `TASK ERROR: ${exitStatus}`;
}

function addTask(builder: WorldBuilder, task: PlannedTask): void {
  const numbers = upidNumbers.exec(task.upid);
  builder.addTask({
    node: task.node,
    type: task.type,
    id: task.id,
    authid: task.user,
    starttime: task.startTime,
    pid: parseInt(numbers?.[1] ?? '0', 16),
    pstart: parseInt(numbers?.[2] ?? '0', 16),
    exitstatus: task.isRunning ? undefined : task.exitStatus,
    log: task.isRunning
      ? task.log
      : [...task.log, closingLine(task.exitStatus)],
  });
}

function addAccess(builder: WorldBuilder, plan: WorldPlan): void {
  for (const [id, { comment }] of plan.groups)
    builder.addGroup({ id, comment });
  for (const [id, privileges] of plan.roles)
    builder.addRole({ id, privileges });
  for (const user of plan.users.values()) {
    builder.addUser({
      userid: user.userid,
      password: user.userid === 'root@pam' ? rootPassword : 'fidelity-user',
      isEnabled: user.isEnabled,
      groups: user.groups,
      properties: user.properties,
    });
    for (const token of user.tokens)
      builder.addToken({ userid: user.userid, ...token });
  }
  for (const entry of plan.acl) builder.addAcl(entry);
}

function addGuests(builder: WorldBuilder, plan: WorldPlan): void {
  for (const [id, pool] of plan.pools) builder.addPool({ id, ...pool });
  for (const guest of plan.guests.values()) {
    if (guest.pool && !builder.world.pools.has(guest.pool)) {
      builder.addPool({ id: guest.pool });
    }
    if (!guest.isUnreported) builder.addGuest(guestOptions(guest));
  }
}

function addSections(builder: WorldBuilder, plan: WorldPlan): void {
  for (const [section, rows] of plan.sections) {
    for (const [id, row] of rows) {
      builder.addSectionRow(sectionName(section), id, rowOf(row));
    }
  }
}

/** Brings a plan to life with the simulator's own builder. */
export function buildWorld(plan: WorldPlan): WorldBuilder {
  const builder = new WorldBuilder({ clusterName: plan.clusterName });
  for (const [name, { address, config }] of plan.nodes) {
    const networks = plan.networks.get(name)?.map(networkRow);
    builder.addNode({ name, address, networks });
    Object.assign(builder.world.node(name).config, config);
  }
  for (const storage of plan.storages.values()) builder.addStorage(storage);
  addGuests(builder, plan);
  for (const volume of plan.volumes.values()) {
    const exists = builder.world.findVolume(volume.volid, volume.node);
    if (!exists) addVolume(builder, volume);
  }
  addAccess(builder, plan);
  for (const task of plan.tasks.values()) addTask(builder, task);
  addSections(builder, plan);
  Object.assign(builder.world.options, plan.options);
  if (plan.isHaAwake) builder.world.ha.wake(-Infinity);
  builder.world.log.push(...[...plan.log].reverse());
  return builder;
}

function addVolume(
  builder: WorldBuilder,
  { fields, ...volume }: PlannedVolume,
): void {
  builder.addVolume({
    ...volume,
    ctime: Number(fields.ctime ?? 1700000000),
    notes: textOf(fields.notes),
    subtype: textOf(fields.subtype),
    isProtected: Number(fields.protected ?? 0) === 1,
  });
}

/** Guests that the status daemons have not reported yet; added last. */
export function addUnreportedGuests(
  builder: WorldBuilder,
  plan: WorldPlan,
): void {
  for (const guest of plan.guests.values()) {
    if (guest.isUnreported) builder.addGuest(guestOptions(guest));
  }
}
