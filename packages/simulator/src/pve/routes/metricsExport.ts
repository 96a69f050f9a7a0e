import { Call, Handlers } from '../Call';
import { guestLimits, guestUsage } from '../guests/figures';
import { nodeUsage } from '../guests/nodeUsage';
import { usedBytes } from '../storages/storageStatus';
import { Guest, NodeState } from '../world/types';

interface Metric {
  id: string;
  metric: string;
  timestamp: number;
  type: 'gauge' | 'derive';
  value: number;
}

/** Figures that only grow; everything else is a value of the moment. */
const counters = new Set(['net_in', 'net_out', 'disk_read', 'disk_write']);

function metrics(
  id: string,
  timestamp: number,
  values: Record<string, number>,
): Metric[] {
  return Object.entries(values).map(([metric, value]) => ({
    id,
    metric,
    timestamp,
    type: counters.has(metric) ? 'derive' : 'gauge',
    value,
  }));
}

function nodeValues(call: Call, node: NodeState): Record<string, number> {
  const usage = nodeUsage(call.world, node, call.site.clock.elapsed());
  const load = usage.cpu * node.cpus;
  return {
    uptime: usage.uptime,
    net_in: usage.uptime * 75_000,
    net_out: usage.uptime * 24_000,
    cpu_avg1: load,
    cpu_avg5: load,
    cpu_avg15: load,
    cpu_max: node.cpus,
    cpu_current: usage.cpu,
    cpu_iowait: 0.0006,
    mem_total: node.memory,
    mem_used: usage.mem,
    swap_total: 8 * 1024 ** 3,
    swap_used: 0,
    disk_total: node.disk,
    disk_used: usage.disk,
  };
}

function guestValues(call: Call, guest: Guest): Record<string, number> {
  const nodeCpus = call.world.nodes.get(guest.node)?.cpus ?? 1;
  const isRunning = guest.status === 'running';
  const elapsed = call.site.clock.elapsed();
  const limits = guestLimits(guest, nodeCpus);
  const usage = guestUsage(guest, { elapsed, isRunning, nodeCpus });
  return {
    cpu_max: limits.cpus,
    disk_total: limits.disk,
    mem_total: limits.memory,
    uptime: usage.uptime,
    ...(isRunning
      ? {
          cpu_current: usage.cpu,
          mem_used: usage.mem,
          net_in: usage.netin,
          net_out: usage.netout,
          disk_read: usage.diskread,
          disk_write: usage.diskwrite,
          ...(guest.type === 'lxc' ? { disk_used: usage.disk } : {}),
        }
      : {}),
  };
}

function wantsNode(call: Call, node: string): boolean {
  if (call.flag('local-only')) return node === call.entryNode;
  const names = call.list('node-list');
  return names.length === 0 || names.includes(node);
}

function exportMetrics(call: Call) {
  const { world } = call;
  const timestamp = Math.floor(call.site.clock.seconds() / 10) * 10;
  if ((call.optionalInteger('start-time') ?? 0) >= timestamp)
    return { data: [] };
  const nodes = [...world.nodes.values()].filter(
    node => node.isOnline && wantsNode(call, node.name),
  );
  const rows = nodes.flatMap(node => [
    ...metrics(`node/${node.name}`, timestamp, nodeValues(call, node)),
    ...world
      .sortedGuests()
      .filter(guest => guest.node === node.name)
      .flatMap(guest =>
        metrics(
          `${guest.type}/${guest.vmid}`,
          timestamp,
          guestValues(call, guest),
        ),
      ),
    ...[...world.storages.values()]
      .filter(
        storage => !storage.isDisabled && world.storageIsOn(storage, node.name),
      )
      .flatMap(storage =>
        metrics(`storage/${node.name}/${storage.id}`, timestamp, {
          disk_total: storage.total,
          disk_used: usedBytes(call.site, storage, node.name),
        }),
      ),
  ]);
  return { data: rows };
}

/** Live counters of everything in one call. */
export const metricsExportRoutes: Handlers = {
  'GET /cluster/metrics/export': exportMetrics,
};
