import { isObject } from '../json';
import type { Json, ResourceSchema } from '../types';
import { FieldSet } from './FieldSet';
import { elementOfItem, memberSchema, shapeOf } from './shape';

/** The fields that an applied configuration names, which its manager will own. */
export function toFieldSet(
  schema: ResourceSchema | undefined,
  value: Json,
): FieldSet {
  const set = new FieldSet();
  collect(schema, value, { path: [], set });
  return set;
}

interface Collecting {
  path: string[];
  set: FieldSet;
}

function collect(
  schema: ResourceSchema | undefined,
  value: Json,
  { path, set }: Collecting,
): void {
  const shape = shapeOf(schema, value);
  if (shape === 'leaf') {
    set.insert(path);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) {
      const element = elementOfItem(schema, item);
      if (element === undefined) continue;
      const inner = { path: [...path, element], set };
      collect(schema?.items, item, inner);
      set.insert(inner.path);
    }
    return;
  }
  if (!isObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    if (child === undefined) continue;
    const inner = { path: [...path, `f:${name}`], set };
    collect(memberSchema(schema, name), child, inner);
    const isEmpty = isObject(child) && Object.keys(child).length === 0;
    if (isEmpty || !schema?.properties?.[name]) set.insert(inner.path);
  }
}
