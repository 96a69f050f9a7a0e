/** How time passes: as on the wall, faster for durations only, or only when told. */
export type ClockMode = 'system' | 'manual' | { speed: number };

interface Timer {
  due: number;
  fire: () => void;
}

/**
 * Time for one simulator. Durations (tasks, the status cycle, the pause after a
 * failed login) run on `elapsed`; dates in answers come from `now`, which stays
 * today's date even when durations are accelerated, because clients compare
 * dates with their own clock.
 *
 * @public
 */
export class SimulatorClock {
  readonly #speed: number;
  readonly #manual: boolean;
  readonly #startedAt = Date.now();
  #advanced = 0;
  #timers = new Set<Timer>();
  #handles = new Set<NodeJS.Timeout>();

  constructor(mode: ClockMode = 'system') {
    this.#manual = mode === 'manual';
    this.#speed = typeof mode === 'object' ? mode.speed : 1;
    if (!(this.#speed > 0)) {
      throw new Error(
        `Clock speed must be a positive number, got ${
          this.#speed
        }. Use 1 for real time or 60 for a minute per second.`,
      );
    }
  }

  /** Milliseconds since the epoch, for dates in answers. */
  now(): number {
    return this.#manual ? this.#startedAt + this.#advanced : Date.now();
  }

  /** Seconds since the epoch, as Proxmox VE writes dates. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Milliseconds of simulated duration since the clock was made. */
  elapsed(): number {
    if (this.#manual) return this.#advanced;
    return (Date.now() - this.#startedAt) * this.#speed;
  }

  /** Resolves after `ms` of simulated duration, or as soon as `signal` aborts. */
  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return;
    await new Promise<void>(resolve => {
      const cancel = this.#schedule(ms, resolve);
      signal?.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }

  /** Moves a manual clock forward, firing what becomes due in order. */
  async advance(ms: number): Promise<void> {
    if (!this.#manual) {
      throw new Error(
        "Only a manual clock can be advanced: start the simulator with clock: 'manual'.",
      );
    }
    const target = this.#advanced + ms;
    for (;;) {
      await settle();
      const next = [...this.#timers]
        .filter(timer => timer.due <= target)
        .sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.#advanced = Math.max(this.#advanced, next.due);
      next.fire();
    }
    this.#advanced = target;
    await settle();
  }

  /** Drops every pending timer, so that nothing keeps the process alive. */
  close(): void {
    this.#handles.forEach(handle => clearTimeout(handle));
    this.#handles.clear();
    this.#timers.clear();
  }

  #schedule(ms: number, fire: () => void): () => void {
    if (this.#manual) {
      const timer = { due: this.#advanced + ms, fire };
      this.#timers.add(timer);
      return () => this.#timers.delete(timer);
    }
    const handle = setTimeout(() => {
      this.#handles.delete(handle);
      fire();
    }, ms / this.#speed);
    handle.unref();
    this.#handles.add(handle);
    return () => {
      clearTimeout(handle);
      this.#handles.delete(handle);
    };
  }
}

/** Lets promise chains that a timer resumed run until they wait again. */
async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise<void>(resolve => {
      setImmediate(resolve);
    });
  }
}
