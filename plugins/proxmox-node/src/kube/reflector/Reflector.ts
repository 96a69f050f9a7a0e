import { isDeepStrictEqual } from 'node:util';
import { InventoryClock } from '../../inventory/InventoryClock';
import { KubeClient, KubeError, KubeLocation } from '../client';
import { listAll } from './listAll';
import { reflectorDelay } from './reflectorDelay';

const WATCH_SECONDS = 300;
// Bookmarks come about once a minute.
const SILENCE_MS = 90_000;
// A server that expires everything at once is not to be asked as fast as it answers.
const RELIST_MS = 100;

/** What a {@link Reflector} works with. */
export interface ReflectorOptions<T> {
  client: Pick<KubeClient, 'list' | 'watch'>;
  /** Without a name. */
  collection: KubeLocation;
  fieldSelector?: string;
  /** The fields that are kept of an object; throws where it is none. */
  project: (object: unknown) => T;
  clock: InventoryClock;
  /** Whoever answers now may be another server than before; rejects where nothing may be listed. */
  beforeList?: () => Promise<void>;
  /** Something in `items`, `isSynced` or `error` is different now. */
  onChange: () => void;
  silenceMs?: number;
}

/**
 * Holds a collection as it is in the API server: one list, then a watch from there on. While the server cannot be
 * reached the last good objects stay.
 */
export class Reflector<T> {
  readonly #options: ReflectorOptions<T>;
  readonly #abort = new AbortController();
  #items = new Map<string, T>();
  #resourceVersion?: string;
  #isSynced = false;
  #error?: unknown;
  #lastContact?: number;
  #failures = 0;
  /** Whether the server has answered the newest watch. */
  #isOpen = false;
  #wake?: () => void;

  constructor(options: ReflectorOptions<T>) {
    this.#options = options;
  }

  /** By `<namespace>/<name>`. */
  get items(): ReadonlyMap<string, T> {
    return this.#items;
  }

  /** Whether a list has ever come in. */
  get isSynced(): boolean {
    return this.#isSynced;
  }

  /** Why the newest attempt failed; `undefined` while all is well. */
  get error(): unknown {
    return this.#error;
  }

  /** Milliseconds since the epoch; the last list, event or bookmark. */
  get lastContact(): number | undefined {
    return this.#lastContact;
  }

  start() {
    this.#run().catch(error => this.#failed(error));
  }

  stop() {
    this.#abort.abort();
    this.#wake?.();
  }

  /** Tries again now instead of waiting for the next attempt. */
  retryNow() {
    this.#wake?.();
  }

  async #run() {
    while (!this.#abort.signal.aborted) {
      const startedAt = this.#options.clock.now();
      this.#isOpen = false;
      try {
        if (this.#resourceVersion === undefined) {
          await this.#list();
        }
        await this.#watch();
        // A watch that ends at once, again and again, must not become a storm of requests.
        if (this.#options.clock.now() - startedAt < 1_000) {
          await this.#sleep(1_000);
        }
      } catch (error) {
        if (!this.#abort.signal.aborted) {
          await this.#recover(error);
        }
      }
    }
  }

  async #list() {
    const { client, collection, fieldSelector, beforeList } = this.#options;
    await beforeList?.();
    const items = new Map<string, T>();
    const signal = this.#abort.signal;
    const resourceVersion = await listAll({
      client,
      collection,
      fieldSelector,
      signal,
      onRestart: () => items.clear(),
      onObject: object =>
        items.set(keyOf(object), this.#options.project(object)),
    });
    this.#resourceVersion = resourceVersion;
    this.#items = items;
    this.#isSynced = true;
    this.#noteContact();
    this.#options.onChange();
  }

  async #watch() {
    const { client, collection, fieldSelector, clock } = this.#options;
    const events = client.watch(collection, {
      fieldSelector,
      resourceVersion: this.#resourceVersion ?? '',
      // Not all watches of all replicas end in the same second.
      timeoutSeconds: Math.round(WATCH_SECONDS * (1 + clock.random())),
      silenceMs: this.#options.silenceMs ?? SILENCE_MS,
      onOpen: () => {
        this.#isOpen = true;
        this.#noteContact();
      },
      signal: this.#abort.signal,
    });
    for await (const { type, object } of events) {
      this.#resourceVersion = versionOf(object) ?? this.#resourceVersion;
      this.#noteContact();
      if (type === 'BOOKMARK') {
        continue;
      }
      if (this.#take(type, object)) {
        this.#options.onChange();
      }
    }
  }

  /** Whether anything that is kept is different now: of most writes nothing is. */
  #take(type: string, object: unknown): boolean {
    const key = keyOf(object);
    if (type === 'DELETED') {
      return this.#items.delete(key);
    }
    const kept = this.#options.project(object);
    if (isDeepStrictEqual(kept, this.#items.get(key))) {
      return false;
    }
    this.#items.set(key, kept);
    return true;
  }

  #noteContact() {
    const recovered = this.#error !== undefined;
    this.#failures = 0;
    this.#error = undefined;
    this.#lastContact = this.#options.clock.now();
    if (recovered) {
      this.#options.onChange();
    }
  }

  async #recover(error: unknown) {
    // Whatever happened meanwhile was missed, and after a restart the server may have another history.
    this.#resourceVersion = undefined;
    // An open watch without even bookmarks may be broken on its way: the list tells whether the server is there, and
    // keeps what is known from ageing where watches never say anything.
    if (isExpired(error) || (this.#isOpen && isSilence(error))) {
      await this.#sleep(RELIST_MS);
      return;
    }
    this.#failed(error);
    const retryAfterMs =
      error instanceof KubeError ? error.retryAfterMs : undefined;
    await this.#sleep(
      reflectorDelay({
        failures: this.#failures,
        retryAfterMs,
        random: this.#options.clock.random(),
      }),
    );
  }

  #failed(error: unknown) {
    this.#failures += 1;
    this.#error = error;
    this.#options.onChange();
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const cancel = this.#options.clock.schedule(resolve, milliseconds);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof KubeError && error.kind === 'expired';
}

function isSilence(error: unknown): boolean {
  return (
    error instanceof KubeError && error.kind === 'timeout' && error.status === 0
  );
}

function metadataOf(object: unknown): Record<string, unknown> {
  return Object(Object(object).metadata);
}

function versionOf(object: unknown): string | undefined {
  const { resourceVersion } = metadataOf(object);
  return typeof resourceVersion === 'string' ? resourceVersion : undefined;
}

function keyOf(object: unknown): string {
  const { namespace = '', name } = metadataOf(object);
  return `${namespace}/${name}`;
}
