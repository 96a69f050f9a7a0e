import { metadataSchema } from '../../object/metadataSchema';
import { metaPrefix } from './openApiPaths';
import { openApiSchema } from './openApiSchema';

/** Another schema of the machinery. */
export function reference(name: string): object {
  return { $ref: `#/components/schemas/${metaPrefix}.${name}` };
}

const string = { type: 'string' };
const int32 = { type: 'integer', format: 'int32' };
const int64 = { type: 'integer', format: 'int64' };

function object(properties: Record<string, object>): object {
  return { type: 'object', properties };
}

function kindOf(group: string, version: string, kind: string): object {
  return { 'x-kubernetes-group-version-kind': [{ group, kind, version }] };
}

const status = {
  ...object({
    apiVersion: string,
    code: int32,
    details: { allOf: [reference('StatusDetails')] },
    kind: string,
    message: string,
    metadata: { default: {}, allOf: [reference('ListMeta')] },
    reason: string,
    status: string,
  }),
  ...kindOf('', 'v1', 'Status'),
};

const deleteOptions = object({
  apiVersion: string,
  dryRun: { type: 'array', items: string },
  gracePeriodSeconds: int64,
  ignoreStoreReadErrorWithClusterBreakingPotential: { type: 'boolean' },
  kind: string,
  orphanDependents: { type: 'boolean' },
  preconditions: { allOf: [reference('Preconditions')] },
  propagationPolicy: string,
});

const scale = {
  ...object({
    apiVersion: string,
    kind: string,
    metadata: { allOf: [reference('ObjectMeta')] },
    spec: object({ replicas: int32 }),
    status: {
      ...object({ replicas: int32, selector: string }),
      required: ['replicas'],
    },
  }),
  ...kindOf('autoscaling', 'v1', 'Scale'),
};

/** The schemas that the documents of all groups share. */
export const metaSchemas: Record<string, object> = {
  'io.k8s.api.autoscaling.v1.Scale': scale,
  [`${metaPrefix}.DeleteOptions`]: deleteOptions,
  [`${metaPrefix}.ListMeta`]: object({
    continue: string,
    remainingItemCount: int64,
    resourceVersion: string,
    selfLink: string,
  }),
  [`${metaPrefix}.ObjectMeta`]: openApiSchema(metadataSchema),
  [`${metaPrefix}.Patch`]: { type: 'object' },
  [`${metaPrefix}.Preconditions`]: object({
    resourceVersion: string,
    uid: string,
  }),
  [`${metaPrefix}.Status`]: status,
  [`${metaPrefix}.StatusCause`]: object({
    field: string,
    message: string,
    reason: string,
  }),
  [`${metaPrefix}.StatusDetails`]: object({
    causes: {
      type: 'array',
      items: { allOf: [reference('StatusCause')] },
      'x-kubernetes-list-type': 'atomic',
    },
    group: string,
    kind: string,
    name: string,
    retryAfterSeconds: int32,
    uid: string,
  }),
};
