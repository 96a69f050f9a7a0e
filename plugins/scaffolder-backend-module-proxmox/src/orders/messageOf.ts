import { isError, ResponseError, stringifyError } from '@backstage/errors';

/** What an error says to people: of an answer its reason, not that there was an answer. */
export function messageOf(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.cause.message;
  }
  if (!isError(error)) {
    return stringifyError(error);
  }
  const { message, cause } = error;
  return isError(cause) && cause.message
    ? `${message}: ${cause.message}`
    : message;
}
