/** Aborts where nothing was heard for too long. */
export class SilenceWatchdog {
  readonly #abort = new AbortController();
  readonly #silenceMs: number;
  #timer?: NodeJS.Timeout;

  constructor(silenceMs: number) {
    this.#silenceMs = silenceMs;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isDead(): boolean {
    return this.#abort.signal.aborted;
  }

  heard() {
    this.stop();
    this.#timer = setTimeout(
      () =>
        this.#abort.abort(
          new DOMException(
            `nothing was heard for ${this.#silenceMs / 1000} s`,
            'TimeoutError',
          ),
        ),
      this.#silenceMs,
    );
    this.#timer.unref();
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
