import { isObject } from '../../fidelity/json';
import type { Json, JsonObject } from '../../fidelity/types';

function itemOf(list: Json[], key: string): Json | undefined {
  if (key.startsWith('v:')) {
    const wanted = key.slice(2);
    return list.find(item => JSON.stringify(item) === wanted);
  }
  const keys = JSON.parse(key.slice(2)) as JsonObject;
  return list.find(
    item =>
      isObject(item) &&
      Object.entries(keys).every(([name, value]) => item[name] === value),
  );
}

/** The part of a value that `fieldsV1` names; a leaf is taken whole. */
export function extractFields(value: Json, fields: JsonObject): Json {
  const names = Object.keys(fields).filter(name => name !== '.');
  if (names.length === 0) return value;
  if (Array.isArray(value)) {
    return names.flatMap(name => {
      const item = itemOf(value, name);
      return item === undefined
        ? []
        : [extractFields(item, fields[name] as JsonObject)];
    });
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    names
      .map(name => [name.slice(2), name] as const)
      .filter(([name]) => name in value)
      .map(([name, key]) => [
        name,
        extractFields(value[name], fields[key] as JsonObject),
      ]),
  );
}
