import { Call } from '../Call';
import { Guest } from '../world/types';
import { guestLimits, guestUsage } from './figures';
import { nodeUsage } from './nodeUsage';

/** Seconds between samples, and how many there are, by time frame. */
const frames: Record<string, { step: number; count: number }> = {
  hour: { step: 60, count: 70 },
  day: { step: 60, count: 1440 },
  week: { step: 1800, count: 336 },
  month: { step: 1800, count: 1440 },
  year: { step: 21_600, count: 1460 },
  decade: { step: 604_800, count: 570 },
};

/** Times of the samples, the last one being the last full step. */
export function sampleTimes(call: Call): number[] {
  const { step, count } = frames[call.text('timeframe')] ?? frames.hour;
  const last = Math.floor(call.site.clock.seconds() / step) * step;
  return Array.from({ length: count }, (_, i) => last - (count - 1 - i) * step);
}

/** Simulated duration at a moment of the calendar. */
function elapsedAt(call: Call, time: number): number {
  return call.site.clock.elapsed() - (call.site.clock.seconds() - time) * 1000;
}

const pressures = ['cpusome', 'iofull', 'iosome', 'memoryfull', 'memorysome'];

function noPressure(...more: string[]): Record<string, number> {
  return Object.fromEntries(
    [...more, ...pressures].map(name => [`pressure${name}`, 0]),
  );
}

/** Samples of a guest. Where nothing was measured the keys are missing. */
export function guestSamples(call: Call, guest: Guest) {
  const nodeCpus = call.world.node(guest.node).cpus;
  const limits = guestLimits(guest, nodeCpus);
  return sampleTimes(call).map(time => {
    const elapsed = elapsedAt(call, time);
    const known = {
      time,
      maxcpu: limits.cpus,
      maxmem: limits.memory,
      maxdisk: limits.disk,
      disk: 0,
    };
    const isRunning =
      guest.status === 'running' && elapsed >= (guest.startedAt ?? 0);
    if (!isRunning) return known;
    const usage = guestUsage(guest, { elapsed, isRunning, nodeCpus });
    const perSecond = (total: number) =>
      usage.uptime > 0 ? total / usage.uptime : 0;
    return {
      ...known,
      cpu: usage.cpu,
      mem: usage.mem,
      disk: usage.disk,
      netin: perSecond(usage.netin),
      netout: perSecond(usage.netout),
      diskread: perSecond(usage.diskread),
      diskwrite: perSecond(usage.diskwrite),
      ...(guest.type === 'qemu' ? { memhost: usage.memhost } : {}),
      ...noPressure('cpufull'),
    };
  });
}

/** Samples of a node. */
export function nodeSamples(call: Call) {
  const node = call.world.node(call.node);
  return sampleTimes(call).map(time => {
    const usage = nodeUsage(call.world, node, elapsedAt(call, time));
    if (usage.uptime < 0) return { time };
    return {
      time,
      cpu: usage.cpu,
      maxcpu: node.cpus,
      iowait: 0.0006,
      loadavg: usage.cpu * node.cpus,
      memtotal: node.memory,
      memused: usage.mem,
      memavailable: node.memory - usage.mem,
      arcsize: 0,
      swaptotal: 8 * 1024 ** 3,
      swapused: 0,
      roottotal: node.disk,
      rootused: usage.disk,
      netin: 75_000,
      netout: 24_000,
      ...noPressure(),
    };
  });
}
