import { Call, Handlers } from '../Call';
import { nodeUsage } from '../guests/nodeUsage';
import { NodeState } from '../world/types';

const kernel = '6.17.2-1-pve';

function listNodes(call: Call) {
  const { world, site } = call;
  return [...world.nodes.values()].map(node => ({
    id: `node/${node.name}`,
    node: node.name,
    type: 'node',
    level: '',
    status: node.isOnline ? 'online' : 'offline',
    ssl_fingerprint: node.fingerprint,
    ...(call.may(`/nodes/${node.name}`, 'Sys.Audit')
      ? figures(call, node, site.clock.elapsed())
      : {}),
  }));
}

function figures(call: Call, node: NodeState, elapsed: number) {
  const limits = { maxcpu: node.cpus, maxmem: node.memory };
  if (!node.isOnline) return limits;
  return {
    ...limits,
    maxdisk: node.disk,
    ...nodeUsage(call.world, node, elapsed),
  };
}

function getStatus(call: Call) {
  const { world, site } = call;
  const node = world.node(call.node);
  const usage = nodeUsage(world, node, site.clock.elapsed());
  const load = (usage.cpu * node.cpus).toFixed(2);
  return {
    uptime: usage.uptime,
    cpu: usage.cpu,
    wait: 0,
    idle: 0,
    loadavg: [load, load, load],
    kversion: `Linux ${kernel} #1 SMP PREEMPT_DYNAMIC PMX ${kernel}`,
    'current-kernel': {
      sysname: 'Linux',
      release: kernel,
      version: `#1 SMP PREEMPT_DYNAMIC PMX ${kernel}`,
      machine: 'x86_64',
    },
    'boot-info': { mode: 'efi', secureboot: 0 },
    pveversion: `pve-manager/${world.version.version}/${world.version.repoid}`,
    cpuinfo: {
      model: 'AMD EPYC 7302P 16-Core Processor',
      vendor: 'AuthenticAMD',
      family: '23',
      cores: node.cpus,
      cpus: node.cpus,
      sockets: 1,
      mhz: '2794.748',
      user_hz: 100,
      hvm: '1',
      flags: 'fpu vme de pse tsc msr pae mce svm',
    },
    memory: {
      total: node.memory,
      used: usage.mem,
      free: node.memory - usage.mem,
      available: node.memory - usage.mem,
    },
    swap: { total: 8 * 1024 ** 3, used: 0, free: 8 * 1024 ** 3 },
    ksm: { shared: 0 },
    rootfs: {
      total: node.disk,
      used: usage.disk,
      free: node.disk - usage.disk,
      avail: Math.floor((node.disk - usage.disk) * 0.95),
    },
  };
}

/** Nodes and their state. */
export const nodeRoutes: Handlers = {
  'GET /nodes': listNodes,
  'GET /nodes/{node}/status': getStatus,
};
