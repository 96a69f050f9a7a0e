import { Guest } from '../world/types';
import { World } from '../world/World';
import { guestLimits, guestUsage } from './figures';
import { guestLock, guestName, isTemplate } from './guestName';

function pressure(guest: Guest): Record<string, number | string> {
  // Virtual machines report numbers here, containers text: recorded.
  const zero = guest.type === 'qemu' ? 0 : '0.00';
  const names = [
    'cpufull',
    'cpusome',
    'iofull',
    'iosome',
    'memoryfull',
    'memorysome',
  ];
  return Object.fromEntries(names.map(name => [`pressure${name}`, zero]));
}

interface Figures {
  usage: ReturnType<typeof guestUsage>;
  limits: ReturnType<typeof guestLimits>;
}

/** Figures that only machines or only containers have. */
function byType(guest: Guest, { usage, limits }: Figures) {
  const { diskread, diskwrite } = usage;
  if (guest.type === 'lxc') {
    return { type: 'lxc', maxswap: limits.swap, swap: 0, diskread, diskwrite };
  }
  return {
    memhost: usage.memhost,
    ...(guest.status === 'running' ? { diskread, diskwrite } : {}),
  };
}

/** Keys that are there only in certain states. */
function byState(guest: Guest) {
  const lock = guestLock(guest);
  const isRunning = guest.status === 'running';
  const isRunningMachine = isRunning && guest.type === 'qemu';
  return {
    ...(isRunning ? { pid: guest.pid } : {}),
    ...(isRunningMachine ? pressure(guest) : {}),
    ...(isRunningMachine && guest.config.serial0 ? { serial: 1 } : {}),
    ...(lock ? { lock } : {}),
    ...(guest.config.tags ? { tags: String(guest.config.tags) } : {}),
    ...(isTemplate(guest) ? { template: 1 } : {}),
  };
}

/** How a node shows one of its guests in lists. */
export function guestListEntry(world: World, guest: Guest, elapsed: number) {
  const node = world.node(guest.node);
  const isRunning = guest.status === 'running';
  const limits = guestLimits(guest, node.cpus);
  const usage = guestUsage(guest, { elapsed, isRunning, nodeCpus: node.cpus });
  return {
    vmid: guest.vmid,
    name: guestName(guest),
    status: guest.status,
    cpus: limits.cpus,
    maxmem: limits.memory,
    maxdisk: limits.disk,
    cpu: usage.cpu,
    mem: usage.mem,
    disk: usage.disk,
    uptime: usage.uptime,
    netin: usage.netin,
    netout: usage.netout,
    ...byType(guest, { usage, limits }),
    ...byState(guest),
  };
}

function virtualMachineDetails(guest: Guest, elapsed: number) {
  const isRunning = guest.status === 'running';
  const details: Record<string, unknown> = {
    qmpstatus: guest.isPaused && isRunning ? 'paused' : guest.status,
  };
  if (/(?:^|enabled=)1/.test(String(guest.config.agent ?? ''))) {
    details.agent = 1;
  }
  if (!isRunning) return details;
  const seconds = Math.floor((elapsed - (guest.startedAt ?? 0)) / 1000);
  const networks = Object.keys(guest.config).filter(key =>
    /^net\d+$/.test(key),
  );
  details.nics = Object.fromEntries(
    networks.map(key => [
      `tap${guest.vmid}i${key.slice(3)}`,
      { netin: seconds * 400, netout: seconds * 150 },
    ]),
  );
  details['running-machine'] = 'pc-i440fx-10.1+pve0';
  details['running-qemu'] = '10.1.2';
  return details;
}

/** The present state of one guest. */
export function guestStatus(world: World, guest: Guest, elapsed: number) {
  const sid = `${guest.type === 'qemu' ? 'vm' : 'ct'}:${guest.vmid}`;
  const ha = world.section('haResources').get(sid);
  return {
    ...guestListEntry(world, guest, elapsed),
    ha: ha
      ? { managed: 1, state: String(ha.state ?? 'started') }
      : { managed: 0 },
    ...(guest.type === 'qemu' ? virtualMachineDetails(guest, elapsed) : {}),
    ...(guest.type === 'lxc' && guest.status === 'running'
      ? pressure(guest)
      : {}),
  };
}
