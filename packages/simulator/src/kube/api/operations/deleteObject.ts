import type { KubeObject, ServedKind } from '../../object/types';
import { ApiContext, isCore, ObjectTarget, timestamp } from '../ApiContext';
import { kindName, resourceName } from '../KindRegistry';
import { conflict, forbidden } from '../StatusError';
import { toVersion } from './convert';
import { countsGenerations } from './coreKinds';
import { readObject } from './readObject';

/** What happens to the objects that an object owns. */
export type PropagationPolicy = 'Foreground' | 'Background' | 'Orphan';

/** How an object is deleted. */
export interface DeleteOptions {
  propagationPolicy?: PropagationPolicy;
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
}

/** What a deletion left: nothing, or an object that waits for somebody. */
export type DeleteOutcome =
  | { outcome: 'gone'; last: KubeObject }
  | { outcome: 'waiting'; object: KubeObject };

const protectedNamespaces = ['default', 'kube-system', 'kube-public'];

function checkPreconditions(
  served: ServedKind,
  live: KubeObject,
  wanted: DeleteOptions['preconditions'] = {},
): void {
  const { uid, resourceVersion } = live.metadata;
  const name = live.metadata.name ?? '';
  if (wanted.uid !== undefined && wanted.uid !== uid) {
    throw conflict(
      kindName(served.definition),
      name,
      `the UID in the precondition (${wanted.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    wanted.resourceVersion !== undefined &&
    wanted.resourceVersion !== resourceVersion
  ) {
    throw conflict(
      kindName(served.definition),
      name,
      `the ResourceVersion in the precondition (${wanted.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}

function finalizersAfter(live: KubeObject, options: DeleteOptions): string[] {
  const others = (live.metadata.finalizers ?? []).filter(
    name => name !== 'foregroundDeletion' && name !== 'orphan',
  );
  if (options.propagationPolicy === 'Foreground') {
    return [...others, 'foregroundDeletion'];
  }
  if (options.propagationPolicy === 'Orphan') return [...others, 'orphan'];
  return others;
}

/** Seconds that a pod on a node is given; everything else goes at once. */
function graceOf(
  served: ServedKind,
  live: KubeObject,
  options: DeleteOptions,
): number {
  const { definition } = served;
  if (!isCore(definition) || definition.plural !== 'pods') return 0;
  const spec = (live.spec ?? {}) as {
    nodeName?: string;
    terminationGracePeriodSeconds?: number;
  };
  if (!spec.nodeName) return 0;
  return options.gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
}

function mark(
  context: ApiContext,
  served: ServedKind,
  wait: { live: KubeObject; finalizers: string[]; grace: number },
): KubeObject {
  const { live, finalizers, grace } = wait;
  const { definition } = served;
  const { finalizers: _old, ...metadata } = live.metadata;
  const counts = !isCore(definition) || countsGenerations(definition.group);
  return {
    ...live,
    metadata: {
      ...metadata,
      ...(finalizers.length > 0 ? { finalizers } : {}),
      deletionTimestamp:
        metadata.deletionTimestamp ??
        `${new Date(context.clock.now() + grace * 1000)
          .toISOString()
          .slice(0, 19)}Z`,
      deletionGracePeriodSeconds: grace,
      ...(counts ? { generation: (metadata.generation ?? 0) + 1 } : {}),
    },
  };
}

function deleteNamespace(
  context: ApiContext,
  target: ObjectTarget,
  live: KubeObject,
): KubeObject {
  const { definition } = target.served;
  if (protectedNamespaces.includes(target.name)) {
    throw forbidden(resourceName(definition), {
      name: target.name,
      text: 'this namespace may not be deleted',
    });
  }
  if (live.metadata.deletionTimestamp) return live;
  const status = (live.status ?? {}) as Record<string, never>;
  return {
    ...live,
    metadata: { ...live.metadata, deletionTimestamp: timestamp(context) },
    status: { ...status, phase: 'Terminating' },
  };
}

/** Deletes an object, or marks it if a finalizer, policy or grace holds it. */
export function deleteObject(
  context: ApiContext,
  target: ObjectTarget,
  options: DeleteOptions = {},
): DeleteOutcome {
  const { served } = target;
  const { definition } = served;
  readObject(context, target);
  const live = context.store.read(definition, target.namespace, target.name)!;
  checkPreconditions(served, live, options.preconditions);
  const waitAs = (object: KubeObject): DeleteOutcome => {
    const isChange = object !== live && !options.dryRun;
    const kept = isChange ? context.store.put(definition, object) : object;
    return { outcome: 'waiting', object: toVersion(served, kept) };
  };
  const held = (live.spec as { finalizers?: string[] } | undefined)?.finalizers;
  const isNamespace = isCore(definition) && definition.plural === 'namespaces';
  if (isNamespace && (held ?? []).length > 0) {
    return waitAs(deleteNamespace(context, target, live));
  }
  const finalizers = finalizersAfter(live, options);
  const grace = graceOf(served, live, options);
  if (finalizers.length > 0 || grace > 0) {
    const isMarked = live.metadata.deletionTimestamp !== undefined;
    const isSame =
      finalizers.join() === (live.metadata.finalizers ?? []).join();
    if (isMarked && isSame) return waitAs(live);
    return waitAs(mark(context, served, { live, finalizers, grace }));
  }
  if (!options.dryRun) context.store.remove(definition, live);
  return { outcome: 'gone', last: toVersion(served, live) };
}
