import { readStatusCode } from './readStatusCode';

const MAXIMUM_RETRIES = 2;

/**
 * Whether a failed request is worth repeating: answers that say no (4xx) or that do not fit the
 * contract stay as they are, so repeating them only delays the explanation.
 */
export function isRetryable(failures: number, error: unknown): boolean {
  if (failures >= MAXIMUM_RETRIES) {
    return false;
  }
  const status = readStatusCode(error);
  return status === undefined ? error instanceof TypeError : status >= 500;
}
