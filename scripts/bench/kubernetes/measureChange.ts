import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import type { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import type { ManagementClusterState } from '../../demo/SimulatorState';
import { median } from '../figures';
import { startInventory } from '../startInventory';
import { KubeWriter } from './KubeWriter';
import { Mailbox } from './Mailbox';
import { PlainKube, PlainObject } from './PlainKube';
import type { WriteOrder } from './write';

// Longer than news takes from the wire to whoever is told.
const QUIET_MS = 300;

/** How long a change takes, from the write on. */
export interface ChangeFigure {
  /** Until the inventory tells of it, over the time until a watch does. */
  ratio: number;
  inventoryMs: number;
  watchMs: number;
}

/** One change of a Machine after the other, with a plain watch beside the inventory. */
export async function measureChange(
  config: JsonObject,
  plain: PlainKube,
  runs: number,
): Promise<ChangeFigure> {
  const { items, resourceVersion } = await plain.list(plain.machines);
  const { inventory, stop } = await startInventory(config);
  const seen = new Mailbox();
  const endWatch = await plain.watch(plain.machines, {
    resourceVersion,
    onObject: object => seen.arrived(`watch ${messageOf(object)}`),
  });
  const unsubscribe = inventory.subscribeManagementClusters(() =>
    seen.arrived(`inventory ${messageIn(inventory, plain, items[0])}`),
  );
  const watchMs: number[] = [];
  const inventoryMs: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const message = `change ${run}`;
    const started = performance.now();
    const [watched, known] = await Promise.all([
      seen.await(`watch ${message}`),
      seen.await(`inventory ${message}`),
      plain.touch(items[0], message),
    ]);
    // The first one warms up.
    if (run > 0) {
      watchMs.push(watched - started);
      inventoryMs.push(known - started);
    }
  }
  unsubscribe();
  await endWatch();
  await stop();
  return {
    ratio: median(inventoryMs.map((time, index) => time / watchMs[index])),
    inventoryMs: median(inventoryMs),
    watchMs: median(watchMs),
  };
}

/** What many changes at once cost this process in CPU time. */
export interface BurstFigure {
  changes: number;
  /** For the inventory to follow them, over what a plain watch that parses them takes. */
  ratio: number;
  inventoryMs: number;
  watchMs: number;
  /** How often the inventory told of as many changes that it does not read. */
  needlessNews: number;
}

/** Machines change as fast as the server takes it, first before a plain watch, then before the inventory. */
export async function measureBurst(
  config: JsonObject,
  cluster: ManagementClusterState,
  changes: number,
): Promise<BurstFigure> {
  const plain = new PlainKube(cluster);
  const writer = new KubeWriter();
  const write = (change: WriteOrder['change'], text: string) =>
    writer.write({ cluster, changes, change, text });
  try {
    const watchMs = await measureWatch(plain, changes, () =>
      write('conditions', 'watched'),
    );
    const { inventory, stop } = await startInventory(config);
    const { items } = await plain.list(plain.machines);
    const seen = new Mailbox();
    let news = 0;
    inventory.subscribeManagementClusters(() => {
      news += 1;
      seen.arrived(messageIn(inventory, plain, items[0]) ?? 'nothing');
    });
    const told = seen.await('followed');
    const before = process.cpuUsage();
    await write('conditions', 'followed');
    await told;
    const inventoryMs = cpuSince(before);
    await pause(QUIET_MS);
    news = 0;
    await write('annotation', 'not read');
    await pause(QUIET_MS);
    await stop();
    const ratio = inventoryMs / watchMs;
    return { changes, ratio, inventoryMs, watchMs, needlessNews: news };
  } finally {
    writer.stop();
    await plain.close();
  }
}

async function measureWatch(
  plain: PlainKube,
  changes: number,
  write: () => Promise<void>,
): Promise<number> {
  const seen = new Mailbox();
  const { resourceVersion } = await plain.list(plain.machines);
  let watched = 0;
  const endWatch = await plain.watch(plain.machines, {
    resourceVersion,
    onObject: () => {
      watched += 1;
      seen.arrived(String(watched));
    },
  });
  const all = seen.await(String(changes));
  const before = process.cpuUsage();
  await write();
  await all;
  const watchMs = cpuSince(before);
  await endWatch();
  return watchMs;
}

/** Milliseconds of CPU time of this process. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function messageIn(
  inventory: ProxmoxInventory,
  plain: PlainKube,
  { metadata }: PlainObject,
): string | undefined {
  return inventory
    .getManagementCluster(plain.name)
    ?.data?.machines.find(
      ({ namespace, name }) =>
        namespace === metadata.namespace && name === metadata.name,
    )?.conditions[0]?.message;
}

function messageOf({ status }: PlainObject): string | undefined {
  const { conditions } = Object(status);
  return conditions?.[0]?.message;
}
