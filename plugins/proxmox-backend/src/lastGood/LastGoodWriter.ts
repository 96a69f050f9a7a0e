import { LoggerService } from '@backstage/backend-plugin-api';
import { LastGoodStore } from './LastGoodStore';
import { RememberedState } from './StateFormat';

/** A busy site changes every ten seconds; what a crash may lose is half a minute of it. */
const MIN_INTERVAL_MS = 30_000;

/** Calls back once after a delay; the returned function takes that back. */
export type Schedule = (delayMs: number, callback: () => void) => () => void;

const scheduleOnSystemClock: Schedule = (delayMs, callback) => {
  const timer = setTimeout(callback, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};

interface SourceWrites<S> {
  unsaved?: S;
  lastWriteAt: number;
  cancelTimer?: () => void;
  writing: Promise<void>;
}

/** Saves changed states, each source at most twice a minute, and what is left at the end. */
export class LastGoodWriter<S extends RememberedState> {
  readonly #store: Pick<LastGoodStore<S>, 'save'>;
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #schedule: Schedule;
  readonly #now: () => number;
  readonly #sources = new Map<string, SourceWrites<S>>();

  constructor(options: {
    store: Pick<LastGoodStore<S>, 'save'>;
    logger: Pick<LoggerService, 'warn'>;
    schedule?: Schedule;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
    this.#schedule = options.schedule ?? scheduleOnSystemClock;
    this.#now = options.now ?? Date.now;
  }

  /** Remembers the state and writes it now or when the source's turn comes. */
  changed(state: S): void {
    const writes = this.#writesOf(state.source);
    writes.unsaved = state;
    if (writes.cancelTimer) {
      return;
    }
    const elapsed = this.#now() - writes.lastWriteAt;
    const wait = MIN_INTERVAL_MS - elapsed;
    // Less than nothing: the clock was set back, and nobody should wait until it has caught up.
    if (wait <= 0 || elapsed < 0) {
      this.#write(writes);
    } else {
      writes.cancelTimer = this.#schedule(wait, () => this.#write(writes));
    }
  }

  /** Writes what is not yet written, and waits for it. */
  async flush(): Promise<void> {
    const all = [...this.#sources.values()];
    all.forEach(writes => this.#write(writes));
    await Promise.all(all.map(({ writing }) => writing));
  }

  #writesOf(source: string): SourceWrites<S> {
    const known = this.#sources.get(source);
    if (known) {
      return known;
    }
    const created: SourceWrites<S> = {
      lastWriteAt: Number.NEGATIVE_INFINITY,
      writing: Promise.resolve(),
    };
    this.#sources.set(source, created);
    return created;
  }

  #write(writes: SourceWrites<S>): void {
    writes.cancelTimer?.();
    writes.cancelTimer = undefined;
    const state = writes.unsaved;
    if (!state) {
      return;
    }
    writes.unsaved = undefined;
    writes.lastWriteAt = this.#now();
    // One after the other, so that an older state never overtakes a newer one.
    writes.writing = writes.writing.then(() => this.#save(state));
  }

  async #save(state: S): Promise<void> {
    try {
      await this.#store.save(state);
    } catch (error) {
      this.#logger.warn(
        `The snapshot of source '${state.source}' could not be saved, so a restart now would show an older one: ${error}. The next change is saved again.`,
      );
    }
  }
}
