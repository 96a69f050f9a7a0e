import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { refreshTaskOf } from './SourceEntityProvider';

/** Events of one change come in bursts; one refresh serves them all. */
const SETTLE_MS = 1_000;
/** A full mutation at most this often, however much happens. */
const MIN_INTERVAL_MS = 5_000;

/** Calls back once after a delay; the returned function takes that back. */
export type Schedule = (callback: () => void, delayMs: number) => () => void;

const scheduleOnSystemClock: Schedule = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};

/**
 * Has the scheduled refresh of a source run early when there is news. Only the scheduler runs it, so with several
 * replicas one does; each triggers for what it has itself seen, so none runs for news that it does not know yet.
 */
export class RefreshTrigger {
  readonly #source: string;
  readonly #scheduler: Pick<SchedulerService, 'triggerTask'>;
  readonly #logger: Pick<LoggerService, 'debug'>;
  readonly #schedule: Schedule;
  readonly #now: () => number;
  #known?: string;
  #triggeredAt = Number.NEGATIVE_INFINITY;
  #cancel?: () => void;
  #isStopped = false;

  constructor(options: {
    source: string;
    scheduler: Pick<SchedulerService, 'triggerTask'>;
    logger: Pick<LoggerService, 'debug'>;
    schedule?: Schedule;
    now?: () => number;
  }) {
    this.#source = options.source;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#schedule = options.schedule ?? scheduleOnSystemClock;
    this.#now = options.now ?? Date.now;
  }

  /** `entities`: all that would be emitted, as text; nothing happens while it is the same. */
  seen(entities: string) {
    if (entities !== this.#known) {
      this.#known = entities;
      this.#plan(SETTLE_MS);
    }
  }

  stop() {
    this.#isStopped = true;
    this.#cancel?.();
  }

  #plan(delayMs: number) {
    if (this.#cancel || this.#isStopped) {
      return;
    }
    const pause = this.#triggeredAt + MIN_INTERVAL_MS - this.#now();
    this.#cancel = this.#schedule(() => {
      this.#cancel = undefined;
      this.#trigger();
    }, Math.min(Math.max(delayMs, pause), MIN_INTERVAL_MS));
  }

  async #trigger() {
    this.#triggeredAt = this.#now();
    try {
      await this.#scheduler.triggerTask(refreshTaskOf(this.#source));
    } catch (error) {
      if (error instanceof Error && error.name === 'ConflictError') {
        // It runs now, and may have begun before the news.
        this.#plan(MIN_INTERVAL_MS);
        return;
      }
      // Before the first run there is no task yet, and that run will see everything.
      this.#logger.debug(
        `The entities of ${
          this.#source
        } wait for the next scheduled refresh: ${error}`,
      );
    }
  }
}
