import { createHash } from 'node:crypto';
import type { ServedKind } from '../../object/types';
import type { GroupVersion } from '../KindRegistry';
import { metaSchemas, reference } from './openApiMeta';
import { openApiPaths, schemaName } from './openApiPaths';
import { openApiSchema } from './openApiSchema';

function kindOf({ definition, version }: ServedKind, kind: string): object {
  const { group } = definition;
  return {
    'x-kubernetes-group-version-kind': [
      { group, kind, version: version.version },
    ],
  };
}

/** The schema of a kind; metadata is the same for all. */
function schemaOf(served: ServedKind): object {
  const { definition, version } = served;
  const schema = openApiSchema(version.schema) as { properties?: object };
  const metadata = { allOf: [reference('ObjectMeta')] };
  return {
    ...schema,
    properties: { ...schema.properties, metadata },
    ...kindOf(served, definition.kind),
  };
}

function listSchemaOf(served: ServedKind): object {
  const items = {
    type: 'array',
    items: { $ref: `#/components/schemas/${schemaName(served)}` },
  };
  const text = { type: 'string' };
  const metadata = { allOf: [reference('ListMeta')] };
  return {
    type: 'object',
    required: ['items'],
    properties: { apiVersion: text, items, kind: text, metadata },
    ...kindOf(served, served.definition.listKind),
  };
}

/** The OpenAPI document of one version of a group, as text. */
export function openApiDocument({ kinds }: GroupVersion): string {
  const isBuiltIn = kinds[0].definition.origin === 'core';
  const schemas = kinds.flatMap(served => [
    [schemaName(served), schemaOf(served)],
    [`${schemaName(served)}List`, listSchemaOf(served)],
  ]);
  return JSON.stringify({
    openapi: '3.0.0',
    info: isBuiltIn
      ? { title: 'Kubernetes', version: 'v1.36.2' }
      : { title: 'Kubernetes CRD Swagger', version: 'v0.1.0' },
    paths: Object.assign({}, ...kinds.map(openApiPaths)),
    components: { schemas: { ...metaSchemas, ...Object.fromEntries(schemas) } },
  });
}

/** The hash by which a document is cached: upper-case SHA-512. */
export function documentHash(text: string): string {
  return createHash('sha512').update(text).digest('hex').toUpperCase();
}
