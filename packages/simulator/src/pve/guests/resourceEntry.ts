import { Guest } from '../world/types';
import { World } from '../world/World';
import { guestLimits, guestUsage } from './figures';
import { guestLock } from './guestName';

const lastSeenMs = 5 * 60 * 1000;

/** What the cluster reads from configuration files, node down or not. */
function configuredFacts(
  world: World,
  guest: Guest,
  showsPool: boolean,
): Record<string, unknown> {
  const sid = `${guest.type === 'qemu' ? 'vm' : 'ct'}:${guest.vmid}`;
  const ha = world.section('haResources').get(sid);
  const lock = guestLock(guest);
  return {
    id: `${guest.type}/${guest.vmid}`,
    vmid: guest.vmid,
    node: guest.node,
    type: guest.type,
    status: 'unknown',
    ...(showsPool && guest.pool ? { pool: guest.pool } : {}),
    ...(lock ? { lock } : {}),
    ...(guest.config.tags ? { tags: String(guest.config.tags) } : {}),
    ...(ha ? { hastate: String(ha.state ?? 'started') } : {}),
  };
}

/** How the cluster shows a guest, from the last broadcast of its node. */
export function guestResourceEntry(
  world: World,
  guest: Guest,
  options: { elapsed: number; showsPool: boolean },
) {
  const node = world.nodes.get(guest.node);
  const entry = configuredFacts(world, guest, options.showsPool);
  const { published } = guest;
  if (!published || !node) return entry;
  // The cluster forgets the broadcasts of a silent node after some minutes.
  const isForgotten =
    node.lastSeen !== undefined && options.elapsed - node.lastSeen > lastSeenMs;
  if (isForgotten) return entry;
  const limits = guestLimits(guest, node.cpus);
  const usage = guestUsage(guest, {
    elapsed: published.at,
    isRunning: published.status === 'running' && node.isOnline,
    nodeCpus: node.cpus,
  });
  return {
    ...entry,
    status: node.isOnline ? published.status : 'unknown',
    name: published.name,
    template: Number(published.isTemplate),
    maxcpu: limits.cpus,
    maxmem: limits.memory,
    maxdisk: limits.disk,
    cpu: usage.cpu,
    mem: usage.mem,
    memhost: usage.memhost,
    disk: usage.disk,
    uptime: usage.uptime,
    netin: usage.netin,
    netout: usage.netout,
    diskread: usage.diskread,
    diskwrite: usage.diskwrite,
  };
}
