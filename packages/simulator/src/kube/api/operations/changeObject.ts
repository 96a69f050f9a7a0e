import { isDeepStrictEqual } from 'node:util';
import type { KubeObject, ServedKind } from '../../object/types';
import { ApiContext, isCore, timestamp, WriteOptions } from '../ApiContext';
import { kindName, resourceName } from '../KindRegistry';
import { keepUnchangedTimes } from '../../object/managedFields/keepUnchangedTimes';
import { trackUpdate } from '../../object/managedFields/trackUpdate';
import { validateObject } from '../../object/validation/validateObject';
import { conflict, invalid, modifiedText } from '../StatusError';
import { toStorage, toVersion } from './convert';
import { countsGenerations } from './coreKinds';
import { takeBody } from './takeBody';

/** A change of an object that exists. */
export interface ChangeCall {
  served: ServedKind;
  /** The object as it is stored, shown in the version of the call. */
  live: KubeObject;
  /** The object as the caller wants it, in the same version. */
  wanted: KubeObject;
  subresource?: string;
  options: WriteOptions;
  /** Set by server-side apply, which brings its own field managers. */
  applied?: boolean;
}

/** What may be written through a subresource, and what stays. */
function confine(call: ChangeCall): KubeObject {
  const { live, wanted, served, subresource } = call;
  if (subresource === 'status') {
    const metadata = isCore(served.definition)
      ? wanted.metadata
      : { ...live.metadata, managedFields: wanted.metadata.managedFields };
    const { status: _status, ...rest } = live;
    return wanted.status === undefined
      ? { ...rest, metadata }
      : { ...rest, metadata, status: wanted.status };
  }
  if (!served.version.status) return wanted;
  const { status: _status, ...rest } = wanted;
  return live.status === undefined ? rest : { ...rest, status: live.status };
}

/** Puts back what only the server decides; a foreign uid is left to validation. */
function keepServerFields(live: KubeObject, wanted: KubeObject): KubeObject {
  const { metadata } = wanted;
  const kept = {
    ...metadata,
    uid: metadata.uid ?? live.metadata.uid,
    resourceVersion: live.metadata.resourceVersion,
    creationTimestamp: live.metadata.creationTimestamp,
    generation: live.metadata.generation,
    deletionTimestamp: live.metadata.deletionTimestamp,
    deletionGracePeriodSeconds: live.metadata.deletionGracePeriodSeconds,
    name: live.metadata.name,
    namespace: live.metadata.namespace,
  };
  const entries = Object.entries(kept).filter(
    ([, value]) => value !== undefined,
  );
  return { ...wanted, metadata: Object.fromEntries(entries) };
}

/** Whether a change counts as a new generation of the object. */
function isNewGeneration(call: ChangeCall, next: KubeObject): boolean {
  const { definition, version } = call.served;
  if (isCore(definition) && !countsGenerations(definition.group)) return false;
  if (call.subresource === 'status') return false;
  const strip = ({ metadata: _metadata, status, ...rest }: KubeObject) =>
    version.status ? rest : { ...rest, status };
  return !isDeepStrictEqual(strip(call.live), strip(next));
}

function track(
  context: ApiContext,
  call: ChangeCall,
  next: KubeObject,
): KubeObject {
  if (call.applied) return next;
  const managedFields = trackUpdate({
    kind: call.served,
    live: call.live,
    updated: next,
    manager: {
      name: call.options.manager,
      subresource: call.subresource,
      time: timestamp(context),
    },
  });
  const { managedFields: _sent, ...metadata } = next.metadata;
  return {
    ...next,
    metadata: { ...metadata, ...(managedFields ? { managedFields } : {}) },
  };
}

/** Refuses a write that is based on another state of the object. */
export function checkResourceVersion(
  served: ServedKind,
  live: KubeObject,
  sent: string | undefined,
): void {
  if (!sent || sent === live.metadata.resourceVersion) return;
  throw conflict(
    resourceName(served.definition),
    live.metadata.name ?? '',
    modifiedText,
  );
}

/** Whether the object only waited for its last finalizer to be removed. */
function isReleased(live: KubeObject, next: KubeObject): boolean {
  return (
    next.metadata.deletionTimestamp !== undefined &&
    (live.metadata.finalizers ?? []).length > 0 &&
    (next.metadata.finalizers ?? []).length === 0 &&
    !next.metadata.deletionGracePeriodSeconds
  );
}

/** Stores a change: confined, defaulted, tracked and validated. */
export function changeObject(
  context: ApiContext,
  call: ChangeCall,
): KubeObject {
  const { served, live, options } = call;
  const { definition } = served;
  const confined = keepServerFields(live, confine(call));
  const taken = takeBody(served, confined, options);
  const next = track(context, call, taken);
  if (isNewGeneration(call, next)) {
    next.metadata = {
      ...next.metadata,
      generation: (live.metadata.generation ?? 0) + 1,
    };
  }
  const { subresource } = call;
  const causes = validateObject({
    kind: served,
    object: next,
    old: live,
    // Through a scale the whole object is written.
    subresource: subresource === 'status' ? subresource : undefined,
  });
  if (causes.length > 0) {
    throw invalid(kindName(definition), live.metadata.name ?? '', causes);
  }
  if (keepUnchangedTimes(live, next) === live) return live;
  if (options.dryRun) return next;
  if (isReleased(live, next)) {
    // watches are told of it as it was stored last
    context.store.remove(definition, toStorage(context, served, live));
    return next;
  }
  const stored = context.store.put(
    definition,
    toStorage(context, served, next),
  );
  return toVersion(served, stored);
}
