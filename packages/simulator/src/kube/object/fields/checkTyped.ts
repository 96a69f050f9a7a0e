import { isObject } from '../json';
import type { Json, JsonObject, ResourceSchema } from '../types';
import { describePath } from './FieldSet';
import { elementOfItem, memberSchema } from './shape';

/** Why an object does not fit its schema, in the words of typed merging. */
export function checkTyped(schema: ResourceSchema, value: Json): string[] {
  return checkAt(schema, value, []);
}

function checkAt(
  schema: ResourceSchema,
  value: Json,
  path: string[],
): string[] {
  if (value === null) return [];
  const place = path.length > 0 ? `${describePath(path)}: ` : '';
  if (schema.intOrString || schema.type === undefined) return [];
  if (schema.type === 'object') {
    return isObject(value)
      ? checkMembers(schema, value, path)
      : [`${place}expected map, got ${goValue(value)}`];
  }
  if (schema.type === 'array') {
    return Array.isArray(value)
      ? checkItems(schema, value, path)
      : [`${place}expected list, got ${goValue(value)}`];
  }
  const problem = checkScalar(schema.type, value);
  return problem ? [`${place}${problem}`] : [];
}

function checkMembers(
  schema: ResourceSchema,
  value: JsonObject,
  path: string[],
): string[] {
  return Object.entries(value).flatMap(([name, child]) => {
    const inner = memberSchema(schema, name);
    const place = [...path, `f:${name}`];
    if (!inner) return [`${describePath(place)}: field not declared in schema`];
    return child === undefined ? [] : checkAt(inner, child, place);
  });
}

function checkItems(
  schema: ResourceSchema,
  list: Json[],
  path: string[],
): string[] {
  const items = schema.items ?? { preserveUnknown: true };
  const seen = new Set<string>();
  return list.flatMap((item, index) => {
    if (schema.listType !== 'map' && schema.listType !== 'set') {
      return checkAt(items, item, [...path, `i:${index}`]);
    }
    const element = elementOfItem(schema, item);
    const place = describePath(path);
    if (element === undefined) {
      const keys = (schema.listMapKeys ?? []).map(key => `"${key}"`);
      return [
        `${place}: element ${index}: associative list with keys has an element that omits key field ${keys[0]} (and doesn't have default value)`,
      ];
    }
    if (seen.has(element)) {
      return [`${place}: duplicate entries for key ${describePath([element])}`];
    }
    seen.add(element);
    return checkAt(items, item, [...path, element]);
  });
}

const GO_TYPES: { [type: string]: string } = {
  string: 'string',
  boolean: 'bool',
  number: 'int64',
};

function checkScalar(type: string, value: Json): string | undefined {
  const isNumeric = type === 'integer' || type === 'number';
  if (isNumeric && typeof value !== 'number') {
    return `expected numeric (int or float), got ${goType(value)}`;
  }
  if (type === 'string' && typeof value !== 'string') {
    return `expected string, got ${goValue(value)}`;
  }
  if (type === 'boolean' && typeof value !== 'boolean') {
    return `expected boolean, got ${goValue(value)}`;
  }
  return undefined;
}

function goType(value: Json): string {
  if (Array.isArray(value)) return '[]interface {}';
  return GO_TYPES[typeof value] ?? 'map[string]interface {}';
}

/** How Go prints the wrapper that holds the value. */
function goValue(value: Json): string {
  return `&{${goText(value)}}`;
}

function goText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isObject(value)) return value === null ? '<nil>' : String(value);
  const members = Object.keys(value)
    .sort()
    .map(name => `${name}:${goText(value[name] ?? null)}`);
  return `map[${members.join(' ')}]`;
}
