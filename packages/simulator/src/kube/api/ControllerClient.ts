import type { Json, JsonObject, KubeObject, ServedKind } from '../object/types';
import { ApiContext, cloneObject, WriteOptions } from './ApiContext';
import { createObject } from './operations/createObject';
import {
  DeleteOptions,
  deleteObject,
  DeleteOutcome,
} from './operations/deleteObject';
import { patchObject } from './operations/patchObject';
import { readObject } from './operations/readObject';
import { patchScale } from './operations/scale';
import { updateObject } from './operations/updateObject';
import { Selector } from './operations/listOptions';
import { WatchEvent, watchObjects } from './operations/watchObjects';
import { toVersion } from './operations/convert';
import { StatusError } from './StatusError';
import { applyObject } from './operations/applyObject';

/** Names an object the way owner references and events do. */
export interface ObjectReference {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** Which objects to list or watch. */
export interface ListReference {
  apiVersion: string;
  kind: string;
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/**
 * A controller's way to the API: the same admission, validation, conflicts and
 * watches as over the wire, without the wire. Objects handed out are copies.
 */
export class ControllerClient {
  readonly #context: ApiContext;
  readonly #options: WriteOptions;

  constructor(context: ApiContext, manager: string) {
    this.#context = context;
    this.#options = { manager, fieldValidation: 'Strict' };
  }

  /** Whether this server has a kind. */
  serves(apiVersion: string, kind: string): boolean {
    return this.#context.kinds.findKind(apiVersion, kind) !== undefined;
  }

  /** Reads an object; undefined if there is none. */
  get(reference: ObjectReference): KubeObject | undefined {
    try {
      return cloneObject(readObject(this.#context, this.#target(reference)));
    } catch (error) {
      if (error instanceof StatusError && error.code === 404) return undefined;
      throw error;
    }
  }

  /** Objects of a kind, in order of their names. */
  list(reference: ListReference): KubeObject[] {
    const served = this.#served(reference.apiVersion, reference.kind);
    const selector = new Selector({ ...reference, served });
    return this.#context.store
      .list(served.definition, reference.namespace)
      .map(object => toVersion(served, object))
      .filter(object => selector.matches(object))
      .map(object => cloneObject(object));
  }

  create(object: KubeObject): KubeObject {
    const stored = createObject(this.#context, {
      served: this.#served(object.apiVersion, object.kind),
      namespace: object.metadata.namespace,
      body: cloneObject(object),
      options: this.#options,
    });
    return cloneObject(stored);
  }

  /** Replaces an object; its resourceVersion must be the last one read. */
  update(object: KubeObject): KubeObject {
    return this.#update(object);
  }

  /** Replaces the status of an object; everything else is ignored. */
  updateStatus(object: KubeObject): KubeObject {
    return this.#update(object, 'status');
  }

  /** Merge patch of an object, or of its status. */
  patch(
    reference: ObjectReference,
    patch: JsonObject,
    subresource?: 'status',
  ): KubeObject {
    const stored = patchObject(this.#context, {
      ...this.#target(reference),
      subresource,
      format: 'merge',
      patch: JSON.parse(JSON.stringify(patch)) as Json,
      options: this.#options,
    });
    return cloneObject(stored);
  }

  /** Sets the replicas of an object through its scale, as autoscalers do. */
  scale(reference: ObjectReference, replicas: number): void {
    patchScale(this.#context, {
      ...this.#target(reference),
      subresource: 'scale',
      format: 'merge',
      patch: { spec: { replicas } },
      options: this.#options,
    });
  }

  /** Server-side apply; takes over fields of others only with `force`. */
  apply(object: KubeObject, options: { force?: boolean } = {}): KubeObject {
    const { object: stored } = applyObject(this.#context, {
      ...this.#target({
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: object.metadata.namespace,
        name: object.metadata.name ?? '',
      }),
      body: cloneObject(object),
      force: options.force ?? false,
      options: this.#options,
    });
    return cloneObject(stored);
  }

  /** Deletes an object; one that is gone already is no error. */
  delete(reference: ObjectReference, options?: DeleteOptions): void {
    this.#delete(reference, options);
  }

  /**
   * Follows a kind. The listener is called within the write that caused the
   * event, with what exists first; returns what ends it.
   */
  watch(
    reference: ListReference,
    listener: (event: WatchEvent) => void,
  ): () => void {
    const served = this.#served(reference.apiVersion, reference.kind);
    const notify = (event: WatchEvent) =>
      listener({ ...event, object: cloneObject(event.object) });
    const running = watchObjects(
      this.#context,
      { ...reference, served },
      notify,
    );
    running.initial.forEach(notify);
    return running.stop;
  }

  #update(object: KubeObject, subresource?: string): KubeObject {
    const stored = updateObject(this.#context, {
      ...this.#target({ ...object, ...object.metadata } as ObjectReference),
      subresource,
      body: cloneObject(object),
      options: this.#options,
    });
    return cloneObject(stored);
  }

  #delete(
    reference: ObjectReference,
    options?: DeleteOptions,
  ): DeleteOutcome | undefined {
    try {
      return deleteObject(this.#context, this.#target(reference), options);
    } catch (error) {
      if (error instanceof StatusError && error.code === 404) return undefined;
      throw error;
    }
  }

  #target(reference: ObjectReference) {
    return {
      served: this.#served(reference.apiVersion, reference.kind),
      namespace: reference.namespace,
      name: reference.name,
    };
  }

  #served(apiVersion: string, kind: string): ServedKind {
    const served = this.#context.kinds.findKind(apiVersion, kind);
    if (served) return served;
    throw new Error(
      `This API server does not serve ${kind} of ${apiVersion}. Use a version that its kind table has.`,
    );
  }
}
