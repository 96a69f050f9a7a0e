interface Entry<T> {
  answer: Promise<T>;
  pending: boolean;
  askedAt: number;
}

/**
 * Remembers answers for a short time and lets everybody who asks meanwhile wait for the same one.
 * Failures are not remembered: the next one who asks tries again.
 */
export class RecentAnswers<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #maxAgeMs: number;
  readonly #maxEntries: number;
  readonly #now: () => number;

  constructor(options: {
    maxAgeMs: number;
    maxEntries: number;
    now?: () => number;
  }) {
    this.#maxAgeMs = options.maxAgeMs;
    this.#maxEntries = options.maxEntries;
    this.#now = options.now ?? Date.now;
  }

  /** Answers from memory, or asks `ask` once. The age counts from the moment of asking. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known && (known.pending || this.#isFresh(known))) {
      return known.answer;
    }
    const entry: Entry<T> = {
      answer: ask(),
      pending: true,
      askedAt: this.#now(),
    };
    this.#remember(key, entry);
    entry.answer.then(
      () => {
        entry.pending = false;
      },
      () => {
        if (this.#entries.get(key) === entry) {
          this.#entries.delete(key);
        }
      },
    );
    return entry.answer;
  }

  /** The remembered answer, without asking. */
  async peek(key: string): Promise<T | undefined> {
    const known = this.#entries.get(key);
    return known && !known.pending && this.#isFresh(known)
      ? known.answer
      : undefined;
  }

  /** An answer from the future is old: the clock was set back, and a decision must not live on for as long. */
  #isFresh({ askedAt }: Entry<T>): boolean {
    const age = this.#now() - askedAt;
    return age >= 0 && age < this.#maxAgeMs;
  }

  #remember(key: string, entry: Entry<T>) {
    // Written anew so that the oldest key stays the first one of the map.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#maxEntries) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
  }
}
