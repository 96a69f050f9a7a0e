const FIRST_MS = 500;
const MAXIMUM_MS = 30_000;
const JITTER = 0.3;

/** Milliseconds until the next attempt: twice as long after each failure, never sooner than the server asked for. */
export function reflectorDelay(options: {
  /** In a row, at least 1. */
  failures: number;
  retryAfterMs?: number;
  /** 0 up to 1. */
  random: number;
}): number {
  const { failures, retryAfterMs = 0, random } = options;
  const delay = Math.min(FIRST_MS * 2 ** Math.min(failures, 10), MAXIMUM_MS);
  return Math.max(
    retryAfterMs,
    Math.round(delay * (1 - JITTER + 2 * JITTER * random)),
  );
}
