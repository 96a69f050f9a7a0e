import { InputError } from '@backstage/errors';
import { Dispatcher } from 'undici';
import { z } from 'zod/v4';
import { readAnswerText } from '../../pve/client/HttpEndpoint';
import { PveClock, systemClock } from '../../pve/client/PveClock';
import {
  buildResourcePath,
  KubeLocation,
  KubeResourceType,
} from './buildResourcePath';
import {
  KubeClientOptions,
  KubeListOptions,
  KubeListPage,
  KubeObject,
  KubeWatchEvent,
  KubeWatchOptions,
  KubeWrite,
  KubeWriteResult,
} from './KubeClientOptions';
import { KubeError } from './KubeError';
import { kubeNextStepFor } from './kubeNextStepFor';
import { KubeExchange, KubeTransport } from './KubeTransport';
import { openWatch } from './openWatch';
import { readWarnings } from './readWarnings';
import { toKubeError } from './toKubeError';

const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
const MAXIMUM_ANSWER_BYTES = 64 * 1024 * 1024;
const THROTTLED_ATTEMPTS = 4;
const DEFAULT_RETRY_AFTER_MS = 1_000;
const MAXIMUM_RETRY_AFTER_MS = 5_000;

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
const listSchema = z.object({
  items: z.array(z.unknown()),
  metadata: z.object({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
});

/**
 * Calls one Kubernetes API server. Every method rejects with a {@link KubeError}, and with `InputError` for names that
 * Kubernetes cannot have.
 *
 * 429 is waited for, because a server answers so at the first use of each custom kind; nothing else is tried again.
 *
 * @public
 */
export class KubeClient {
  readonly name: string;
  readonly #transport: KubeTransport;
  readonly #timeoutMs: number;
  readonly #clock: PveClock;

  static create(options: KubeClientOptions): KubeClient {
    return new KubeClient(options);
  }

  private constructor(options: KubeClientOptions) {
    this.name = options.name;
    this.#transport = new KubeTransport(options.name, options.connection);
    this.#timeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
    this.#clock = options.clock ?? systemClock;
  }

  /** Reads a path that is no object: discovery, `/version`. */
  async read(path: string, signal?: AbortSignal): Promise<unknown> {
    return (await this.#call({ method: 'GET', path }, signal)).content;
  }

  async get(location: KubeLocation, signal?: AbortSignal): Promise<KubeObject> {
    const path = buildResourcePath(location);
    const answer = await this.#call({ method: 'GET', path }, signal);
    return this.#parse(objectSchema, answer.content, { method: 'GET', path });
  }

  /** One page. With a `continueToken` that expired it rejects with an error of the kind `expired`. */
  async list(
    collection: KubeLocation,
    options: KubeListOptions = {},
  ): Promise<KubeListPage> {
    const path = buildResourcePath(collection);
    const { limit, continueToken, labelSelector, fieldSelector } = options;
    const query = {
      limit,
      continue: continueToken,
      labelSelector,
      fieldSelector,
    };
    const exchange = {
      method: 'GET' as const,
      path,
      query,
      headers: { 'accept-encoding': 'gzip' },
    };
    const answer = await this.#call(exchange, options.signal);
    const list = this.#parse(listSchema, answer.content, exchange);
    return {
      items: list.items,
      resourceVersion: list.metadata.resourceVersion,
      continueToken: list.metadata.continue || undefined,
    };
  }

  /**
   * Changes as they happen, until the server or the signal ends it. Rejects with the kind `expired` where the
   * resourceVersion is too old, and with `timeout` where nothing was heard for `silenceMs`.
   */
  async *watch(
    collection: KubeLocation,
    options: KubeWatchOptions,
  ): AsyncGenerator<KubeWatchEvent> {
    const path = buildResourcePath(collection);
    yield* openWatch({
      source: this.name,
      path,
      options,
      toError: error => this.#transport.toError({ method: 'GET', path }, error),
      send: (query, signal) =>
        this.#send({ method: 'GET', path, query, signal }, 'watch'),
    });
  }

  /**
   * Server-side apply, never forced: what another field manager owns rejects with the kind `conflict` and one cause per
   * field. Applying the same twice changes nothing, not even the resourceVersion.
   */
  async apply(
    object: KubeObject,
    options: {
      plural: string;
      fieldManager: string;
      dryRun?: boolean;
      signal?: AbortSignal;
    },
  ): Promise<KubeWriteResult> {
    const { name, namespace } = object.metadata;
    return this.#write({
      method: 'PATCH',
      location: {
        ...typeOf(object.apiVersion, options.plural),
        namespace,
        name,
      },
      query: {
        fieldManager: options.fieldManager,
        fieldValidation: 'Strict',
        dryRun: options.dryRun ? 'All' : undefined,
      },
      // The server reads YAML, of which JSON is a part; writing it as YAML would turn `no` into false.
      contentType: 'application/apply-patch+yaml',
      body: object,
      signal: options.signal,
    });
  }

  /** Merge patch. */
  async patch(
    location: KubeLocation,
    body: object,
    options: { fieldManager: string; signal?: AbortSignal },
  ): Promise<KubeWriteResult> {
    return this.#write({
      method: 'PATCH',
      location,
      query: { fieldManager: options.fieldManager },
      contentType: 'application/merge-patch+json',
      body,
      signal: options.signal,
    });
  }

  /** Creates what has no name to be asked for, such as an access review. */
  async create(
    collection: KubeLocation,
    body: object,
    signal?: AbortSignal,
  ): Promise<KubeWriteResult> {
    return this.#write({
      method: 'POST',
      location: collection,
      contentType: 'application/json',
      body,
      signal,
    });
  }

  /**
   * Deletes exactly the object of that uid; resolves to false where there is none of that name, and rejects with the
   * kind `conflict` where it is another object by now. Finalizers may keep it for a while.
   */
  async delete(
    location: KubeLocation & { name: string },
    options: {
      uid: string;
      propagationPolicy?: 'Foreground' | 'Background';
      signal?: AbortSignal;
    },
  ): Promise<boolean> {
    try {
      await this.#call(
        {
          method: 'DELETE',
          path: buildResourcePath(location),
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            preconditions: { uid: options.uid },
            propagationPolicy: options.propagationPolicy,
          }),
        },
        options.signal,
      );
      return true;
    } catch (error) {
      if (error instanceof KubeError && error.kind === 'not-found') {
        return false;
      }
      throw error;
    }
  }

  /** Ends all calls and watches. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  async #write(write: KubeWrite): Promise<KubeWriteResult> {
    const { method, location, query, contentType, body, signal } = write;
    const path = buildResourcePath(location);
    const answer = await this.#call(
      {
        method,
        path,
        query,
        headers: { 'content-type': contentType },
        body: JSON.stringify(body),
      },
      signal,
    );
    return {
      object: this.#parseWritten(answer.content, { method, path }),
      created: answer.status === 201,
      warnings: answer.warnings,
    };
  }

  // An access review has no name.
  #parseWritten(
    content: unknown,
    exchange: Pick<KubeExchange, 'method' | 'path'>,
  ): KubeObject {
    const metadata = z.looseObject({ name: z.string().default('') });
    const schema = objectSchema.extend({
      metadata: metadata.prefault({}),
    });
    return this.#parse(schema, content, exchange);
  }

  async #call(exchange: Omit<KubeExchange, 'signal'>, outer?: AbortSignal) {
    const deadline = this.#clock.deadline(this.#timeoutMs);
    const signal = outer ? AbortSignal.any([outer, deadline]) : deadline;
    const answer = await this.#send({ ...exchange, signal }, 'call');
    try {
      const text = await readAnswerText(answer, MAXIMUM_ANSWER_BYTES);
      return {
        status: answer.statusCode,
        content: JSON.parse(text) as unknown,
        warnings: readWarnings(answer.headers.warning),
      };
    } catch (error) {
      if (error instanceof SyntaxError) {
        throw this.#unexpected(exchange, 'the answer is not JSON');
      }
      throw this.#transport.toError(exchange, error);
    }
  }

  /** Sends until the answer is not 429; resolves only to answers that are no errors. */
  async #send(
    exchange: KubeExchange,
    purpose: 'call' | 'watch',
  ): Promise<Dispatcher.ResponseData> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#transport.send(exchange, purpose);
      if (answer.statusCode < 400) {
        return answer;
      }
      const error = await this.#toError(exchange, answer);
      if (error.kind !== 'throttled' || attempt === THROTTLED_ATTEMPTS) {
        throw error;
      }
      const wanted = error.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS;
      await this.#sleep(Math.min(wanted, MAXIMUM_RETRY_AFTER_MS), exchange);
    }
  }

  async #sleep(milliseconds: number, exchange: KubeExchange) {
    try {
      await this.#clock.sleep(milliseconds, exchange.signal);
    } catch {
      throw this.#transport.toError(exchange, exchange.signal.reason);
    }
  }

  async #toError(
    exchange: KubeExchange,
    answer: Dispatcher.ResponseData,
  ): Promise<KubeError> {
    const body = await readAnswerText(answer, MAXIMUM_ANSWER_BYTES).catch(
      () => '',
    );
    return toKubeError({
      source: this.name,
      method: exchange.method,
      path: exchange.path,
      status: answer.statusCode,
      body,
      retryAfter: [answer.headers['retry-after'] ?? []].flat()[0],
    });
  }

  #parse<T>(
    schema: z.ZodType<T>,
    content: unknown,
    exchange: Pick<KubeExchange, 'method' | 'path'>,
  ): T {
    const result = schema.safeParse(content);
    if (!result.success) {
      const [{ path, message }] = result.error.issues;
      const place = path.join('.') || 'body';
      throw this.#unexpected(
        exchange,
        `the answer is not what Kubernetes sends: ${place}: ${message}`,
      );
    }
    return result.data;
  }

  #unexpected(
    { method, path }: Pick<KubeExchange, 'method' | 'path'>,
    reason: string,
  ): KubeError {
    const kind = 'unexpected-answer';
    const nextStep = kubeNextStepFor(kind);
    const source = this.name;
    return new KubeError({
      source,
      method,
      path,
      kind,
      status: 0,
      reason,
      nextStep,
    });
  }
}

function typeOf(apiVersion: string, plural: string): KubeResourceType {
  const parts = apiVersion.split('/');
  if (parts.length > 2) {
    throw new InputError(
      `'${apiVersion.slice(0, 80)}' is no apiVersion, expected group/version`,
    );
  }
  const [version, group = ''] = parts.reverse();
  return { group, version, plural };
}
