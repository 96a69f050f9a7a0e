import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import type { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { settledHeap } from './settledHeap';
import { startInventory } from './startInventory';

const PATIENCE_MS = 10 * 60_000;

// Node keeps the timer of a call's deadline until it has passed. Of 10,000 calls within seconds these would outweigh
// what is measured; at the pace of a portal there are few.
const DEADLINE_MS = 10_000;

/** What an inventory that knows everything holds in memory. */
export interface HeapFigure {
  megabytes: number;
  guests: number;
  /** Guests whose configuration is known. */
  configurations: number;
}

/**
 * Heap that an inventory adds once it has read all lists and, in its slow lane, the configuration of every guest. Here
 * the lane runs without its pauses; by default 500 guests take it four minutes.
 */
export async function measureHeap(config: JsonObject): Promise<HeapFigure> {
  const before = await settledHeap();
  const { inventory, stop } = await startInventory(withoutPauses(config));
  try {
    const counts = await untilWhole(inventory);
    await pause(DEADLINE_MS + 1_000);
    const megabytes = ((await settledHeap()) - before) / 1024 ** 2;
    return { megabytes, ...counts };
  } finally {
    await stop();
  }
}

function withoutPauses(config: JsonObject): JsonObject {
  const proxmox = config.proxmox as { clusters: JsonObject[] };
  return {
    proxmox: {
      clusters: proxmox.clusters.map(cluster => ({
        ...cluster,
        requestTimeout: { milliseconds: DEADLINE_MS },
      })),
      inventory: { configurationDelay: '0s', configurationPause: '0s' },
    },
  };
}

async function untilWhole(
  inventory: ProxmoxInventory,
): Promise<Omit<HeapFigure, 'megabytes'>> {
  const started = performance.now();
  let counts = count(inventory);
  while (counts.guests === 0 || counts.configurations < counts.guests) {
    if (performance.now() - started > PATIENCE_MS) {
      throw new Error(
        `The inventory knew the configurations of ${counts.configurations} of ${
          counts.guests
        } guests within ${PATIENCE_MS / 60_000} minutes`,
      );
    }
    await pause(250);
    counts = count(inventory);
  }
  return counts;
}

function count(inventory: ProxmoxInventory): Omit<HeapFigure, 'megabytes'> {
  const snapshots = inventory.getSources().map(({ data }) => data);
  const sum = (sizes: number[]) =>
    sizes.reduce((total, size) => total + size, 0);
  // A source that was not read yet has guests that nobody counts.
  return snapshots.some(data => !data)
    ? { guests: 0, configurations: 0 }
    : {
        guests: sum(snapshots.map(data => data!.guests.length)),
        configurations: sum(
          snapshots.map(data => Object.keys(data!.configurations ?? {}).length),
        ),
      };
}
