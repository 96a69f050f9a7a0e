import { NodeState } from '../world/types';
import { World } from '../world/World';
import { guestUsage, steady } from './figures';

/** What a node uses at a moment, as the sum of its guests and its own share. */
export function nodeUsage(world: World, node: NodeState, elapsed: number) {
  const guests = [...world.guests.values()].filter(
    g => g.node === node.name && g.status === 'running',
  );
  const usages = guests.map(guest =>
    guestUsage(guest, { elapsed, isRunning: true, nodeCpus: node.cpus }),
  );
  const used = usages.reduce((sum, usage) => sum + usage.mem, 0);
  return {
    cpu: Math.min(
      0.95,
      0.02 +
        0.02 * steady(node.nodeid + Math.floor(elapsed / 10_000)) +
        usages.reduce((sum, usage) => sum + usage.cpu, 0) / node.cpus,
    ),
    mem: Math.min(Math.floor(node.memory * 0.98), 2 * 1024 ** 3 + used),
    disk: Math.floor(node.disk * (0.1 + 0.2 * steady(node.nodeid))),
    uptime: node.bootedBefore + Math.floor(elapsed / 1000),
  };
}
