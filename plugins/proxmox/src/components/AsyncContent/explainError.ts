import { readStatusCode } from '../../query';
import { Translate } from '../../translation';

/** Says in words for people what went wrong and what they can do about it. */
export function explainError(error: unknown, t: Translate): string {
  switch (readStatusCode(error)) {
    case 401:
      return t('error.unauthorized');
    case 403:
      return t('error.forbidden');
    case 404:
      return t('error.notFound');
    case undefined:
      return explainOther(error, t);
    default:
      return t('error.server', { message: messageOf(error) });
  }
}

/** As `explainError`, for something that one wanted to do: there the backend says best why not. */
export function explainRefusal(error: unknown, t: Translate): string {
  const status = readStatusCode(error);
  return status === 403 || status === 404
    ? t('error.server', { message: messageOf(error) })
    : explainError(error, t);
}

function explainOther(error: unknown, t: Translate): string {
  // What fetch throws where nothing answers at all.
  if (error instanceof TypeError) {
    return t('error.network');
  }
  if (error instanceof Error && error.name.endsWith('ZodError')) {
    return t('error.contract');
  }
  return t('error.server', { message: messageOf(error) });
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // A ResponseError's own message repeats the address; its cause is what the backend said.
  return error.cause instanceof Error && error.cause.message
    ? error.cause.message
    : error.message;
}
