import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Order,
  OrderState,
  ProxmoxClient,
} from '@rackstage/plugin-proxmox-common';
import { setTimeout as pause } from 'node:timers/promises';
import { askPatiently, Patience } from './askPatiently';
import { createHoldUpTeller } from './createHoldUpTeller';

const FINAL: OrderState[] = ['ready', 'failed', 'cleaned-up'];

/**
 * Prints every line of the order's log once, as it appears, until the order is ready, failed or cleaned up, and what
 * holds it up where the log has been silent for a while. Throws an `AbortError` when the signal says so; the order itself
 * is not concerned.
 */
export async function followOrder(options: {
  client: ProxmoxClient;
  id: string;
  /** Number of the last line that is known already. */
  after?: number;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  patience: Patience;
  signal?: AbortSignal;
}): Promise<Order> {
  const { client, id, logger, patience, signal } = options;
  const tellHoldUp = createHoldUpTeller(options);
  let { after } = options;
  let lastNews = Date.now();
  for (;;) {
    const known = after;
    const { lines, state } = await askPatiently(
      () => client.getOrderLog(id, { after: known }, signal),
      options,
    );
    for (const { n, text } of lines) {
      logger.info(text);
      after = n;
      lastNews = Date.now();
    }
    const isOver = FINAL.includes(state);
    // The last lines may have been written after those that came with the final state.
    if (isOver && lines.length === 0) {
      return askPatiently(() => client.getOrder(id, signal), options);
    }
    if (!isOver) {
      if (Date.now() - lastNews >= patience.quietMs) {
        await tellHoldUp();
        lastNews = Date.now();
      }
      await pause(patience.pauseMs, undefined, { signal });
    }
  }
}
