import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { configOption, guestLimits, guestUsage } from '../guests/figures';
import { nodeUsage } from '../guests/nodeUsage';
import { guestResourceEntry } from '../guests/resourceEntry';
import { usedBytes } from '../storages/storageStatus';
import { taskEntry } from '../tasks/taskEntry';
import { Guest, NodeState } from '../world/types';

function nodeEntry(call: Call, node: NodeState) {
  const entry: Record<string, unknown> = {
    id: `node/${node.name}`,
    node: node.name,
    type: 'node',
    status: node.isOnline ? 'online' : 'offline',
    level: '',
    'cgroup-mode': 2,
  };
  if (!call.may(`/nodes/${node.name}`, 'Sys.Audit')) return entry;
  const limits = { maxcpu: node.cpus, maxmem: node.memory, maxdisk: node.disk };
  if (!node.isOnline) return { ...entry, ...limits };
  return {
    ...entry,
    ...limits,
    ...nodeUsage(call.world, node, call.site.clock.elapsed()),
  };
}

function storageEntries(call: Call) {
  const { world } = call;
  const rows = [...world.storages.values()].filter(
    storage =>
      !storage.isDisabled &&
      call.may(`/storage/${storage.id}`, 'Datastore.Audit'),
  );
  return rows.flatMap(storage =>
    [...world.nodes.values()]
      .filter(node => world.storageIsOn(storage, node.name))
      .map(node => ({
        id: `storage/${node.name}/${storage.id}`,
        storage: storage.id,
        node: node.name,
        type: 'storage',
        plugintype: storage.type,
        content: storage.content.join(','),
        shared: Number(storage.isShared),
        status: node.isOnline ? 'available' : 'unknown',
        ...(node.isOnline
          ? {
              maxdisk: storage.total,
              disk: usedBytes(call.site, storage, node.name),
            }
          : {}),
      })),
  );
}

function poolEntries(call: Call, guests: Guest[]) {
  const elapsed = call.site.clock.elapsed();
  return [...call.world.pools.keys()]
    .filter(id => call.may(`/pool/${id}`, 'Pool.Audit'))
    .map(id => {
      const members = guests.filter(
        g => g.pool === id && g.status === 'running',
      );
      const sum = { cpu: 0, maxcpu: 0, mem: 0, maxmem: 0, uptime: 0 };
      for (const guest of members) {
        const nodeCpus = call.world.nodes.get(guest.node)?.cpus ?? 1;
        const limits = guestLimits(guest, nodeCpus);
        const usage = guestUsage(guest, { elapsed, isRunning: true, nodeCpus });
        sum.cpu += usage.cpu * limits.cpus;
        sum.maxcpu += limits.cpus;
        sum.mem += usage.mem;
        sum.maxmem += limits.memory;
        sum.uptime = Math.max(sum.uptime, usage.uptime);
      }
      if (sum.maxcpu > 0) sum.cpu /= sum.maxcpu;
      return {
        id: `/pool/${id}`,
        pool: id,
        type: 'pool',
        ...(members.length ? sum : {}),
      };
    });
}

function networkEntries(call: Call) {
  const zones = ['localnetwork', ...call.world.section('sdnZones').keys()];
  return [...call.world.nodes.values()].flatMap(node =>
    zones
      .filter(zone =>
        call.mayAny(`/sdn/zones/${zone}`, 'SDN.Audit', 'SDN.Allocate'),
      )
      .map(zone => ({
        id: `network/${node.name}/zone/${zone}`,
        network: zone,
        'network-type': 'zone',
        node: node.name,
        type: 'network',
        status: node.isOnline ? 'ok' : 'unknown',
      })),
  );
}

function getResources(call: Call) {
  const type = call.optionalText('type');
  const wants = (kind: string) => type === undefined || type === kind;
  const { world } = call;
  const guests = world.sortedGuests();
  const rows: unknown[] = [];
  if (type === undefined) rows.push(...poolEntries(call, guests));
  if (wants('vm')) {
    const elapsed = call.site.clock.elapsed();
    const poolIsShown = new Map<string, boolean>();
    for (const guest of guests) {
      if (!call.may(`/vms/${guest.vmid}`, 'VM.Audit')) continue;
      const pool = guest.pool ?? '';
      if (!poolIsShown.has(pool)) {
        poolIsShown.set(pool, call.may(`/pool/${pool}`, 'Pool.Audit'));
      }
      const showsPool = poolIsShown.get(pool) ?? false;
      rows.push(guestResourceEntry(world, guest, { elapsed, showsPool }));
    }
  }
  if (wants('node')) {
    rows.push(...[...world.nodes.values()].map(node => nodeEntry(call, node)));
  }
  if (wants('storage')) rows.push(...storageEntries(call));
  if (wants('sdn')) rows.push(...networkEntries(call));
  return rows;
}

function getStatus(call: Call) {
  const { world, entryNode } = call;
  const isQuorate = call.site.isQuorate;
  const nodes = [...world.nodes.values()].map(node => ({
    id: `node/${node.name}`,
    name: node.name,
    type: 'node',
    ip: node.address,
    nodeid: world.clusterName === undefined ? 0 : node.nodeid,
    level: '',
    local: Number(node.name === entryNode),
    online: Number(node.isOnline && (isQuorate || node.name === entryNode)),
  }));
  if (world.clusterName === undefined) return nodes;
  const cluster = {
    id: 'cluster',
    name: world.clusterName,
    type: 'cluster',
    nodes: world.nodes.size,
    quorate: Number(isQuorate),
    version: world.membershipVersion + world.nodes.size - 1,
  };
  return [cluster, ...nodes];
}

function getTasks(call: Call) {
  // A token is compared with the owner without its name, so it sees nothing
  // unless it may see everything: a quirk of the vendor's code.
  const seesAll = call.may('/', 'Sys.Audit');
  const visible = call.world.tasks.filter(
    task => seesAll || task.user === call.caller.authid,
  );
  const perNode = new Map<string, number>();
  return [...visible]
    .reverse()
    .filter(task => {
      if (task.exitstatus === undefined) return true;
      const count = (perNode.get(task.node) ?? 0) + 1;
      perNode.set(task.node, count);
      return count <= 25;
    })
    .map(task => taskEntry(task, 'cluster'));
}

function getNextId(call: Call) {
  const { guests } = call.world;
  const wanted = call.optionalInteger('vmid');
  if (wanted !== undefined) {
    if (guests.has(wanted)) {
      throw badParameters({ vmid: `VM ${wanted} already exists` });
    }
    return String(wanted);
  }
  const range = call.world.options['next-id'] ?? '';
  const lower = Number(configOption(range, 'lower') ?? 100);
  const upper = Number(configOption(range, 'upper') ?? 1_000_000);
  let vmid = lower;
  while (guests.has(vmid)) vmid += 1;
  if (vmid >= upper) {
    throw failure(`unable to get any free VMID in range [${lower}, ${upper})`);
  }
  return String(vmid);
}

/** What the cluster as a whole knows. */
export const clusterRoutes: Handlers = {
  'GET /cluster/resources': getResources,
  'GET /cluster/status': getStatus,
  'GET /cluster/tasks': getTasks,
  'GET /cluster/nextid': getNextId,
};
