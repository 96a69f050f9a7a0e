import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Answers of some servers, by what they say. */
export interface Answers {
  /** 429: come again later. */
  throttled: number;
  /** 5xx. */
  failed: number;
  /** Connections that were refused. */
  refused: number;
}

/** Counts what the servers at these addresses answer to any undici client of this process, until it is called. */
export function countAnswers(urls: readonly string[]): () => Answers {
  const hosts = urls.map(url => new URL(url).host);
  const answers: Answers = { throttled: 0, failed: 0, refused: 0 };
  const isMeant = (host: unknown) => hosts.includes(String(host));
  const onHeaders = (message: unknown) => {
    const { request, response } = Object(message);
    const { statusCode } = Object(response);
    if (!isMeant(new URL(String(Object(request).origin)).host)) {
      return;
    }
    if (statusCode === 429) {
      answers.throttled += 1;
    } else if (statusCode >= 500) {
      answers.failed += 1;
    }
  };
  const onRefused = (message: unknown) => {
    if (isMeant(Object(Object(message).connectParams).host)) {
      answers.refused += 1;
    }
  };
  subscribe('undici:request:headers', onHeaders);
  subscribe('undici:client:connectError', onRefused);
  return () => {
    unsubscribe('undici:request:headers', onHeaders);
    unsubscribe('undici:client:connectError', onRefused);
    return answers;
  };
}
