import type { KindDefinition, KubeObject } from '../../object/types';
import type { ApiContext } from '../ApiContext';
import { ControllerClient } from '../ControllerClient';
import { StatusError } from '../StatusError';
import type { StoreChange } from '../store/ResourceStore';

/** How long the collector takes to notice. */
const noticeMs = 50;

interface Stored {
  definition: KindDefinition;
  object: KubeObject;
}

function owners(object: KubeObject) {
  return object.metadata.ownerReferences ?? [];
}

function holds(object: KubeObject, finalizer: string): boolean {
  return (
    object.metadata.deletionTimestamp !== undefined &&
    (object.metadata.finalizers ?? []).includes(finalizer)
  );
}

/**
 * Collects what lost its owners, as the controller manager does: in the
 * background, in the foreground, or letting orphans go.
 */
export class GarbageCollector {
  readonly #context: ApiContext;
  readonly #client: ControllerClient;
  readonly #stopped = new AbortController();
  #isDue = false;

  constructor(context: ApiContext) {
    this.#context = context;
    this.#client = new ControllerClient(context, 'kube-controller-manager');
  }

  /** Begins to watch; returns what ends it. */
  start(): () => void {
    const stop = this.#context.store.subscribe(change => {
      if (this.#concerns(change)) this.#schedule();
    });
    return () => {
      stop();
      this.#stopped.abort();
    };
  }

  #concerns({ type, object }: StoreChange): boolean {
    return (
      type === 'DELETED' ||
      (type === 'ADDED' && owners(object).length > 0) ||
      holds(object, 'foregroundDeletion') ||
      holds(object, 'orphan')
    );
  }

  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const { signal } = this.#stopped;
    void this.#context.clock.wait(noticeMs, signal).then(() => {
      this.#isDue = false;
      if (!signal.aborted) this.#sweep();
    });
  }

  #sweep(): void {
    const all = this.#context.store.everything();
    const living = new Map<string, Stored>();
    const dependants = new Map<string, Stored[]>();
    for (const stored of all) {
      living.set(stored.object.metadata.uid ?? '', stored);
      for (const { uid } of owners(stored.object)) {
        dependants.set(uid, [...(dependants.get(uid) ?? []), stored]);
      }
    }
    for (const stored of all) {
      const own = dependants.get(stored.object.metadata.uid ?? '') ?? [];
      if (holds(stored.object, 'orphan')) this.#orphan(stored, own);
      if (holds(stored.object, 'foregroundDeletion')) {
        this.#foreground(stored, { own, dependants });
      }
    }
    const orphans = [...dependants].filter(([uid]) => !living.has(uid));
    for (const stored of orphans.flatMap(([, own]) => own)) {
      this.#disown(stored, owner => !living.has(owner.uid));
    }
  }

  #orphan(stored: Stored, own: Stored[]): void {
    const { uid } = stored.object.metadata;
    for (const dependant of own) {
      this.#change(dependant, {
        ownerReferences: owners(dependant.object).filter(o => o.uid !== uid),
      });
    }
    this.#release(stored, 'orphan');
  }

  /** Deletes what is owned: in the foreground what owns something itself. */
  #foreground(
    stored: Stored,
    { own, dependants }: { own: Stored[]; dependants: Map<string, Stored[]> },
  ): void {
    const { uid } = stored.object.metadata;
    const blocking = own.filter(({ object }) =>
      owners(object).some(
        owner => owner.uid === uid && owner.blockOwnerDeletion === true,
      ),
    );
    for (const { object } of own) {
      if (object.metadata.deletionTimestamp) continue;
      const isOwner = dependants.has(object.metadata.uid ?? '');
      this.#delete(object, isOwner ? 'Foreground' : 'Background');
    }
    if (blocking.length === 0) this.#release(stored, 'foregroundDeletion');
  }

  /** Drops owners that are gone; without any left the object goes too. */
  #disown(stored: Stored, isGone: (owner: { uid: string }) => boolean): void {
    const left = owners(stored.object).filter(owner => !isGone(owner));
    if (left.length > 0) this.#change(stored, { ownerReferences: left });
    else if (!stored.object.metadata.deletionTimestamp) {
      this.#delete(stored.object, 'Background');
    }
  }

  #release(stored: Stored, finalizer: string): void {
    const finalizers = (stored.object.metadata.finalizers ?? []).filter(
      name => name !== finalizer,
    );
    this.#change(stored, { finalizers });
  }

  #change(
    { object }: Stored,
    metadata: { finalizers?: string[]; ownerReferences?: object[] },
  ): void {
    const entries = Object.entries(metadata).map(([key, list]) => [
      key,
      list.length > 0 ? list : null,
    ]);
    this.#attempt(() =>
      this.#client.patch(this.#reference(object), {
        metadata: Object.fromEntries(entries),
      }),
    );
  }

  #delete(object: KubeObject, policy: 'Foreground' | 'Background'): void {
    const { uid } = object.metadata;
    this.#attempt(() =>
      this.#client.delete(this.#reference(object), {
        propagationPolicy: policy,
        preconditions: { uid },
      }),
    );
  }

  #reference({ apiVersion, kind, metadata }: KubeObject) {
    const { namespace, name = '' } = metadata;
    return { apiVersion, kind, namespace, name };
  }

  /** What somebody else changed or removed meanwhile is looked at again. */
  #attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      if (error.code !== 404) this.#schedule();
    }
  }
}
