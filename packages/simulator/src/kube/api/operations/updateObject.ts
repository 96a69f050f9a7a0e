import type { KubeObject, ServedKind } from '../../object/types';
import { ApiContext, isCore, ObjectTarget, WriteOptions } from '../ApiContext';
import { resourceName } from '../KindRegistry';
import { conflict, invalid } from '../StatusError';
import { changeObject, checkResourceVersion } from './changeObject';
import { coreStrategy } from './coreKinds';
import { readObject } from './readObject';

/** A call that replaces an object. */
export interface UpdateCall extends ObjectTarget {
  subresource?: string;
  body: KubeObject;
  options: WriteOptions;
}

/** Path of an object in etcd, which the storage layer lets show. */
function storagePath(served: ServedKind, live: KubeObject): string {
  const { group, plural } = served.definition;
  const { namespace, name } = live.metadata;
  const parts = ['', 'registry', group, plural, namespace, name];
  return parts.filter((part, i) => i === 0 || part).join('/');
}

function checkUid(served: ServedKind, live: KubeObject, uid?: string): void {
  if (!uid || uid === live.metadata.uid) return;
  throw conflict(
    resourceName(served.definition),
    live.metadata.name ?? '',
    `StorageError: invalid object, Code: 4, Key: ${storagePath(
      served,
      live,
    )}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${
      live.metadata.uid
    }`,
  );
}

/** Replaces an object, or its status. */
export function updateObject(
  context: ApiContext,
  call: UpdateCall,
): KubeObject {
  const { served, body } = call;
  const { definition } = served;
  const live = readObject(context, call);
  const { resourceVersion, uid } = body.metadata;
  checkUid(served, live, uid);
  if (!resourceVersion && !isCore(definition)) {
    throw invalid(resourceName(definition), call.name, [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: 0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  }
  checkResourceVersion(served, live, resourceVersion);
  const strategy = isCore(definition)
    ? coreStrategy(definition.group, definition.plural)
    : {};
  const wanted = strategy.prepare ? strategy.prepare(body) : body;
  return changeObject(context, {
    served,
    live,
    wanted: strategy.complete ? strategy.complete(wanted) : wanted,
    subresource: call.subresource,
    options: call.options,
  });
}
