import {
  GuestId,
  GuestsQuery,
  OptionNoun,
  OptionsQuery,
  TenantClusterId,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';

/**
 * Keys hold everything that the request holds, so that no answer is ever shown for another
 * question. The second part says what the answer follows: `live` ones change with the inventory's
 * snapshot, `detail` ones are read on demand.
 */
export const queryKeys = {
  sources: () => ['proxmox', 'live', 'sources'] as const,
  guests: (query: GuestsQuery) =>
    ['proxmox', 'live', 'guests', query.source, query] as const,
  nodes: (source?: string) => ['proxmox', 'live', 'nodes', source] as const,
  storages: (source?: string) =>
    ['proxmox', 'live', 'storages', source] as const,
  guest: (id: GuestId) =>
    ['proxmox', 'live', 'guest', id.source, id.type, id.vmid] as const,
  tenantClusters: () => ['proxmox', 'live', 'tenantClusters'] as const,
  // No source of its own: its machines are guests of other sources, and news of those concern it too.
  tenantCluster: (id: TenantClusterId) =>
    [
      'proxmox',
      'live',
      'tenantCluster',
      undefined,
      id.source,
      id.namespace,
      id.name,
    ] as const,
  guestTasks: (id: GuestId) =>
    ['proxmox', 'live', 'guestTasks', id.source, id.type, id.vmid] as const,
  guestDetails: (id: GuestId) =>
    ['proxmox', 'detail', 'guestDetails', id.source, id.type, id.vmid] as const,
  // Nothing that is ordered waits for a signal: the pages ask at intervals of their own.
  options: (noun: OptionNoun | undefined, query: OptionsQuery) =>
    ['proxmox', 'detail', 'options', noun, query] as const,
  preflight: (spec: TenantClusterOrderSpec) =>
    ['proxmox', 'detail', 'preflight', spec] as const,
  orders: () => ['proxmox', 'detail', 'orders'] as const,
  order: (id: string) => ['proxmox', 'detail', 'order', id] as const,
  orderLog: (id: string) => ['proxmox', 'detail', 'orderLog', id] as const,
  isInCatalog: (entityRef: string) =>
    ['proxmox', 'catalog', entityRef] as const,
  taskLog: (id: GuestId, upid: string) =>
    [
      'proxmox',
      'detail',
      'taskLog',
      id.source,
      id.type,
      id.vmid,
      upid,
    ] as const,
};

/** Whether an answer may have changed because one of these sources has news. */
export function followsSources(
  key: readonly unknown[],
  sources: ReadonlySet<string>,
): boolean {
  const [plugin, lane, , source] = key;
  if (plugin !== 'proxmox' || lane !== 'live') {
    return false;
  }
  return typeof source !== 'string' || sources.has(source);
}
