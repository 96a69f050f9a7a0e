import { isObject } from '../json';
import type { Json, JsonObject, ResourceSchema } from '../types';
import type { FieldSet } from './FieldSet';
import { elementOfItem, memberSchema, shapeOf } from './shape';

/** The value without the fields of a set; undefined when nothing is left. */
export function removeFields(
  schema: ResourceSchema | undefined,
  value: Json,
  fields: FieldSet,
): Json | undefined {
  if (fields.isEmpty) return value;
  const shape = shapeOf(schema, value);
  if (shape === 'leaf') return value;
  return Array.isArray(value)
    ? withoutItems(schema, value, fields)
    : withoutMembers(schema, value, fields);
}

function withoutItems(
  schema: ResourceSchema | undefined,
  list: Json[],
  fields: FieldSet,
): Json[] | undefined {
  const kept = list.flatMap(item => {
    const element = elementOfItem(schema, item);
    if (element === undefined) return [item];
    if (fields.hasMember(element)) return [];
    const rest = removeFields(schema?.items, item, fields.below(element));
    return rest === undefined ? [] : [rest];
  });
  return kept.length > 0 ? kept : undefined;
}

function withoutMembers(
  schema: ResourceSchema | undefined,
  value: Json,
  fields: FieldSet,
): JsonObject | undefined {
  const kept: JsonObject = {};
  for (const [name, child] of Object.entries(isObject(value) ? value : {})) {
    const element = `f:${name}`;
    if (child === undefined || fields.hasMember(element)) continue;
    const inner = memberSchema(schema, name);
    const rest = removeFields(inner, child, fields.below(element));
    if (rest !== undefined) kept[name] = rest;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
