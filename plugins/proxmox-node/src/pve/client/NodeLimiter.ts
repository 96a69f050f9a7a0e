import pLimit, { Limit } from 'p-limit';

/**
 * At most so many calls at the same time per node. A node answers with three workers; more at once only queue there,
 * and take the workers from its administrators.
 */
export class NodeLimiter {
  readonly #concurrency: number;
  readonly #queues = new Map<string, Limit>();

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** Runs the call when the node has room; rejects at once when the signal is aborted while it waits. */
  async run<T>(
    node: string,
    signal: AbortSignal | undefined,
    call: () => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const queue = this.#queueOf(node);
    const result = queue(async () => {
      signal?.throwIfAborted();
      return call();
    });
    return signal ? untilAborted(result, signal) : result;
  }

  #queueOf(node: string): Limit {
    const existing = this.#queues.get(node);
    if (existing) {
      return existing;
    }
    const created = pLimit(this.#concurrency);
    this.#queues.set(node, created);
    return created;
  }
}

/** Settles with the promise, or rejects with the signal's reason, whichever comes first. */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let stop: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
