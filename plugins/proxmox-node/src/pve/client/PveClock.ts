import { setTimeout as wait } from 'node:timers/promises';

/**
 * Time as the engine needs it, so that tests turn hours into nothing.
 *
 * @public
 */
export interface PveClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Aborted with a `TimeoutError` after so many milliseconds. */
  deadline(milliseconds: number): AbortSignal;
}

/** The machine's own time. @public */
export const systemClock: PveClock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    wait(milliseconds, undefined, { signal, ref: false }),
  deadline: milliseconds => AbortSignal.timeout(milliseconds),
};
