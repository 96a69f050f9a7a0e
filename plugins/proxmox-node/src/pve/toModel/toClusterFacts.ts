import { ClusterFacts } from '../facts';
import { ClusterResourceRows } from '../wire/clusterResources';
import { ClusterStatusRows } from '../wire/clusterStatus';
import { defined, toGuestFacts } from './toGuestFacts';
import { toNodeFacts } from './toNodeFacts';
import { toStorageFacts } from './toStorageFacts';

/** Joins what the lists of one cluster say. `status` is absent where the credentials may not read it. */
export function toClusterFacts(
  source: string,
  resources: ClusterResourceRows,
  status: ClusterStatusRows | undefined,
): ClusterFacts {
  const members = new Map(
    (status?.nodes ?? []).map(member => [member.name, member]),
  );
  const nodes = resources.nodes.map(row =>
    toNodeFacts(row, { source, status: members.get(row.node) }),
  );
  const notOnline = new Set(
    nodes.filter(node => node.status !== 'online').map(node => node.name),
  );
  return {
    cluster: defined({
      name: status?.cluster?.name,
      quorate: status?.cluster?.quorate,
    }),
    nodes,
    guests: resources.guests.map(row =>
      toGuestFacts(row, { source, isNodeOnline: !notOnline.has(row.node) }),
    ),
    storages: toStorageFacts(resources.storages, source),
    remarks: [...resources.remarks, ...(status?.remarks ?? [])],
  };
}
