import { memberSchema } from '../fields/shape';
import { isObject } from '../json';
import { metadataSchema } from '../metadataSchema';
import type { Json, KubeObject, ResourceSchema, ServedKind } from '../types';

/**
 * Why a body cannot be read into the types of the server, in its words; these
 * are answered with 400, before anything is validated. Of custom resources the
 * server knows the metadata only.
 */
export function findDecodeProblem(
  kind: ServedKind,
  object: KubeObject,
): string | undefined {
  if (kind.definition.origin !== 'core') {
    const { metadata } = object;
    const place = { struct: 'ObjectMeta', path: [] };
    return findIn(metadataSchema, metadata ?? null, place);
  }
  const place = { struct: kind.definition.kind, path: [] };
  return (
    findIn(kind.version.schema, object, place) ?? findBase64Problem(object)
  );
}

/** Where the decoder stands: the innermost struct and the path from the root. */
interface Place {
  struct: string;
  path: string[];
}

function findIn(
  schema: ResourceSchema,
  value: Json,
  place: Place,
): string | undefined {
  if (value === null || schema.intOrString) return undefined;
  const isFitting = fits(schema, value);
  if (!isFitting) {
    const field = [place.struct, ...place.path].join('.');
    return `json: cannot unmarshal ${jsonType(
      value,
    )} into Go struct field ${field} of type ${goType(schema)}`;
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items && first(value, item => findIn(items, item, place));
  }
  if (!isObject(value) || !schema.type) return undefined;
  const struct = schema.typeName ?? place.struct;
  return first(Object.entries(value), ([name, child]) => {
    const inner = memberSchema(schema, name);
    if (!inner || child === undefined) return undefined;
    const isNamed = schema.properties?.[name] !== undefined;
    const path = isNamed ? [...place.path, name] : place.path;
    return findIn(inner, child, { struct, path });
  });
}

function first<T>(
  items: T[],
  find: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

function fits({ type }: ResourceSchema, value: Json): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'string':
    case 'boolean':
      return typeof value === type;
    default:
      return true;
  }
}

function jsonType(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' && !Number.isInteger(value)) {
    return `number ${value}`;
  }
  return typeof value;
}

const GO_TYPES: { [type: string]: string } = {
  string: 'string',
  boolean: 'bool',
  number: 'float64',
};

function goType(schema: ResourceSchema): string {
  const { type, typeName, items, values, format } = schema;
  if (type === 'array') return `[]${items ? goType(items) : 'interface {}'}`;
  if (type === 'integer') return format ?? 'int64';
  if (typeName) return `v1.${typeName}`;
  if (type === 'object') {
    const inner = typeof values === 'object' ? goType(values) : 'interface {}';
    return `map[string]${inner}`;
  }
  return GO_TYPES[type ?? ''] ?? 'interface {}';
}

const NO_BASE64 = /[^A-Za-z0-9+/=]/;

function findBase64Problem({ kind, data }: KubeObject): string | undefined {
  if (kind !== 'Secret' || !isObject(data)) return undefined;
  return first(Object.values(data), value => {
    const text = typeof value === 'string' ? value : '';
    const at = text.search(NO_BASE64);
    const isShort = at < 0 && text.replace(/\s/g, '').length % 4 !== 0;
    if (at < 0 && !isShort) return undefined;
    return `illegal base64 data at input byte ${at < 0 ? text.length : at}`;
  });
}
