import type {
  ApplyOutcome,
  ApplyRequest,
  Json,
  JsonObject,
  KubeObject,
  ManagedFieldsEntry,
  PruneOutcome,
  ResourceSchema,
  ServedKind,
  UpdateTracking,
  ValidationCause,
} from '../object/types';

// Provisional: the rules of objects come from ../object as soon as they exist.

export function validateObject(_input: {
  kind: ServedKind;
  object: KubeObject;
  old?: KubeObject;
}): ValidationCause[] {
  return [];
}

export function pruneObject(
  _kind: ServedKind,
  object: KubeObject,
): PruneOutcome {
  return { object, unknownFields: [] };
}

export function defaultObject(
  _kind: ServedKind,
  object: KubeObject,
): KubeObject {
  return object;
}

export function trackUpdate(tracking: UpdateTracking): ManagedFieldsEntry[] {
  return tracking.live?.metadata.managedFields ?? [];
}

export function applyServerSide(request: ApplyRequest): ApplyOutcome {
  return { outcome: 'applied', object: request.applied };
}

export class JsonPatchError extends Error {}
export class TypedPatchError extends Error {}

export function applyMergePatch(target: Json, patch: Json): Json {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const base =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? { ...target }
      : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete base[key];
    else base[key] = applyMergePatch(base[key] ?? null, value ?? null);
  }
  return base;
}

export function applyJsonPatch(target: Json, _operations: Json[]): Json {
  return target;
}

export function applyStrategicPatch(
  _schema: ResourceSchema,
  target: JsonObject,
  patch: JsonObject,
): JsonObject {
  return applyMergePatch(target, patch) as JsonObject;
}

export function findDuplicateKeys(_text: string): string[] {
  return [];
}
