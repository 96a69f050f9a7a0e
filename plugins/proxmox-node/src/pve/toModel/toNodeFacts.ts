import { NodeFacts } from '../facts';
import { NodeRow } from '../wire/clusterResources';
import { ClusterStatusRows } from '../wire/clusterStatus';
import { defined } from './toGuestFacts';

/** A node of `GET /cluster/resources`, with its address from `GET /cluster/status`. */
export function toNodeFacts(
  row: NodeRow,
  context: { source: string; status?: ClusterStatusRows['nodes'][number] },
): NodeFacts {
  const { source, status: member } = context;
  const status = statusOf(row, member?.online);
  const facts: NodeFacts = { source, name: row.node, status };
  return {
    ...facts,
    ...defined({
      address: member?.ip,
      ...(status === 'online' ? figuresOf(row) : {}),
    }),
  };
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

function figuresOf(row: NodeRow): Partial<NodeFacts> {
  const { cpu, maxcpu, mem, maxmem, disk, maxdisk, uptime } = row;
  return {
    cpu:
      maxcpu === undefined ? undefined : defined({ used: cpu, cores: maxcpu }),
    memory:
      maxmem === undefined ? undefined : defined({ used: mem, total: maxmem }),
    rootDisk:
      maxdisk === undefined
        ? undefined
        : defined({ used: disk, total: maxdisk }),
    uptime,
  };
}
