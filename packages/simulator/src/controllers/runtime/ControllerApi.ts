import { isDeepStrictEqual } from 'node:util';
import type { ControllerClient } from '../../kube/api/ControllerClient';
import type { PropagationPolicy } from '../../kube/api/operations/deleteObject';
import type { StoreListener } from '../../kube/api/store/ResourceStore';
import type { KubeObject } from '../../kube/object/types';
import type { KindRef } from '../objects/stack';

/** How a controller changes an object. */
export interface ChangeOptions {
  manager: string;
  subresource?: 'status';
}

/** The parts of an API server that its controllers use. */
export interface ControlledServer {
  client(manager: string): ControllerClient;
  store: { subscribe(listener: StoreListener): () => void };
}

/**
 * The API of one cluster as its controllers use it: in the same process and
 * without waiting, but through the same admission, validation and revisions as
 * every other client. A controller reads and writes without a pause in
 * between, so it meets no conflicts.
 */
export class ControllerApi {
  readonly #clients = new Map<string, ControllerClient>();

  constructor(private readonly server: ControlledServer) {}

  find<T extends KubeObject>(
    ref: KindRef,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    const { apiVersion, kind } = ref;
    const reference = { apiVersion, kind, namespace, name };
    return this.#client('reader').get(reference) as T | undefined;
  }

  list<T extends KubeObject>(ref: KindRef, namespace?: string): T[] {
    const { apiVersion, kind } = ref;
    return this.#client('reader').list({ apiVersion, kind, namespace }) as T[];
  }

  create<T extends KubeObject>(object: T, manager: string): T {
    return this.#client(manager).create(object) as T;
  }

  /** Creates an object that has come some way already. */
  createWithStatus(object: KubeObject, manager: string): KubeObject {
    const created = this.create(object, manager);
    const { status } = object;
    if (status === undefined) return created;
    const options = { manager, subresource: 'status' } as const;
    return (
      this.change(created, live => ({ ...live, status }), options) ?? created
    );
  }

  /** Creates the object unless it is there, and answers what is there. */
  ensure<T extends KubeObject>(object: T, manager: string): T {
    const { namespace, name = '' } = object.metadata;
    return (
      this.find<T>(object, namespace, name) ?? this.create(object, manager)
    );
  }

  /** Changes the object as it is now; undefined if it is gone. */
  change<T extends KubeObject>(
    object: T,
    next: (live: T) => T,
    options: ChangeOptions,
  ): T | undefined {
    const { namespace, name = '' } = object.metadata;
    const live = this.find<T>(object, namespace, name);
    if (!live) return undefined;
    const body = next(live);
    if (isDeepStrictEqual(body, live)) return live;
    const client = this.#client(options.manager);
    return (
      options.subresource ? client.updateStatus(body) : client.update(body)
    ) as T;
  }

  remove(object: KubeObject, propagationPolicy?: PropagationPolicy): void {
    const { apiVersion, kind, metadata } = object;
    const { namespace, name = '' } = metadata;
    if (metadata.deletionTimestamp) return;
    this.#client('manager').delete(
      { apiVersion, kind, namespace, name },
      { propagationPolicy },
    );
  }

  /** Follows every write; returns what ends it. */
  subscribe(listener: StoreListener): () => void {
    return this.server.store.subscribe(listener);
  }

  #client(manager: string): ControllerClient {
    const known = this.#clients.get(manager);
    const client = known ?? this.server.client(manager);
    this.#clients.set(manager, client);
    return client;
  }
}
