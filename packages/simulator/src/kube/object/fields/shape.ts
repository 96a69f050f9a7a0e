import { isObject, sortedJson } from '../json';
import type { Json, JsonObject, ResourceSchema } from '../types';

/** How a field is merged. `leaf`: replaced as a whole. */
export type Shape = 'map' | 'keyedList' | 'setList' | 'leaf';

/** Values without a declared schema: maps merge by field, lists are replaced. */
const UNDECLARED: ResourceSchema = { preserveUnknown: true };

/** How the value of a field takes part in merging and in field ownership. */
export function shapeOf(
  schema: ResourceSchema | undefined,
  value: Json | undefined,
): Shape {
  if (isObject(value)) return schema?.mapType === 'atomic' ? 'leaf' : 'map';
  if (!Array.isArray(value)) return 'leaf';
  if (schema?.listType === 'map') return 'keyedList';
  return schema?.listType === 'set' ? 'setList' : 'leaf';
}

/** The schema of a member of a map; undefined when nothing declares it. */
export function memberSchema(
  schema: ResourceSchema | undefined,
  name: string,
): ResourceSchema | undefined {
  const declared = schema?.properties?.[name];
  if (declared) return declared;
  if (schema?.values === true) return UNDECLARED;
  if (schema?.values) return schema.values;
  return schema?.preserveUnknown ? UNDECLARED : undefined;
}

/** The schema behind a path element. */
export function childSchema(
  schema: ResourceSchema | undefined,
  element: string,
): ResourceSchema | undefined {
  return element.startsWith('f:')
    ? memberSchema(schema, element.slice(2))
    : schema?.items;
}

/** The path element of an item of an associative list; undefined without its keys. */
export function elementOfItem(
  schema: ResourceSchema | undefined,
  item: Json,
): string | undefined {
  if (schema?.listType === 'set') return `v:${sortedJson(item)}`;
  if (!isObject(item)) return undefined;
  const keys: JsonObject = {};
  for (const name of schema?.listMapKeys ?? []) {
    const fallback = schema?.items?.properties?.[name]?.default;
    const value = item[name] ?? fallback;
    if (value !== undefined) keys[name] = value;
  }
  return Object.keys(keys).length > 0 ? `k:${sortedJson(keys)}` : undefined;
}
