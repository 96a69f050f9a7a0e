import { StorageFacts } from '../facts';
import { StorageRow } from '../wire/clusterResources';
import { defined } from './toGuestFacts';

/** Storages of `GET /cluster/resources`, which lists a shared one once per node. */
export function toStorageFacts(
  rows: StorageRow[],
  source: string,
): StorageFacts[] {
  const groups = new Map<string, StorageRow[]>();
  for (const row of rows) {
    const key = row.shared ? row.storage : `${row.node}:${row.storage}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map(group => merge(group, source));
}

function merge(rows: StorageRow[], source: string): StorageFacts {
  // The nodes' figures differ by the moment of their measurement; one that cannot see the storage has none.
  const best =
    rows.find(row => row.status === 'available' && row.maxdisk) ??
    rows.find(row => row.status === 'available') ??
    rows[0];
  const shared = best.shared ?? false;
  const facts: StorageFacts = {
    source,
    storage: best.storage,
    shared,
    nodes: [...new Set(rows.map(row => row.node))].sort(),
    content: best.content
      ? best.content
          .split(',')
          .map(kind => kind.trim())
          .sort()
      : [],
    status: best.status === 'available' ? 'available' : 'unknown',
  };
  return {
    ...facts,
    ...defined({
      node: shared ? undefined : best.node,
      plugin: best.plugintype,
      usage:
        best.status === 'available' && best.maxdisk !== undefined
          ? defined({ used: best.disk, total: best.maxdisk })
          : undefined,
    }),
  };
}
