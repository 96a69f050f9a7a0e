import type { JsonObject } from '@backstage/types';
import { settledHeap } from '../settledHeap';
import { startInventory } from '../startInventory';
import type { PlainKube } from './PlainKube';

/** What is held in memory of all management clusters. */
export interface KubeHeapFigure {
  /** Heap that the inventory adds: what it kept of the objects, and the snapshots made of it. */
  inventoryBytes: number;
  /** Heap that the same objects take as they came. */
  objectBytes: number;
  tenantClusters: number;
  machines: number;
}

/** Heap that an inventory of management clusters adds, and what the whole objects would take instead. */
export async function measureKubeHeap(
  config: JsonObject,
  plain: readonly PlainKube[],
): Promise<KubeHeapFigure> {
  // Code and schemas are there before it begins, with few data: what was stopped is let go of only after a while.
  const warmUp = await startInventory(withOneNamespace(config));
  await warmUp.stop();
  const before = await settledHeap();
  const { inventory, stop } = await startInventory(config);
  try {
    const inventoryBytes = (await settledHeap()) - before;
    const objectBytes = await measureObjects(plain);
    const states = inventory.getManagementClusters();
    const count = (sizes: number[]) =>
      sizes.reduce((total, size) => total + size, 0);
    return {
      inventoryBytes,
      objectBytes,
      tenantClusters: inventory.getTenantClusters().length,
      machines: count(states.map(({ data }) => data?.machines.length ?? 0)),
    };
  } finally {
    await stop();
  }
}

function withOneNamespace(config: JsonObject): JsonObject {
  const { kubernetes } = config.proxmox as { kubernetes: JsonObject[] };
  const namespaces = ['tenant-crowd-01'];
  return {
    proxmox: {
      kubernetes: kubernetes.map(cluster => ({ ...cluster, namespaces })),
    },
  };
}

async function measureObjects(plain: readonly PlainKube[]): Promise<number> {
  const before = await settledHeap();
  const held = [];
  for (const cluster of plain) {
    for (const path of cluster.collections) {
      held.push((await cluster.list(path)).items);
    }
  }
  const bytes = (await settledHeap()) - before;
  if (held.flat().length === 0) {
    throw new Error('The management clusters have no objects');
  }
  return bytes;
}
