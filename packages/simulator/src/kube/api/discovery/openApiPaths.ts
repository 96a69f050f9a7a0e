import type { ServedKind } from '../../object/types';
import { apiVersionOf } from '../KindRegistry';

/** Where the types of the machinery stand among the schemas. */
export const metaPrefix = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const scaleName = 'io.k8s.api.autoscaling.v1.Scale';

/** Name of a kind's schema: `io.x-k8s.cluster.v1beta2.Cluster`. */
export function schemaName({ definition, version }: ServedKind): string {
  const group = definition.group || 'core.api.k8s.io';
  const reversed = group.split('.').reverse().join('.');
  return `${reversed}.${version.version}.${definition.kind}`;
}

type Parameter = [name: string, type: 'boolean' | 'integer' | 'string'];

const listParameters: Parameter[] = [
  ['allowWatchBookmarks', 'boolean'],
  ['continue', 'string'],
  ['fieldSelector', 'string'],
  ['labelSelector', 'string'],
  ['limit', 'integer'],
  ['resourceVersion', 'string'],
  ['resourceVersionMatch', 'string'],
  ['sendInitialEvents', 'boolean'],
  ['shardSelector', 'string'],
  ['timeoutSeconds', 'integer'],
  ['watch', 'boolean'],
];
const writeParameters: Parameter[] = [
  ['dryRun', 'string'],
  ['fieldManager', 'string'],
  ['fieldValidation', 'string'],
];
const patchParameters: Parameter[] = [...writeParameters, ['force', 'boolean']];
const deleteParameters: Parameter[] = [
  ['dryRun', 'string'],
  ['gracePeriodSeconds', 'integer'],
  ['ignoreStoreReadErrorWithClusterBreakingPotential', 'boolean'],
  ['orphanDependents', 'boolean'],
  ['propagationPolicy', 'string'],
];

function parameter([name, type]: Parameter): object {
  return { name, in: 'query', schema: { type, uniqueItems: true } };
}

function pathParameter(name: string): object {
  const schema = { type: 'string', uniqueItems: true };
  return { name, in: 'path', required: true, schema };
}

function content(name: string, types: string[]): object {
  const schema = { $ref: `#/components/schemas/${name}` };
  return {
    content: Object.fromEntries(types.map(type => [type, { schema }])),
  };
}

const bodyTypes = ['application/json', 'application/yaml'];
const patchTypes = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
];

/** One call of a kind: what it is named, takes and answers. */
interface Call {
  /** First word of its id. */
  word: string;
  action: string;
  parameters: Parameter[];
  /** Schema of the body, if it takes one. */
  body?: string;
  isBodyOptional?: boolean;
  answer: string;
  statuses: number[];
}

const statusTexts: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
};

function operation(
  { definition, version }: ServedKind,
  call: Call,
  name: string,
): object {
  const words = definition.group ? definition.group.split(/[.-]/) : ['core'];
  const pascal = words.map(word => word[0].toUpperCase() + word.slice(1));
  const tag = [words[0], ...pascal.slice(1)].join('');
  const types = call.action === 'patch' ? patchTypes : bodyTypes;
  const capital = version.version[0].toUpperCase() + version.version.slice(1);
  const responses = call.statuses.map(status => [
    status,
    { description: statusTexts[status], ...content(call.answer, bodyTypes) },
  ]);
  return {
    tags: [`${tag}_${version.version}`],
    operationId: `${call.word}${pascal.join('')}${capital}${name}`,
    parameters: call.parameters.map(parameter),
    ...(call.body
      ? {
          requestBody: {
            ...content(call.body, types),
            ...(call.isBodyOptional ? {} : { required: true }),
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(responses),
      401: { description: 'Unauthorized' },
    },
    'x-kubernetes-action': call.action,
    'x-kubernetes-group-version-kind': {
      group: definition.group,
      version: version.version,
      kind: definition.kind,
    },
  };
}

/** Reading, replacing and patching an object or a part of it. */
function objectCalls(schema: string): Record<string, Call> {
  return {
    get: {
      word: 'read',
      action: 'get',
      parameters: [['resourceVersion', 'string']],
      answer: schema,
      statuses: [200],
    },
    put: {
      word: 'replace',
      action: 'put',
      parameters: writeParameters,
      body: schema,
      answer: schema,
      statuses: [200, 201],
    },
    patch: {
      word: 'patch',
      action: 'patch',
      parameters: patchParameters,
      body: `${metaPrefix}.Patch`,
      answer: schema,
      statuses: [200],
    },
  };
}

function listCall(schema: string): Call {
  return {
    word: 'list',
    action: 'list',
    parameters: listParameters,
    answer: `${schema}List`,
    statuses: [200],
  };
}

function collectionCalls(schema: string): Record<string, Call> {
  const status = `${metaPrefix}.Status`;
  return {
    get: listCall(schema),
    post: {
      word: 'create',
      action: 'post',
      parameters: writeParameters,
      body: schema,
      answer: schema,
      statuses: [200, 201, 202],
    },
    delete: {
      word: 'delete',
      action: 'deletecollection',
      parameters: listParameters,
      answer: status,
      statuses: [200],
    },
  };
}

const deleteCall: Call = {
  word: 'delete',
  action: 'delete',
  parameters: deleteParameters,
  body: `${metaPrefix}.DeleteOptions`,
  isBodyOptional: true,
  answer: `${metaPrefix}.Status`,
  statuses: [200, 202],
};

function pathOf(
  served: ServedKind,
  calls: Record<string, Call>,
  { name, parameters }: { name: string; parameters: object[] },
): object {
  const operations = Object.entries(calls).map(([method, call]) => {
    const isMany = call.action === 'deletecollection';
    const id = isMany ? `Collection${name}` : name;
    return [method, operation(served, call, id)];
  });
  return {
    ...Object.fromEntries(operations),
    parameters: [...parameters, parameter(['pretty', 'string'])],
  };
}

/** The paths of one kind with all that can be called there. */
export function openApiPaths(served: ServedKind): Record<string, object> {
  const { definition, version } = served;
  const { kind, plural, namespaced } = definition;
  const root = definition.group ? '/apis' : '/api';
  const base = `${root}/${apiVersionOf(definition.group, version.version)}`;
  const collection = namespaced
    ? `${base}/namespaces/{namespace}/${plural}`
    : `${base}/${plural}`;
  const schema = schemaName(served);
  const name = namespaced ? `Namespaced${kind}` : kind;
  const place = namespaced ? [pathParameter('namespace')] : [];
  const one = [pathParameter('name'), ...place];
  const part = (suffix: string, shown: string) =>
    pathOf(served, objectCalls(shown), {
      name: `${name}${suffix}`,
      parameters: one,
    });
  return {
    ...(namespaced
      ? {
          [`${base}/${plural}`]: pathOf(
            served,
            { get: listCall(schema) },
            { name: `${kind}ForAllNamespaces`, parameters: [] },
          ),
        }
      : {}),
    [collection]: pathOf(served, collectionCalls(schema), {
      name,
      parameters: place,
    }),
    [`${collection}/{name}`]: pathOf(
      served,
      { ...objectCalls(schema), delete: deleteCall },
      { name, parameters: one },
    ),
    ...(version.scale
      ? { [`${collection}/{name}/scale`]: part('Scale', scaleName) }
      : {}),
    ...(version.status
      ? { [`${collection}/{name}/status`]: part('Status', schema) }
      : {}),
  };
}
