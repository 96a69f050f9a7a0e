import { isError } from '@backstage/errors';

/** What these say is wrong with the program, and not with an order. */
const FAULTS_OF_THE_PROGRAM = ['TypeError', 'ReferenceError', 'RangeError'];

/**
 * Takes the stack off an error that is an answer to people: the page of a task prints it whole, and the reason would
 * stand above a screen of file names.
 */
export function withoutStack(error: unknown): unknown {
  if (isError(error) && !FAULTS_OF_THE_PROGRAM.includes(error.name)) {
    error.stack = `${error.name}: ${error.message}`;
  }
  return error;
}
