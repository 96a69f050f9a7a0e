import type { Json, JsonObject, ResourceSchema, SchemaRule } from '../types';

/** Facts that keep their name and are copied as they are. */
const COPIED = [
  'type',
  'required',
  'enum',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'default',
  'nullable',
];

/** Facts of the Kubernetes extensions under shorter names. */
const RENAMED: [from: string, to: keyof ResourceSchema][] = [
  ['x-kubernetes-int-or-string', 'intOrString'],
  ['x-kubernetes-preserve-unknown-fields', 'preserveUnknown'],
  ['x-kubernetes-list-type', 'listType'],
  ['x-kubernetes-list-map-keys', 'listMapKeys'],
  ['x-kubernetes-map-type', 'mapType'],
];

const RULE_FACTS = ['rule', 'message', 'reason', 'fieldPath'];

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick(source: JsonObject, names: string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    if (source[name] !== undefined) picked[name] = source[name];
  }
  return picked;
}

function compactProperties(value: JsonObject): ResourceSchema['properties'] {
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
      .map(([name, property]) => [name, compactSchema(property)]),
  );
}

function compactChildren(source: JsonObject, into: ResourceSchema): void {
  if (isObject(source.properties)) {
    into.properties = compactProperties(source.properties);
  }
  if (isObject(source.items)) into.items = compactSchema(source.items);
  const values = source.additionalProperties;
  if (isObject(values)) {
    into.values = Object.keys(values).length > 0 ? compactSchema(values) : true;
  } else if (values === true) {
    into.values = true;
  }
}

/**
 * Takes the facts of an OpenAPI schema of a CRD and leaves its prose behind.
 * anyOf and its kin occur only as what int-or-string says already.
 */
export function compactSchema(source: JsonObject): ResourceSchema {
  const compact = pick(source, COPIED) as ResourceSchema;
  const renamed: JsonObject = {};
  for (const [from, to] of RENAMED) {
    if (source[from] !== undefined) renamed[to] = source[from];
  }
  Object.assign(compact, renamed);
  compactChildren(source, compact);
  const rules = source['x-kubernetes-validations'];
  if (Array.isArray(rules)) {
    compact.rules = rules
      .filter(isObject)
      .map(rule => ({ rule: '', ...pick(rule, RULE_FACTS) } as SchemaRule));
  }
  return compact;
}
