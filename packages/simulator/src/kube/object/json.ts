import type { Json, JsonObject } from './types';

/** True for a JSON object, false for null, lists and scalars. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal in meaning: the order of keys does not count, that of items does. */
export function deepEqual(
  left: Json | undefined,
  right: Json | undefined,
): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => deepEqual(item, right[index]))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every(name => deepEqual(left[name], right[name]));
}

/** A copy that shares nothing with its source. */
export function clone<T extends Json>(value: T): T {
  return structuredClone(value);
}

/** JSON with sorted keys, as Go writes a map. */
export function sortedJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .filter(name => value[name] !== undefined)
    .map(name => `${JSON.stringify(name)}:${sortedJson(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}
