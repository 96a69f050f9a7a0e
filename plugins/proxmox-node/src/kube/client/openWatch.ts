import { Dispatcher } from 'undici';
import { z } from 'zod/v4';
import { KubeWatchEvent, KubeWatchOptions } from './KubeClientOptions';
import { KubeError } from './KubeError';
import { readLines } from './readLines';
import { SilenceWatchdog } from './SilenceWatchdog';
import { toKubeError } from './toKubeError';

const MAXIMUM_LINE_CHARACTERS = 8 * 1024 * 1024;

const lineSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
});

/** The collaborators of {@link openWatch}. */
export interface WatchOpening {
  source: string;
  path: string;
  options: KubeWatchOptions;
  send(
    query: Record<string, string | number | boolean | undefined>,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData>;
  toError(error: unknown): KubeError;
}

/**
 * One watch, from its request to its end. A server that was killed or that is shutting down leaves the connection open
 * and silent, so silence longer than bookmarks leave is an end too.
 */
export async function* openWatch(
  opening: WatchOpening,
): AsyncGenerator<KubeWatchEvent> {
  const { resourceVersion, fieldSelector, timeoutSeconds, silenceMs, signal } =
    opening.options;
  const watchdog = new SilenceWatchdog(silenceMs);
  const either = signal
    ? AbortSignal.any([signal, watchdog.signal])
    : watchdog.signal;
  try {
    watchdog.heard();
    const answer = await opening.send(
      {
        watch: true,
        resourceVersion,
        fieldSelector,
        allowWatchBookmarks: true,
        timeoutSeconds,
      },
      either,
    );
    opening.options.onOpen?.();
    const lines = readLines(
      listened(answer.body, watchdog),
      MAXIMUM_LINE_CHARACTERS,
    );
    for await (const line of lines) {
      yield toEvent(line, opening);
    }
  } catch (error) {
    throw opening.toError(watchdog.isDead ? watchdog.signal.reason : error);
  } finally {
    watchdog.stop();
  }
}

async function* listened(
  body: AsyncIterable<Uint8Array>,
  watchdog: SilenceWatchdog,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    watchdog.heard();
    yield chunk;
  }
}

function toEvent(line: string, opening: WatchOpening): KubeWatchEvent {
  const { source, path } = opening;
  const { type, object } = lineSchema.parse(JSON.parse(line));
  if (type === 'ERROR') {
    // The answer itself was 200: what went wrong is in the line.
    const body = JSON.stringify(object);
    throw toKubeError({ source, method: 'GET', path, status: 200, body });
  }
  return { type, object };
}
