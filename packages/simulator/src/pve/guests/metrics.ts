import { Call } from '../Call';
import { usedBytes } from '../storages/storageStatus';
import { guestLimits, guestUsage } from './figures';
import { nodeUsage } from './nodeUsage';

interface Metric {
  id: string;
  metric: string;
  type: 'gauge' | 'derive';
  value: number;
  timestamp: number;
}

type Values = Record<string, number>;

function toRows(
  id: string,
  timestamp: number,
  parts: { gauge: Values; derive?: Values },
): Metric[] {
  const rows = (type: Metric['type'], values: Values = {}) =>
    Object.entries(values).map(([metric, value]) => ({
      id,
      metric,
      type,
      value,
      timestamp,
    }));
  return [...rows('gauge', parts.gauge), ...rows('derive', parts.derive)];
}

function nodeRows(call: Call, timestamp: number): Metric[] {
  const elapsed = call.site.clock.elapsed();
  return [...call.world.nodes.values()]
    .filter(node => node.isOnline)
    .flatMap(node => {
      const usage = nodeUsage(call.world, node, elapsed);
      const load = usage.cpu * node.cpus;
      return toRows(`node/${node.name}`, timestamp, {
        gauge: {
          uptime: usage.uptime,
          cpu_avg1: load,
          cpu_avg5: load,
          cpu_avg15: load,
          cpu_max: node.cpus,
          cpu_current: usage.cpu,
          cpu_iowait: 0,
          mem_total: node.memory,
          mem_used: usage.mem,
          swap_total: 0,
          swap_used: 0,
          disk_total: node.disk,
          disk_used: usage.disk,
        },
        derive: {
          net_in: usage.uptime * 75_000,
          net_out: usage.uptime * 24_000,
        },
      });
    });
}

function guestRows(call: Call, timestamp: number): Metric[] {
  const elapsed = call.site.clock.elapsed();
  return call.world.sortedGuests().flatMap(guest => {
    const nodeCpus = call.world.nodes.get(guest.node)?.cpus ?? 1;
    const limits = guestLimits(guest, nodeCpus);
    const isRunning = guest.status === 'running';
    const fixed = {
      cpu_max: limits.cpus,
      mem_total: limits.memory,
      disk_total: limits.disk,
    };
    const id = `${guest.type}/${guest.vmid}`;
    if (!isRunning)
      return toRows(id, timestamp, { gauge: { ...fixed, uptime: 0 } });
    const usage = guestUsage(guest, { elapsed, isRunning, nodeCpus });
    return toRows(id, timestamp, {
      gauge: {
        ...fixed,
        uptime: usage.uptime,
        cpu_current: usage.cpu,
        mem_used: usage.mem,
      },
      derive: {
        net_in: usage.netin,
        net_out: usage.netout,
        disk_read: usage.diskread,
        disk_write: usage.diskwrite,
      },
    });
  });
}

/** The live figures of everything, as metric collectors want them. */
export function metricRows(call: Call): Metric[] {
  const timestamp = Math.floor(call.site.clock.seconds() / 10) * 10;
  const storages = [...call.world.nodes.keys()].flatMap(node =>
    [...call.world.storages.values()]
      .filter(storage => call.world.storageIsOn(storage, node))
      .flatMap(storage =>
        toRows(`storage/${node}/${storage.id}`, timestamp, {
          gauge: {
            disk_total: storage.total,
            disk_used: usedBytes(call.site, storage, node),
          },
        }),
      ),
  );
  return [
    ...nodeRows(call, timestamp),
    ...guestRows(call, timestamp),
    ...storages,
  ];
}
