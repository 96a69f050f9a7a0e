import { LoggerService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from './messageOf';

/** How long and how often somebody asks. */
export interface Patience {
  /** Between two questions. */
  pauseMs: number;
  /** How long a log may be silent until the reason is looked for. */
  quietMs: number;
  /** How long a backend may be away before it is an error. */
  outageMs: number;
  /** How long the entity of a ready cluster is waited for. */
  entityMs: number;
}

/** A backend that is restarted or moved to another machine is back within minutes. */
export const defaultPatience: Patience = {
  pauseMs: 2_000,
  quietMs: 20_000,
  outageMs: 5 * 60_000,
  entityMs: 2 * 60_000,
};

/**
 * Repeats a question that may be asked twice while nobody answers it: the order runs on without this task, so an outage
 * of the way there is no failure of the order. Throws the last error after `outageMs`, and at once what is an answer.
 */
export async function askPatiently<T>(
  question: () => Promise<T>,
  options: {
    logger: Pick<LoggerService, 'info' | 'warn'>;
    patience: Patience;
    signal?: AbortSignal;
  },
): Promise<T> {
  const { logger, patience, signal } = options;
  const end = Date.now() + patience.outageMs;
  let isAway = false;
  for (;;) {
    try {
      const answer = await question();
      if (isAway) {
        logger.info('The Proxmox plugin answers again.');
      }
      return answer;
    } catch (error) {
      if (signal?.aborted || !isOutage(error) || Date.now() >= end) {
        throw error;
      }
      if (!isAway) {
        isAway = true;
        logger.warn(
          `The Proxmox plugin does not answer now: ${messageOf(
            error,
          )}. It is asked again for up to ${Math.ceil(
            patience.outageMs / 60_000,
          )} minutes.`,
        );
      }
      await pause(patience.pauseMs, undefined, { signal });
    }
  }
}

/** Answers of a proxy or of a backend that is starting, and no answer at all. */
const OUTAGE_STATUS = [429, 502, 503, 504];

function isOutage(error: unknown): boolean {
  if (error instanceof ResponseError) {
    return OUTAGE_STATUS.includes(error.statusCode);
  }
  const { name, message } = error as Error;
  // What fetch throws for a refused or broken connection, and for the deadline of a call.
  return (
    name === 'TimeoutError' ||
    (name === 'TypeError' && /fetch failed|terminated/.test(message))
  );
}
