import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import type { SimulatorProcess } from '../SimulatorProcess';
import { startInventory, untilRead } from '../startInventory';
import { Answers, countAnswers } from './countAnswers';
import type { KubeCalls } from './kubeCalls';

const DOWN_MS = 3_000;

/** What it takes until everything is up to date again after the API servers were restarted. */
export interface ReconnectFigure {
  calls: KubeCalls;
  answers: Answers;
  /** From the moment when they answer again. */
  seconds: number;
  downSeconds: number;
}

/** Restarts all API servers at once: watches break, connections are refused, then each kind answers 429 at first. */
export async function measureReconnect(
  config: JsonObject,
  simulator: SimulatorProcess,
): Promise<ReconnectFigure> {
  const { inventory, stop } = await startInventory(config);
  const clusters = simulator.state.managementClusters ?? [];
  await simulator.resetKubeCalls();
  const stopCounting = countAnswers(clusters.map(({ url }) => url));
  await simulator.break({ kind: 'api-restarting' });
  await simulator.break({ kind: 'watch-broken', mode: 'cut' });
  await pause(DOWN_MS);
  const unaware = inventory.getManagementClusters().find(({ error }) => !error);
  if (unaware) {
    throw new Error(
      `${unaware.source} was restarted, and the inventory did not notice within ${DOWN_MS} ms`,
    );
  }
  await simulator.mend('watch-broken');
  await simulator.mend('api-restarting');
  const started = performance.now();
  await untilRead(inventory);
  const seconds = (performance.now() - started) / 1000;
  const answers = stopCounting();
  const calls = await simulator.countKubeCalls();
  await stop();
  return { calls, answers, seconds, downSeconds: DOWN_MS / 1000 };
}
