import { memberSchema } from '../fields/shape';
import { isObject } from '../json';
import type {
  Json,
  JsonObject,
  KubeObject,
  PruneOutcome,
  ResourceSchema,
  ServedKind,
} from '../types';

/** Drops every field that the schema of the kind does not declare, and names it. */
export function pruneObject(
  kind: ServedKind,
  object: KubeObject,
): PruneOutcome {
  const unknownFields: string[] = [];
  const pruned = pruneMembers(kind.version.schema, object, {
    path: '',
    unknownFields,
  });
  return { object: pruned as KubeObject, unknownFields: unknownFields.sort() };
}

interface Pruning {
  path: string;
  unknownFields: string[];
}

function pruneMembers(
  schema: ResourceSchema,
  value: JsonObject,
  { path, unknownFields }: Pruning,
): JsonObject {
  const kept: JsonObject = {};
  for (const [name, child] of Object.entries(value)) {
    const place = path ? `${path}.${name}` : name;
    const inner = memberSchema(schema, name);
    if (inner && child !== undefined) {
      kept[name] = pruneValue(inner, child, { path: place, unknownFields });
    } else if (!inner) {
      unknownFields.push(place);
    }
  }
  return kept;
}

function pruneValue(
  schema: ResourceSchema,
  value: Json,
  pruning: Pruning,
): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!items) return value;
    return value.map((item, index) =>
      pruneValue(items, item, {
        ...pruning,
        path: `${pruning.path}[${index}]`,
      }),
    );
  }
  // A schema without any type or members takes the value as it is.
  const isOpen = schema.preserveUnknown && !schema.properties && !schema.values;
  return isObject(value) && !isOpen
    ? pruneMembers(schema, value, pruning)
    : value;
}
