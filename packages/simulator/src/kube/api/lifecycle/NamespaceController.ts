import type { JsonObject, KubeObject } from '../../object/types';
import { ApiContext, timestamp } from '../ApiContext';
import { ControllerClient } from '../ControllerClient';
import { deleteObject } from '../operations/deleteObject';
import { StatusError } from '../StatusError';

/** How long the controller takes between two looks at a namespace. */
const lookMs = 500;

interface Remaining {
  resource: string;
  objects: KubeObject[];
}

function describeResources(remaining: Remaining[]): string {
  const parts = remaining.map(
    ({ resource, objects }) =>
      `${resource} has ${objects.length} resource instances`,
  );
  return `Some resources are remaining: ${parts.join(', ')}`;
}

function describeFinalizers(remaining: Remaining[]): string {
  const counts = new Map<string, number>();
  for (const object of remaining.flatMap(({ objects }) => objects)) {
    for (const finalizer of object.metadata.finalizers ?? []) {
      counts.set(finalizer, (counts.get(finalizer) ?? 0) + 1);
    }
  }
  const parts = [...counts].map(
    ([finalizer, count]) => `${finalizer} in ${count} resource instances`,
  );
  return `Some content in the namespace has finalizers remaining: ${parts.join(
    ', ',
  )}`;
}

/** Conditions of a namespace that is being deleted. */
function conditionsOf(remaining: Remaining[]): JsonObject[] {
  const finalizers = remaining
    .flatMap(({ objects }) => objects)
    .some(({ metadata }) => (metadata.finalizers ?? []).length > 0);
  const isEmpty = remaining.length === 0;
  return [
    {
      type: 'NamespaceDeletionDiscoveryFailure',
      status: 'False',
      reason: 'ResourcesDiscovered',
      message: 'All resources successfully discovered',
    },
    {
      type: 'NamespaceDeletionGroupVersionParsingFailure',
      status: 'False',
      reason: 'ParsedGroupVersions',
      message: 'All legacy kube types successfully parsed',
    },
    {
      type: 'NamespaceDeletionContentFailure',
      status: 'False',
      reason: 'ContentDeleted',
      message:
        'All content successfully deleted, may be waiting on finalization',
    },
    {
      type: 'NamespaceContentRemaining',
      status: isEmpty ? 'False' : 'True',
      reason: isEmpty ? 'ContentRemoved' : 'SomeResourcesRemain',
      message: isEmpty
        ? 'All content successfully removed'
        : describeResources(remaining),
    },
    {
      type: 'NamespaceFinalizersRemaining',
      status: finalizers ? 'True' : 'False',
      reason: finalizers ? 'SomeFinalizersRemain' : 'ContentHasNoFinalizers',
      message: finalizers
        ? describeFinalizers(remaining)
        : 'All content-preserving finalizers finished',
    },
  ];
}

/** Empties namespaces that are being deleted and lets them go. */
export class NamespaceController {
  readonly #context: ApiContext;
  readonly #client: ControllerClient;
  readonly #stopped = new AbortController();
  readonly #busy = new Set<string>();

  constructor(context: ApiContext) {
    this.#context = context;
    this.#client = new ControllerClient(context, 'kube-controller-manager');
  }

  /** Begins to watch; returns what ends it. */
  start(): () => void {
    const stop = this.#client.watch(
      { apiVersion: 'v1', kind: 'Namespace' },
      ({ type, object }) => {
        const isDying = object.metadata.deletionTimestamp !== undefined;
        if (type === 'MODIFIED' && isDying) {
          void this.#finish(object.metadata.name ?? '');
        }
      },
    );
    return () => {
      stop();
      this.#stopped.abort();
    };
  }

  async #finish(name: string): Promise<void> {
    if (this.#busy.has(name)) return;
    this.#busy.add(name);
    const { signal } = this.#stopped;
    let isGone = false;
    while (!isGone && !signal.aborted) {
      await this.#context.clock.wait(lookMs, signal);
      if (!signal.aborted) isGone = this.#look(name);
    }
    this.#busy.delete(name);
  }

  /** Deletes what is there; tells whether the namespace is gone. */
  #look(name: string): boolean {
    const { store, kinds } = this.#context;
    for (const { definition, object } of this.#content(name)) {
      const served = kinds.storageOf(definition);
      const target = {
        served,
        namespace: name,
        name: object.metadata.name ?? '',
      };
      try {
        deleteObject(this.#context, target);
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
      }
    }
    const remaining = new Map<string, KubeObject[]>();
    for (const { definition, object } of this.#content(name)) {
      const { plural, group } = definition;
      const resource = group ? `${plural}.${group}` : plural;
      remaining.set(resource, [...(remaining.get(resource) ?? []), object]);
    }
    const list = [...remaining].map(([resource, objects]) => ({
      resource,
      objects,
    }));
    this.#report(name, list);
    if (list.length > 0) return false;
    const served = kinds.findResource('', 'v1', 'namespaces');
    const live = served && store.read(served.definition, undefined, name);
    if (served && live) store.remove(served.definition, live);
    return true;
  }

  #content(namespace: string) {
    return this.#context.store
      .everything()
      .filter(({ object }) => object.metadata.namespace === namespace);
  }

  #report(name: string, remaining: Remaining[]): void {
    const reference = { apiVersion: 'v1', kind: 'Namespace', name };
    const live = this.#client.get(reference);
    if (!live) return;
    const status = (live.status ?? {}) as { conditions?: JsonObject[] };
    const before = status.conditions ?? [];
    const time = timestamp(this.#context);
    const conditions = conditionsOf(remaining).map(wanted => {
      const known = before.find(({ type }) => type === wanted.type);
      const isSame = known?.status === wanted.status;
      return {
        ...wanted,
        lastTransitionTime: isSame ? known?.lastTransitionTime : time,
      };
    });
    this.#client.patch(reference, { status: { conditions } }, 'status');
  }
}
