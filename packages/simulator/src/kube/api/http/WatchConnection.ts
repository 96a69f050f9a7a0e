import type { ServerResponse } from 'node:http';
import type { SimulatorClock } from '../../../clock';
import type { KubeObject } from '../../object/types';
import { apiVersionOf } from '../KindRegistry';
import type { WatchEvent } from '../operations/watchObjects';
import { RenderOptions, renderObject } from '../render/renderAnswer';
import { statusBody, StatusError } from '../StatusError';
import type { WatchStream } from './ApiAnswer';

/** How long a watch lives that names no timeout: 30 to 60 minutes there. */
const defaultTimeoutSeconds = 1800;
const bookmarkMs = 60_000;
/** Bookmarks come once more shortly before the end. */
const lastBookmarkMs = 2000;

/** What a watch writes to. */
export interface WatchOptions {
  stream: WatchStream;
  render: () => RenderOptions;
  clock: SimulatorClock;
  response: ServerResponse;
  /** Whether the server has gone silent without closing anything. */
  isSilent: () => boolean;
}

/** One open watch: a stream of JSON lines until its time is up. */
export class WatchConnection {
  readonly #options: WatchOptions;
  readonly #ended = new AbortController();
  #events = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Runs the watch; resolves when the stream has ended. */
  async run(): Promise<void> {
    const { stream, response, clock } = this.#options;
    let pending: WatchEvent[] | undefined = [];
    const running = this.#start(event => {
      if (pending) pending.push(event);
      else this.#send(event);
    });
    if (!running) return;
    response.on('close', () => this.#ended.abort());
    response.flushHeaders();
    running.initial.forEach(event => this.#send(event));
    if (stream.bookmarkInitialEvents) {
      this.#bookmark(running.revision(), {
        'k8s.io/initial-events-end': 'true',
      });
    }
    pending.forEach(event => this.#send(event));
    pending = undefined;
    const total = (stream.timeoutSeconds || defaultTimeoutSeconds) * 1000;
    const { signal } = this.#ended;
    if (stream.allowBookmarks)
      void this.#sendBookmarks(total, running.revision);
    await clock.wait(total, signal);
    running.stop();
    this.#ended.abort();
    if (!response.destroyed) response.end();
  }

  /** Ends the stream: with an orderly end, or by dropping the connection. */
  close(how: 'end' | 'drop'): void {
    const { response } = this.#options;
    if (how === 'drop') response.destroy();
    else response.end();
    this.#ended.abort();
  }

  #start(listener: (event: WatchEvent) => void) {
    try {
      return this.#options.stream.start(listener);
    } catch (error) {
      const isTooOld = error instanceof StatusError && error.code === 410;
      if (!isTooOld) throw error;
      this.#write({ type: 'ERROR', object: statusBody(error.status) });
      this.#options.response.end();
      return undefined;
    }
  }

  #send(event: WatchEvent): void {
    const withoutColumns = this.#events > 0;
    this.#events += 1;
    const { stream, render } = this.#options;
    const object = renderObject(event.object, stream.served, {
      ...render(),
      withoutColumns,
    });
    this.#write({ type: event.type, object });
  }

  #bookmark(revision: number, annotations?: Record<string, string>): void {
    const { stream, render } = this.#options;
    const { definition, version } = stream.served;
    const object: KubeObject = {
      apiVersion: apiVersionOf(definition.group, version.version),
      kind: definition.kind,
      metadata: {
        ...(annotations ? { annotations } : {}),
        resourceVersion: String(revision),
      },
    };
    const { rendering, ...rest } = render();
    const shape = rendering.shape === 'metadata' ? 'metadata' : 'whole';
    const shown = renderObject(object, stream.served, {
      ...rest,
      rendering: { ...rendering, shape },
    });
    this.#write({ type: 'BOOKMARK', object: shown });
  }

  async #sendBookmarks(total: number, revision: () => number): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#ended;
    let passed = 0;
    while (passed < total - lastBookmarkMs) {
      const step = Math.min(bookmarkMs, total - lastBookmarkMs - passed);
      await clock.wait(step, signal);
      if (signal.aborted) return;
      passed += step;
      this.#bookmark(revision());
    }
  }

  #write(line: object): void {
    const { response, isSilent } = this.#options;
    if (response.destroyed || response.writableEnded || isSilent()) return;
    response.write(`${JSON.stringify(line)}\n`);
  }
}
