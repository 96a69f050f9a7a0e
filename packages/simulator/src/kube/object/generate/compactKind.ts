import { compactSchema } from './compactSchema';
import { toJson } from './toJson';
import type { Json, JsonObject, ScalePaths } from '../types';

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** `true` and non-empty values only: absent facts take no room in the data. */
function withoutEmpty(source: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(source).filter(
      ([, value]) =>
        value !== undefined &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function columnOf(source: JsonObject): JsonObject {
  const { name, type, jsonPath, format, priority } = source;
  return withoutEmpty({ name, type, jsonPath, format, priority });
}

function scaleOf(source: JsonObject): (ScalePaths & JsonObject) | undefined {
  if (typeof source.specReplicasPath !== 'string') return undefined;
  return {
    specReplicasPath: source.specReplicasPath,
    statusReplicasPath: String(source.statusReplicasPath),
    ...(source.labelSelectorPath
      ? { labelSelectorPath: String(source.labelSelectorPath) }
      : {}),
  };
}

function versionOf(source: JsonObject): JsonObject {
  const schema = compactSchema(
    objectOf(objectOf(source.schema).openAPIV3Schema),
  );
  // The same in every kind, and handled apart from the kind's own fields.
  const { apiVersion, kind, metadata, ...properties } = schema.properties ?? {};
  const subresources = objectOf(source.subresources);
  return withoutEmpty({
    version: source.name,
    served: source.served,
    storage: source.storage,
    deprecated: source.deprecated,
    deprecationWarning: source.deprecationWarning,
    status: subresources.status !== undefined,
    scale: scaleOf(objectOf(subresources.scale)),
    printerColumns: listOf(source.additionalPrinterColumns).map(column =>
      columnOf(objectOf(column)),
    ),
    selectableFields: listOf(source.selectableFields).map(
      field => objectOf(field).jsonPath ?? '',
    ),
    schema: toJson({ ...schema, properties }),
  });
}

/** The facts of a CustomResourceDefinition, as one line of the kind data. */
export function compactKind(definition: JsonObject): JsonObject {
  const spec = objectOf(definition.spec);
  const names = objectOf(spec.names);
  return withoutEmpty({
    group: spec.group,
    kind: names.kind,
    listKind: names.listKind ?? `${names.kind}List`,
    plural: names.plural,
    singular: names.singular ?? String(names.kind).toLowerCase(),
    shortNames: names.shortNames,
    categories: names.categories,
    namespaced: spec.scope === 'Namespaced',
    origin: 'custom',
    versions: listOf(spec.versions).map(version =>
      versionOf(objectOf(version)),
    ),
  });
}
