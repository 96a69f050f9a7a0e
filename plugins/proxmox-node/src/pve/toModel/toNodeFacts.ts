import { NodeFacts } from '../facts';
import { NodeRow } from '../wire/clusterResources';
import { ClusterStatusRows } from '../wire/clusterStatus';
import { defined, toProcessors, toUsage } from './toGuestFacts';

/** A node of `GET /cluster/resources`, with its address from `GET /cluster/status`. */
export function toNodeFacts(
  row: NodeRow,
  context: { source: string; status?: ClusterStatusRows['nodes'][number] },
): NodeFacts {
  const { source, status: member } = context;
  const status = statusOf(row, member?.online);
  const figures: Partial<NodeRow> = status === 'online' ? row : {};
  return defined<NodeFacts>({
    source,
    name: row.node,
    status,
    address: member?.ip,
    cpu: toProcessors(figures.cpu, figures.maxcpu),
    memory: toUsage(figures.mem, figures.maxmem),
    rootDisk: toUsage(figures.disk, figures.maxdisk),
    uptime: figures.uptime,
  });
}

/** Membership in the cluster is the newer word where the two disagree. */
function statusOf(
  row: NodeRow,
  isMember: boolean | undefined,
): NodeFacts['status'] {
  if (isMember === false || row.status === 'offline') {
    return 'offline';
  }
  return row.status === 'online' || isMember ? 'online' : 'unknown';
}
