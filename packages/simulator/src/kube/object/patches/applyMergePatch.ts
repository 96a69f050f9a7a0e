import { isObject } from '../json';
import type { Json, JsonObject } from '../types';

/** JSON merge patch (RFC 7396): null removes a key, lists are replaced. */
export function applyMergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged: JsonObject = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) {
      merged[name] = applyMergePatch(merged[name], value);
    }
  }
  return merged;
}
