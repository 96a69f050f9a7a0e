import { createHash } from 'node:crypto';
import { metadataSchema } from '../../object/metadataSchema';
import type { ServedKind } from '../../object/types';
import { GroupVersion, apiVersionOf } from '../KindRegistry';
import { openApiSchema } from './openApiSchema';

/** Name of a kind's schema: `io.x-k8s.cluster.v1beta2.Cluster`. */
function schemaName({ definition, version }: ServedKind): string {
  const group = definition.group || 'core.api.k8s.io';
  const reversed = group.split('.').reverse().join('.');
  return `${reversed}.${version.version}.${definition.kind}`;
}

function parameter(name: string, type: string): object {
  return { name, in: 'query', schema: { type, uniqueItems: true } };
}

const writeParameters = [
  parameter('dryRun', 'string'),
  parameter('fieldManager', 'string'),
  parameter('fieldValidation', 'string'),
];

function operation(
  served: ServedKind,
  action: string,
  parameters: object[] = [],
): object {
  const { definition, version } = served;
  const schema = { $ref: `#/components/schemas/${schemaName(served)}` };
  const isWrite = parameters.length > 0;
  return {
    ...(isWrite
      ? { requestBody: { content: { 'application/json': { schema } } } }
      : {}),
    parameters,
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema } },
      },
    },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': {
      group: definition.group,
      version: version.version,
      kind: definition.kind,
    },
  };
}

function pathsOf(served: ServedKind): Record<string, object> {
  const { definition, version } = served;
  const root = definition.group ? '/apis' : '/api';
  const base = `${root}/${apiVersionOf(definition.group, version.version)}`;
  const scope = definition.namespaced ? '/namespaces/{namespace}' : '';
  const collection = `${base}${scope}/${definition.plural}`;
  return {
    [collection]: {
      get: operation(served, 'list'),
      post: operation(served, 'post', writeParameters),
      delete: operation(served, 'deletecollection'),
    },
    [`${collection}/{name}`]: {
      get: operation(served, 'get'),
      put: operation(served, 'put', writeParameters),
      patch: operation(served, 'patch', [
        ...writeParameters,
        parameter('force', 'boolean'),
      ]),
      delete: operation(served, 'delete'),
    },
  };
}

const metaPrefix = 'io.k8s.apimachinery.pkg.apis.meta.v1';

function reference(name: string): object {
  return { $ref: `#/components/schemas/${metaPrefix}.${name}` };
}

const string = { type: 'string' };
const listMeta = {
  type: 'object',
  properties: {
    continue: string,
    remainingItemCount: { type: 'integer', format: 'int64' },
    resourceVersion: string,
    selfLink: string,
  },
};
/** What documents of custom kinds share. */
const metaSchemas = {
  [`${metaPrefix}.ListMeta`]: listMeta,
  [`${metaPrefix}.ObjectMeta`]: openApiSchema(metadataSchema),
};

/** The schema of a kind; metadata is the same for all. */
function schemaOf({ version, definition }: ServedKind): object {
  const schema = openApiSchema(version.schema) as { properties?: object };
  return {
    ...schema,
    properties: {
      ...schema.properties,
      metadata: { allOf: [reference('ObjectMeta')] },
    },
    'x-kubernetes-group-version-kind': [
      {
        group: definition.group,
        kind: definition.kind,
        version: version.version,
      },
    ],
  };
}

function listSchemaOf(served: ServedKind): object {
  const { definition, version } = served;
  const item = { $ref: `#/components/schemas/${schemaName(served)}` };
  return {
    type: 'object',
    required: ['items'],
    properties: {
      apiVersion: string,
      items: { type: 'array', items: item },
      kind: string,
      metadata: { allOf: [reference('ListMeta')] },
    },
    'x-kubernetes-group-version-kind': [
      {
        group: definition.group,
        kind: definition.listKind,
        version: version.version,
      },
    ],
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
    paths: Object.assign({}, ...kinds.map(pathsOf)),
    components: { schemas: { ...metaSchemas, ...Object.fromEntries(schemas) } },
  });
}

/** The hash by which a document is cached: upper-case SHA-512. */
export function documentHash(text: string): string {
  return createHash('sha512').update(text).digest('hex').toUpperCase();
}
