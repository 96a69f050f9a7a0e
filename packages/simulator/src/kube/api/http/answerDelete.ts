import {
  DeleteOptions,
  deleteObject,
  PropagationPolicy,
} from '../operations/deleteObject';
import { listObjects } from '../operations/listObjects';
import { invalidOption, StatusError } from '../StatusError';
import { ApiAnswer, objectAnswer } from './ApiAnswer';
import { objectOf, readListCall } from './answerRead';
import type { ResourceCall } from './answerResource';
import { readBody } from './readBody';
import { readDryRun } from './writeOptions';

interface DeleteBody extends DeleteOptions {
  orphanDependents?: boolean;
}

async function readDeleteBody(call: ResourceCall): Promise<DeleteBody> {
  const { headers } = call.request;
  const isEmpty =
    headers['transfer-encoding'] === undefined &&
    Number(headers['content-length'] ?? 0) === 0;
  if (isEmpty) return {};
  const { value } = await readBody(call.request);
  return (value ?? {}) as DeleteBody;
}

function readPolicy(
  query: URLSearchParams,
  body: DeleteBody,
): PropagationPolicy | undefined {
  const orphan =
    query.get('orphanDependents') ?? String(body.orphanDependents ?? '');
  const policy =
    query.get('propagationPolicy') ??
    body.propagationPolicy ??
    (orphan === 'true' ? 'Orphan' : undefined);
  if (policy === undefined || policy === '') return undefined;
  if (['Foreground', 'Background', 'Orphan'].includes(policy)) {
    return policy as PropagationPolicy;
  }
  throw invalidOption('DeleteOptions', {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: "${policy}": supported values: "Foreground", "Background", "Orphan", "nil"`,
    field: 'propagationPolicy',
  });
}

async function readDeleteOptions(call: ResourceCall): Promise<DeleteOptions> {
  const { query } = call.request;
  const body = await readDeleteBody(call);
  const grace = query.get('gracePeriodSeconds');
  return {
    propagationPolicy: readPolicy(query, body),
    gracePeriodSeconds:
      grace === null ? body.gracePeriodSeconds : Number(grace),
    preconditions: body.preconditions,
    dryRun: readDryRun(
      'DeleteOptions',
      query
        .getAll('dryRun')
        .concat(Array.isArray(body.dryRun) ? body.dryRun : []),
    ),
  };
}

/** Deletes one object: a Status if it is gone, the object if it stays. */
export async function answerDelete(call: ResourceCall): Promise<ApiAnswer> {
  const options = await readDeleteOptions(call);
  const target = objectOf(call);
  const result = deleteObject(call.state.context, target, options);
  if (result.outcome === 'waiting') {
    return objectAnswer(200, result.object, call.served);
  }
  const { group, plural } = call.served.definition;
  const object = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: target.name,
      ...(group ? { group } : {}),
      kind: plural,
      uid: result.last.metadata.uid,
    },
  };
  return { type: 'object', status: 200, object };
}

/** Deletes what a selector selects and answers what it was. */
export async function answerDeleteCollection(
  call: ResourceCall,
): Promise<ApiAnswer> {
  const { context } = call.state;
  const options = await readDeleteOptions(call);
  const list = await listObjects(context, readListCall(call));
  for (const { metadata } of list.items) {
    try {
      deleteObject(
        context,
        {
          served: call.served,
          namespace: metadata.namespace,
          name: metadata.name ?? '',
        },
        options,
      );
    } catch (error) {
      // Somebody else was faster.
      if (!(error instanceof StatusError) || error.code !== 404) throw error;
    }
  }
  return { type: 'list', list, served: call.served };
}
