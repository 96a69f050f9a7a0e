import type { JsonObject } from '../../object/types';
import { timestamp } from '../ApiContext';
import { readObject } from '../operations/readObject';
import { invalid } from '../StatusError';
import type { ApiAnswer } from './ApiAnswer';
import { objectOf } from './answerRead';
import type { ResourceCall } from './answerResource';
import { readBody } from './readBody';
import { fieldsOf } from './reviewFields';
import { readWriteOptions } from './writeOptions';

const apiVersion = 'authentication.k8s.io/v1';
const audience = 'https://kubernetes.default.svc';
const usualSeconds = 3600;
const leastSeconds = 600;

interface TokenSpec extends JsonObject {
  audiences?: string[];
  expirationSeconds?: number;
}

function secondsOf({ expirationSeconds }: TokenSpec): number {
  const seconds = expirationSeconds ?? usualSeconds;
  if (seconds >= leastSeconds) return seconds;
  throw invalid({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, '', [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${seconds}: may not specify a duration less than 10 minutes`,
      field: 'spec.expirationSeconds',
    },
  ]);
}

/** Issues a token of a service account; it counts until its time is up. */
export async function answerTokenRequest(
  call: ResourceCall,
): Promise<ApiAnswer> {
  const { context, access } = call.state;
  const options = readWriteOptions(call.request, 'CreateOptions', call.warn);
  const account = readObject(context, objectOf(call));
  const { value } = await readBody(call.request);
  const spec = ((value as JsonObject | null)?.spec ?? {}) as TokenSpec;
  const expirationSeconds = secondsOf(spec);
  const { name = '', namespace = '', uid } = account.metadata;
  const time = timestamp(context);
  const expires = context.clock.now() + expirationSeconds * 1000;
  const token = access.issueToken({ name, namespace, uid }, expires);
  return {
    type: 'object',
    status: 201,
    object: {
      kind: 'TokenRequest',
      apiVersion,
      metadata: {
        name,
        namespace,
        uid,
        creationTimestamp: time,
        managedFields: [
          {
            manager: options.manager,
            operation: 'Update',
            apiVersion,
            time,
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:spec': fieldsOf(spec, true) },
            subresource: 'token',
          },
        ],
      },
      spec: {
        audiences: spec.audiences ?? [audience],
        expirationSeconds,
        boundObjectRef: null,
      },
      status: {
        token,
        expirationTimestamp: `${new Date(expires).toISOString().slice(0, 19)}Z`,
      },
    },
  };
}
