import { PveError } from './PveError';

const DELAYS_MS = [250, 1_000];

/**
 * How long to wait before the same call is made once more; `undefined` where it must not be, or where it would not
 * help. Only reads: nobody knows what became of a write that got no answer. A deadline that has passed is not followed
 * by another one.
 */
export function retryDelay(
  method: string,
  error: unknown,
  attempt: number,
): number | undefined {
  if (method !== 'GET' || !(error instanceof PveError) || !error.retryable) {
    return undefined;
  }
  // Nobody could be connected to, and all endpoints were tried: asking again at once only doubles the wait.
  const isUnconnected = error.kind === 'unreachable' && error.status === 0;
  if (error.kind === 'timeout' || isUnconnected) {
    return undefined;
  }
  return DELAYS_MS[attempt];
}
