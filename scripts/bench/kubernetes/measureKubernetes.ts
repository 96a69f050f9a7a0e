import type { Figures } from '../figures';
import type { SimulatorProcess } from '../SimulatorProcess';
import { toKubeConfig } from '../toConfig';
import { measureBurst, measureChange } from './measureChange';
import { measureKubeHeap } from './measureKubeHeap';
import { measurePages } from './measurePages';
import { measureReconnect } from './measureReconnect';
import { PlainKube } from './PlainKube';

const BURST = 300;
const CHANGES_PER_RUN = 3;

/** Reading of management clusters: all figures of it. */
export async function measureKubernetes(
  simulator: SimulatorProcess,
  options: {
    runs: number;
    idleSeconds: number;
    say: (text: string) => void;
  },
): Promise<{ figures: Partial<Figures>; notes: string[] }> {
  const { runs, idleSeconds, say } = options;
  const config = toKubeConfig(simulator.state);
  const clusters = simulator.state.managementClusters ?? [];
  const plain = clusters.map(cluster => new PlainKube(cluster));
  say('Heap of management clusters ...');
  const heap = await measureKubeHeap(config, plain);
  say(`Pages, and ${idleSeconds} seconds without any ...`);
  const pages = await measurePages(config, simulator, idleSeconds);
  say('Restart of the API servers ...');
  const reconnect = await measureReconnect(config, simulator);
  say('Changes, one by one and many at once ...');
  const [, youngest] = plain;
  const change = await measureChange(config, youngest, runs * CHANGES_PER_RUN);
  const burst = await measureBurst(config, clusters[1], BURST);
  await Promise.all(plain.map(cluster => cluster.close()));
  const { calls, answers } = reconnect;
  const { milliseconds, idle } = pages;
  const show = (value: number) => value.toFixed(1);
  return {
    figures: {
      'kubernetes.heap.perTenantCluster.kb':
        heap.inventoryBytes / heap.tenantClusters / 1024,
      'kubernetes.heap.ratio': heap.inventoryBytes / heap.objectBytes,
      'kubernetes.restart.lists': calls.lists,
      'kubernetes.restart.retries': answers.throttled + answers.failed,
      'kubernetes.restart.seconds': reconnect.seconds,
      'kubernetes.change.ratio': change.ratio,
      'kubernetes.burst.ratio': burst.ratio,
      'kubernetes.burst.needlessNews': burst.needlessNews,
      'kubernetes.list.ratio': pages.listRatio,
      'kubernetes.page.ratio': pages.pageRatio,
      'kubernetes.page.upstreamCalls': pages.callsPerView,
      'kubernetes.idle.listsPerMinute': idle.calls.lists,
      'kubernetes.idle.callsPerMinute':
        idle.calls.lists + idle.calls.watches + idle.calls.others,
      'kubernetes.idle.queriesPerMinute': idle.queriesPerMinute,
    },
    notes: [
      `${clusters.length} management clusters, ${heap.tenantClusters} tenant clusters, ${heap.machines} machines.`,
      `After ${reconnect.downSeconds} s without API servers: ${calls.lists} pages of lists, ${calls.watches} watches, ${calls.others} other calls, ${answers.throttled} answers 429, ${answers.failed} answers 5xx, ${answers.refused} refused connections.`,
      `A change is known ${show(
        change.inventoryMs,
      )} ms after its write, where a plain watch has it after ${show(
        change.watchMs,
      )} ms (medians of ${
        runs * CHANGES_PER_RUN
      }); changes of 50 ms are taken together.`,
      `${burst.changes} changes at once: ${show(
        burst.inventoryMs,
      )} ms of CPU time, ${show(
        burst.watchMs,
      )} ms for a plain watch that parses them.`,
      `All tenant clusters ${show(milliseconds.list)} ms, one ${show(
        milliseconds.page,
      )} ms, an empty route ${show(
        milliseconds.empty,
      )} ms (medians; authentication and permissions cost nothing here).`,
      `Nobody asked for ${idle.seconds} s, and orders were on.`,
    ],
  };
}
