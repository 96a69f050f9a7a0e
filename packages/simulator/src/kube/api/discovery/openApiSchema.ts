import type { ResourceSchema } from '../../object/types';

/** Facts that stand in an OpenAPI schema under their own names. */
const sameNames = [
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
] as const;

function extensionsOf(schema: ResourceSchema): object {
  return {
    ...(schema.intOrString ? { 'x-kubernetes-int-or-string': true } : {}),
    ...(schema.preserveUnknown
      ? { 'x-kubernetes-preserve-unknown-fields': true }
      : {}),
    ...(schema.listType ? { 'x-kubernetes-list-type': schema.listType } : {}),
    ...(schema.listMapKeys
      ? { 'x-kubernetes-list-map-keys': schema.listMapKeys }
      : {}),
    ...(schema.mapType ? { 'x-kubernetes-map-type': schema.mapType } : {}),
    ...(schema.patchMergeKey
      ? {
          'x-kubernetes-patch-strategy': 'merge',
          'x-kubernetes-patch-merge-key': schema.patchMergeKey,
        }
      : {}),
    ...(schema.rules ? { 'x-kubernetes-validations': schema.rules } : {}),
  };
}

function mapValues(
  properties: Record<string, ResourceSchema>,
): Record<string, object> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, child]) => [
      name,
      openApiSchema(child),
    ]),
  );
}

/** Shows a compact schema as OpenAPI. */
export function openApiSchema(schema: ResourceSchema): object {
  const facts = Object.fromEntries(
    sameNames
      .filter(name => schema[name] !== undefined)
      .map(name => [name, schema[name]]),
  );
  const { properties, values, items } = schema;
  return {
    ...facts,
    ...(properties ? { properties: mapValues(properties) } : {}),
    ...(values === true ? { additionalProperties: true } : {}),
    ...(values && values !== true
      ? { additionalProperties: openApiSchema(values) }
      : {}),
    ...(items ? { items: openApiSchema(items) } : {}),
    ...extensionsOf(schema),
  };
}
