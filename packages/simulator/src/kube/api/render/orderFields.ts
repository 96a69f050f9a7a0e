import type { Json, JsonObject, KubeObject } from '../../object/types';

const coreMetadata = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
];
const coreManagedFields = [
  'manager',
  'operation',
  'apiVersion',
  'time',
  'fieldsType',
  'fieldsV1',
  'subresource',
];

function pick(object: JsonObject, first: string[]): JsonObject {
  const ordered: JsonObject = {};
  for (const key of first) {
    if (object[key] !== undefined) ordered[key] = object[key];
  }
  for (const [key, value] of Object.entries(object)) {
    if (!(key in ordered)) ordered[key] = value;
  }
  return ordered;
}

/** Metadata in the order of the server's own types. */
export function orderMetadata(metadata: JsonObject): JsonObject {
  const ordered = pick(metadata, coreMetadata);
  const managers = ordered.managedFields;
  if (!Array.isArray(managers)) return ordered;
  return {
    ...ordered,
    managedFields: managers.map(entry =>
      pick(entry as JsonObject, coreManagedFields),
    ),
  };
}

/** An object of a compiled-in kind: kind, apiVersion, metadata, the rest. */
export function orderCoreObject(object: KubeObject): JsonObject {
  const ordered = pick(object, ['kind', 'apiVersion', 'metadata']);
  return { ...ordered, metadata: orderMetadata(object.metadata) };
}

/** Custom objects are maps to the server: their keys come sorted. */
export function sortKeys(value: Json | undefined): Json {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted: JsonObject = {};
  for (const key of Object.keys(value).sort()) {
    if (value[key] !== undefined) sorted[key] = sortKeys(value[key]);
  }
  return sorted;
}
