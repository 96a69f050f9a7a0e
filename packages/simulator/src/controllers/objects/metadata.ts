import type { KubeObject, OwnerReference } from '../../kube/object/types';

/** Whether somebody asked to delete the object. */
export function isDeleting(object: KubeObject): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}

/** The object held by a finalizer until whoever set it lets go. */
export function withFinalizer<T extends KubeObject>(
  object: T,
  finalizer: string,
): T {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(finalizer) || isDeleting(object)) return object;
  return {
    ...object,
    metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] },
  };
}

/** The object let go. */
export function withoutFinalizer<T extends KubeObject>(
  object: T,
  finalizer: string,
): T {
  const { finalizers = [], ...metadata } = object.metadata;
  const left = finalizers.filter(name => name !== finalizer);
  return {
    ...object,
    metadata: left.length > 0 ? { ...metadata, finalizers: left } : metadata,
  };
}

/** The object with an owner; an owner that it has already stays as it is. */
export function withOwner<T extends KubeObject>(
  object: T,
  owner: OwnerReference,
): T {
  const owners = object.metadata.ownerReferences ?? [];
  if (owners.some(known => known.uid === owner.uid)) return object;
  return {
    ...object,
    metadata: { ...object.metadata, ownerReferences: [...owners, owner] },
  };
}

/** The object with labels. */
export function withLabels<T extends KubeObject>(
  object: T,
  labels: { [key: string]: string },
): T {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...object.metadata.labels, ...labels },
    },
  };
}

/** The owner of a kind, if the object has one. */
export function ownerOfKind(
  object: KubeObject,
  kind: string,
): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.kind === kind);
}

/** The owner that controls the object. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}
