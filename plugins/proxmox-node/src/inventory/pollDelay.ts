import { InventoryIntervals } from '../config/ProxmoxConfig';

const MAXIMUM_BACKOFF_MS = 5 * 60_000;
const JITTER = 0.1;

/**
 * Milliseconds until a source is read again. Failing sources are asked less and less often, up to every five
 * minutes; the jitter keeps many sources and replicas from asking in step.
 */
export function pollDelay(options: {
  intervals: Pick<InventoryIntervals, 'activeMs' | 'idleMs'>;
  /** Whether somebody looks. */
  interested: boolean;
  /** Failed reads in a row. */
  failures: number;
  /** 0 up to 1. */
  random: number;
}): number {
  const { intervals, interested, failures, random } = options;
  const interval = interested ? intervals.activeMs : intervals.idleMs;
  const ceiling = Math.max(MAXIMUM_BACKOFF_MS, interval);
  const delay = Math.min(interval * 2 ** Math.min(failures, 10), ceiling);
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random));
}
