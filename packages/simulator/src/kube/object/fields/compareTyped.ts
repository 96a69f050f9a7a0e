import { deepEqual, isObject } from '../json';
import type { Json, JsonObject, ResourceSchema } from '../types';
import { FieldSet } from './FieldSet';
import { elementOfItem, memberSchema, shapeOf } from './shape';

/** Where two objects differ. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

type Side = Json | undefined;

/** Compares field by field, in the steps in which ownership is recorded. */
export function compareTyped(
  schema: ResourceSchema | undefined,
  sides: { before: Side; after: Side },
): Comparison {
  const comparison: Comparison = {
    added: new FieldSet(),
    modified: new FieldSet(),
    removed: new FieldSet(),
  };
  compareAt({ schema, path: [], comparison }, sides);
  return comparison;
}

interface Place {
  schema: ResourceSchema | undefined;
  path: string[];
  comparison: Comparison;
}

interface Sides {
  before: Side;
  after: Side;
}

function compareAt(place: Place, { before, after }: Sides): void {
  const { comparison, path, schema } = place;
  const shape = commonShape(schema, { before, after });
  if (shape === 'leaf' || (isHollow(before) && isHollow(after))) {
    if (before === undefined) comparison.added.insert(path);
    else if (after === undefined) comparison.removed.insert(path);
    else if (!deepEqual(before, after)) comparison.modified.insert(path);
    return;
  }
  if (shape === 'map') compareMaps(place, { before, after });
  else compareLists(place, { before, after });
  if (before === undefined) comparison.added.insert(path);
  else if (after === undefined) comparison.removed.insert(path);
}

/** Values of different shapes are compared as a whole. */
function commonShape(schema: ResourceSchema | undefined, sides: Sides) {
  const before = shapeOf(schema, sides.before);
  const after = shapeOf(schema, sides.after);
  if (sides.before === undefined || sides.before === null) return after;
  if (sides.after === undefined || sides.after === null) return before;
  return before === after ? after : 'leaf';
}

/** Nothing inside, so that the value itself is what is owned. */
function isHollow(value: Side): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

function membersOf(value: Side): JsonObject {
  return isObject(value) ? value : {};
}

/** What the server holds in the place of a member that is not written out. */
function zeroOf(schema: ResourceSchema | undefined): Side {
  if (!schema?.value) return undefined;
  if (schema.nullable) return null;
  return schema.type === 'string' ? '' : {};
}

function compareMaps(place: Place, sides: Sides): void {
  const before = membersOf(sides.before);
  const after = membersOf(sides.after);
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const schema = memberSchema(place.schema, name);
    const zero = zeroOf(schema);
    compareAt(
      { ...place, schema, path: [...place.path, `f:${name}`] },
      {
        before: before[name] ?? (isObject(sides.before) ? zero : undefined),
        after: after[name] ?? (isObject(sides.after) ? zero : undefined),
      },
    );
  }
}

function itemsOf(place: Place, value: Side): Map<string, Json> {
  const items = new Map<string, Json>();
  for (const item of Array.isArray(value) ? value : []) {
    const element = elementOfItem(place.schema, item);
    if (element !== undefined) items.set(element, item);
  }
  return items;
}

function compareLists(place: Place, sides: Sides): void {
  const before = itemsOf(place, sides.before);
  const after = itemsOf(place, sides.after);
  for (const element of new Set([...before.keys(), ...after.keys()])) {
    compareAt(
      {
        ...place,
        schema: place.schema?.items,
        path: [...place.path, element],
      },
      { before: before.get(element), after: after.get(element) },
    );
  }
}
