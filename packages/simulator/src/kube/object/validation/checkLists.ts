import { elementOfItem, memberSchema } from '../fields/shape';
import { isObject } from '../json';
import type { Json, ResourceSchema, ValidationCause } from '../types';
import { duplicate } from './causes';

/** Items that stand twice in a set, or with the same keys in a list merged by key. */
export function checkLists(
  schema: ResourceSchema,
  value: Json,
  path = '',
): ValidationCause[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return [
      ...checkDuplicates(schema, value, path),
      ...value.flatMap((item, index) =>
        items ? checkLists(items, item, `${path}[${index}]`) : [],
      ),
    ];
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const inner = memberSchema(schema, name);
    const place = path ? `${path}.${name}` : name;
    return inner && child !== undefined ? checkLists(inner, child, place) : [];
  });
}

function checkDuplicates(
  schema: ResourceSchema,
  list: Json[],
  path: string,
): ValidationCause[] {
  if (schema.listType !== 'map' && schema.listType !== 'set') return [];
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    const element = elementOfItem(schema, item);
    if (element === undefined) return [];
    const isRepeated = seen.has(element);
    seen.add(element);
    const shown = JSON.parse(element.slice(2)) as Json;
    return isRepeated ? [duplicate(`${path}[${index}]`, shown)] : [];
  });
}
