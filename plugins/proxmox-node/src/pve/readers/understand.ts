import { nextStepFor } from '../client/nextStepFor';
import { PveError } from '../client/PveError';
import { UnexpectedShape } from '../wire/readRows';

/** Reads an answer; what is not of the expected shape becomes an error that names the call. */
export function understand<T>(
  call: { source: string; pathTemplate: string; node?: string },
  read: () => T,
): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnexpectedShape)) {
      throw error;
    }
    throw new PveError({
      ...call,
      method: 'GET',
      kind: 'unexpected-answer',
      status: 200,
      reason: error.message,
      retryable: false,
      nextStep: nextStepFor('unexpected-answer'),
    });
  }
}
