import { memberSchema } from '../fields/shape';
import { deepEqual, isObject } from '../json';
import type { Json, JsonObject, ResourceSchema } from '../types';

type Schema = ResourceSchema | undefined;

/** Directives that order items or keys; the simulator keeps the merged order. */
const ORDERING = /^\$(setElementOrder\/|retainKeys$)/;
const DELETE_FROM_LIST = '$deleteFromPrimitiveList/';

/**
 * Strategic merge patch, for built-in kinds only: lists with a merge key are
 * merged item by item, other lists are replaced, `$patch` says otherwise.
 */
export function applyStrategicPatch(
  schema: Schema,
  target: JsonObject,
  patch: JsonObject,
): JsonObject {
  const { $patch: directive, ...changes } = patch;
  if (directive === 'replace') return changes;
  if (directive === 'delete') return {};
  const merged: JsonObject = { ...target };
  for (const [name, change] of Object.entries(changes)) {
    if (name.startsWith(DELETE_FROM_LIST)) {
      const list = name.slice(DELETE_FROM_LIST.length);
      merged[list] = withoutItems(merged[list], change);
    } else if (change === null) {
      delete merged[name];
    } else if (change !== undefined && !ORDERING.test(name)) {
      merged[name] = mergeValue(
        memberSchema(schema, name),
        merged[name],
        change,
      );
    }
  }
  return merged;
}

function withoutItems(list: Json | undefined, gone: Json | undefined): Json {
  const remove = Array.isArray(gone) ? gone : [];
  return (Array.isArray(list) ? list : []).filter(
    item => !remove.some(other => deepEqual(item, other)),
  );
}

function mergeValue(
  schema: Schema,
  target: Json | undefined,
  change: Json,
): Json {
  if (isObject(change)) {
    return applyStrategicPatch(schema, isObject(target) ? target : {}, change);
  }
  const key = schema?.patchMergeKey;
  if (!Array.isArray(change) || key === undefined) return change;
  const before = Array.isArray(target) ? target : [];
  return key === ''
    ? mergeScalars(before, change)
    : mergeItems({ schema: schema?.items, key }, before, change);
}

function mergeScalars(before: Json[], change: Json[]): Json[] {
  const added = change.filter(
    item => !before.some(other => deepEqual(item, other)),
  );
  return [...before, ...added];
}

function mergeItems(
  { schema, key }: { schema: Schema; key: string },
  before: Json[],
  change: Json[],
): Json[] {
  const items = change.filter(isObject);
  const replacing = items.some(
    item => item.$patch === 'replace' && item[key] === undefined,
  );
  const merged: Json[] = replacing ? [] : [...before];
  for (const item of items) {
    const { $patch: directive, ...rest } = item;
    if (rest[key] === undefined) continue;
    const at = merged.findIndex(
      other => isObject(other) && deepEqual(other[key], rest[key]),
    );
    const target = merged[at];
    if (directive === 'delete') {
      if (at >= 0) merged.splice(at, 1);
    } else if (at >= 0 && isObject(target)) {
      merged[at] = applyStrategicPatch(schema, target, item);
    } else {
      merged.push(rest);
    }
  }
  return merged;
}
