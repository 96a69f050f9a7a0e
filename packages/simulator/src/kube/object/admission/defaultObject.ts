import { memberSchema } from '../fields/shape';
import { clone, isObject } from '../json';
import type {
  Json,
  JsonObject,
  KubeObject,
  ResourceSchema,
  ServedKind,
} from '../types';

function defaultMembers(schema: ResourceSchema, value: JsonObject): JsonObject {
  const filled: JsonObject = { ...value };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const fallback = property.default;
    const isAbsent = filled[name] === undefined;
    // A null where none is allowed counts as left out, if there is a default.
    const isVoid = filled[name] === null && !property.nullable;
    if (fallback !== undefined && (isAbsent || isVoid)) {
      filled[name] = clone(fallback);
    }
  }
  for (const [name, child] of Object.entries(filled)) {
    const inner = memberSchema(schema, name);
    if (inner && child !== undefined) filled[name] = defaultValue(inner, child);
  }
  return filled;
}

function defaultValue(schema: ResourceSchema, value: Json): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map(item => defaultValue(items, item)) : value;
  }
  return isObject(value) ? defaultMembers(schema, value) : value;
}

/** `stringData` is for writing only: it lands in `data`, and keys stay there. */
function defaultSecret(object: KubeObject): KubeObject {
  const { stringData, ...secret } = object;
  if (!isObject(stringData)) return object;
  const encoded = Object.entries(stringData).map(([name, value]) => [
    name,
    Buffer.from(String(value), 'utf8').toString('base64'),
  ]);
  const data = isObject(secret.data) ? secret.data : {};
  return {
    ...secret,
    metadata: object.metadata,
    apiVersion: object.apiVersion,
    kind: object.kind,
    data: { ...data, ...Object.fromEntries(encoded) },
  };
}

function defaultService(object: KubeObject): KubeObject {
  if (!isObject(object.spec) || !Array.isArray(object.spec.ports)) {
    return object;
  }
  const ports = object.spec.ports.map(port =>
    isObject(port) && port.targetPort === undefined
      ? { ...port, targetPort: port.port }
      : port,
  );
  return { ...object, spec: { ...object.spec, ports } };
}

function defaultNamespace(object: KubeObject): KubeObject {
  const { name, labels } = object.metadata;
  if (!name) return object;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...labels, 'kubernetes.io/metadata.name': name },
    },
  };
}

/** Defaults of built-in kinds that follow from other fields. */
const SPECIAL: { [kind: string]: (object: KubeObject) => KubeObject } = {
  Secret: defaultSecret,
  Service: defaultService,
  Namespace: defaultNamespace,
};

/** Fills in what the schema of the kind, and the built-in kinds, default. */
export function defaultObject(
  kind: ServedKind,
  object: KubeObject,
): KubeObject {
  const filled = defaultMembers(kind.version.schema, object) as KubeObject;
  if (kind.definition.origin !== 'core') return filled;
  const special = SPECIAL[kind.definition.kind];
  return special ? special(filled) : filled;
}
