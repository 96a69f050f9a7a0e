import {
  ListCall,
  listObjects,
  parseRevision,
  awaitRevision,
} from '../operations/listObjects';
import { readObject } from '../operations/readObject';
import { readScale } from '../operations/scale';
import { watchObjects } from '../operations/watchObjects';
import { badRequest, invalidOption } from '../StatusError';
import { ApiAnswer, objectAnswer } from './ApiAnswer';
import { readFlag } from './ApiRequest';
import { requireName, ResourceCall } from './answerResource';

/** Names the object of a call. */
export function objectOf(call: ResourceCall) {
  return {
    served: call.served,
    namespace: call.target.namespace,
    name: requireName(call.target),
  };
}

/** Answers one object, or its scale. */
export async function answerGet(call: ResourceCall): Promise<ApiAnswer> {
  const { context } = call.state;
  const wanted = call.request.query.get('resourceVersion');
  if (wanted) await awaitRevision(context, parseRevision(wanted));
  if (call.target.subresource === 'scale') {
    const object = readScale(context, objectOf(call));
    return { type: 'object', status: 200, object };
  }
  const object = readObject(context, objectOf(call));
  return objectAnswer(200, object, call.served);
}

function readNumber(call: ResourceCall, name: string): number | undefined {
  const text = call.request.query.get(name);
  if (text === null || text === '') return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
}

function optionForbidden(message: string): Error {
  return invalidOption('ListOptions', {
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${message}`,
    field: 'resourceVersionMatch',
  });
}

/** Reads which objects a list, watch or deletion of many is about. */
export function readListCall(call: ResourceCall): ListCall {
  const { query } = call.request;
  const list: ListCall = {
    served: call.served,
    namespace: call.target.namespace,
    labelSelector: query.get('labelSelector') || undefined,
    fieldSelector: query.get('fieldSelector') || undefined,
    limit: readNumber(call, 'limit'),
    continueToken: query.get('continue') || undefined,
    resourceVersion: query.get('resourceVersion') || undefined,
    resourceVersionMatch: query.get('resourceVersionMatch') || undefined,
  };
  if (list.resourceVersionMatch && !list.resourceVersion) {
    if (!readFlag(query, 'watch')) {
      throw optionForbidden(
        'resourceVersionMatch is forbidden unless resourceVersion is provided',
      );
    }
  }
  return list;
}

/** Answers a list. */
export async function answerList(call: ResourceCall): Promise<ApiAnswer> {
  const list = await listObjects(call.state.context, readListCall(call));
  return { type: 'list', list, served: call.served };
}

/** Answers a watch; the connection starts it. */
export async function answerWatch(call: ResourceCall): Promise<ApiAnswer> {
  const { query } = call.request;
  const list = readListCall(call);
  const wantsInitial = query.get('sendInitialEvents');
  const sendInitialEvents =
    wantsInitial === null ? undefined : readFlag(query, 'sendInitialEvents');
  if (sendInitialEvents !== undefined) {
    if (list.resourceVersionMatch !== 'NotOlderThan') {
      throw optionForbidden(
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      );
    }
  }
  const named = call.target.name
    ? { fieldSelector: `metadata.name=${call.target.name}` }
    : {};
  const allowBookmarks = readFlag(query, 'allowWatchBookmarks');
  return {
    type: 'watch',
    stream: {
      served: call.served,
      start: listener =>
        watchObjects(
          call.state.context,
          { ...list, ...named, sendInitialEvents },
          listener,
        ),
      allowBookmarks,
      bookmarkInitialEvents: sendInitialEvents === true && allowBookmarks,
      timeoutSeconds: readNumber(call, 'timeoutSeconds'),
    },
  };
}
