import { isObject } from '../json';
import type { Json, JsonObject, ResourceSchema } from '../types';
import { elementOfItem, memberSchema, shapeOf } from './shape';

/** Lays an applied configuration over the live object. */
export function mergeTyped(
  schema: ResourceSchema | undefined,
  live: Json | undefined,
  applied: Json | undefined,
): Json | undefined {
  if (applied === undefined) return live;
  if (live === undefined || live === null) return applied;
  const shape = shapeOf(schema, applied);
  if (shape === 'leaf' || shape !== shapeOf(schema, live)) return applied;
  if (Array.isArray(applied) && Array.isArray(live)) {
    return mergeLists(schema, live, applied);
  }
  if (!isObject(applied) || !isObject(live)) return applied;
  const merged: JsonObject = { ...live };
  for (const [name, value] of Object.entries(applied)) {
    merged[name] = mergeTyped(memberSchema(schema, name), live[name], value);
  }
  return merged;
}

interface Item {
  element: string;
  value: Json;
}

function itemsOf(schema: ResourceSchema | undefined, list: Json[]): Item[] {
  return list.flatMap(value => {
    const element = elementOfItem(schema, value);
    return element === undefined ? [] : [{ element, value }];
  });
}

/**
 * Merges associative lists: the applied order wins among the items that both
 * sides have, and items of the live list alone keep their place among them.
 */
function mergeLists(
  schema: ResourceSchema | undefined,
  live: Json[],
  applied: Json[],
): Json[] {
  const left = itemsOf(schema, live);
  const right = itemsOf(schema, applied);
  const inLeft = new Map(left.map(item => [item.element, item.value]));
  const inRight = new Set(right.map(item => item.element));
  const shared = right.filter(item => inLeft.has(item.element));
  const merged: Json[] = [];
  const done = new Set<string>();
  const take = ({ element, value }: Item) => {
    done.add(element);
    if (shared[0]?.element === element) shared.shift();
    const result = mergeTyped(schema?.items, inLeft.get(element), value);
    if (result !== undefined) merged.push(result);
  };
  // Merged already, or its turn comes with the applied order.
  const isPassed = (before: Item, after: Item | undefined) =>
    done.has(before.element) ||
    (after !== undefined &&
      shared.length > 0 &&
      shared[0].element !== before.element);
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const before: Item | undefined = left[l];
    const after: Item | undefined = right[r];
    if (before && before.element === after?.element) {
      take(after);
      l += 1;
      r += 1;
    } else if (before && !inRight.has(before.element)) {
      merged.push(before.value);
      l += 1;
    } else if (before && isPassed(before, after)) {
      l += 1;
    } else {
      take(after);
      r += 1;
    }
  }
  return merged;
}
