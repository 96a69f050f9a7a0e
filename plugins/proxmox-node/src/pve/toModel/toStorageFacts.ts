import { StorageFacts } from '../facts';
import { StorageRow } from '../wire/clusterResources';
import { defined, toUsage } from './toGuestFacts';

/** Storages of `GET /cluster/resources`, which lists a shared one once per node. */
export function toStorageFacts(
  rows: StorageRow[],
  source: string,
): StorageFacts[] {
  const groups = new Map<string, StorageRow[]>();
  for (const row of rows) {
    const key = row.shared ? row.storage : `${row.node}:${row.storage}`;
    const group = groups.get(key);
    if (group) {
      group.push(row);
    } else {
      groups.set(key, [row]);
    }
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
  const isAvailable = best.status === 'available';
  return defined<StorageFacts>({
    source,
    storage: best.storage,
    shared,
    node: shared ? undefined : best.node,
    nodes: [...new Set(rows.map(row => row.node))].sort(),
    plugin: best.plugintype,
    content: best.content ? best.content.split(',').map(trim).sort() : [],
    status: isAvailable ? 'available' : 'unknown',
    usage: isAvailable ? toUsage(best.disk, best.maxdisk) : undefined,
  });
}

function trim(text: string): string {
  return text.trim();
}
