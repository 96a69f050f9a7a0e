import type { ServedKind } from '../../object/types';
import type { Caller } from '../access/Caller';
import { isCore } from '../ApiContext';
import {
  methodNotAllowed,
  notFound,
  pageNotFound,
  PlainTextError,
  storageInitializing,
  unknownResource,
  StatusError,
} from '../StatusError';
import { ApiAnswer } from './ApiAnswer';
import { ApiRequest, readFlag } from './ApiRequest';
import { answerDelete, answerDeleteCollection } from './answerDelete';
import { answerGet, answerList, answerWatch } from './answerRead';
import { answerTokenRequest } from './answerTokenRequest';
import { answerCreate, answerPatch, answerUpdate } from './answerWrite';
import type { ResourceTarget } from './parseTarget';
import type { ServerState } from './ServerState';
import { authorizeResource } from '../access/authorizeResource';
import { isReview, answerReview } from './answerReview';
import { compareVersions, resourceName } from '../KindRegistry';

/** A call about a kind that is served. */
export interface ResourceCall {
  state: ServerState;
  request: ApiRequest;
  target: ResourceTarget;
  caller: Caller;
  served: ServedKind;
  warn: (text: string) => void;
}

/** The verb that authorisation sees. */
export function verbOf(request: ApiRequest, target: ResourceTarget): string {
  const { method, query } = request;
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return target.name ? 'delete' : 'deletecollection';
    default:
      break;
  }
  if (target.isWatchPath || (!target.name && readFlag(query, 'watch'))) {
    return 'watch';
  }
  return target.name ? 'get' : 'list';
}

const readMethods = ['GET', 'HEAD'];

/** Whether a call is about the tokens of a service account. */
function isToken({ served, target }: ResourceCall): boolean {
  const { group, kind } = served.definition;
  const isAccount = group === '' && kind === 'ServiceAccount';
  return isAccount && target.subresource === 'token';
}

/** Whether a compiled-in kind has no such route. */
function isMisplaced(call: ResourceCall, verb: string): boolean {
  if (isToken(call)) return verb !== 'create';
  const hasName = call.target.name !== undefined;
  switch (verb) {
    case 'create':
      return hasName;
    case 'update':
    case 'patch':
      return !hasName;
    default:
      return (
        verb === 'deletecollection' &&
        call.served.definition.plural === 'namespaces'
      );
  }
}

/** Refuses what a compiled-in kind's routes do not have. */
function checkCoreRoute(call: ResourceCall, verb: string): void {
  const { definition } = call.served;
  if (definition.plural === 'customresourcedefinitions') {
    if (!readMethods.includes(call.request.method)) throw methodNotAllowed();
  }
  if (isCore(definition) && isMisplaced(call, verb)) throw methodNotAllowed();
}

/** Subresources that a kind does not have answer as if the object were missing. */
function checkSubresource(call: ResourceCall): void {
  const { definition, version } = call.served;
  const { subresource, name } = call.target;
  if (subresource === undefined) return;
  const has =
    (subresource === 'status' && version.status) ||
    (subresource === 'scale' && version.scale !== undefined) ||
    (subresource === 'finalize' && definition.plural === 'namespaces') ||
    isToken(call);
  if (has) return;
  if (isCore(definition)) throw unknownResource();
  throw notFound(resourceName(definition), name ?? '');
}

async function dispatch(call: ResourceCall, verb: string): Promise<ApiAnswer> {
  switch (verb) {
    case 'get':
      return answerGet(call);
    case 'list':
      return answerList(call);
    case 'watch':
      return answerWatch(call);
    case 'create':
      return isToken(call) ? answerTokenRequest(call) : answerCreate(call);
    case 'update':
      return answerUpdate(call);
    case 'patch':
      return answerPatch(call);
    case 'delete':
      return answerDelete(call);
    case 'deletecollection':
      return answerDeleteCollection(call);
    default:
      throw methodNotAllowed();
  }
}

function unknownKind(state: ServerState, target: ResourceTarget): Error {
  const versions = state.context.kinds.group(target.group);
  const found = versions?.find(v => v.version === target.version);
  const isBuiltIn = found?.kinds.some(({ definition }) => isCore(definition));
  return isBuiltIn ? unknownResource() : pageNotFound();
}

/** What the server says about a deprecated version that says nothing itself. */
function deprecationText({ definition, version }: ServedKind): string {
  const name = (v: string) => `${definition.group}/${v} ${definition.kind}`;
  const better = definition.versions
    .filter(v => v.served && !v.deprecated)
    .map(v => v.version)
    .sort(compareVersions)[0];
  const advice = better ? `; use ${name(better)}` : '';
  return `${name(version.version)} is deprecated${advice}`;
}

function warnDeprecated(call: ResourceCall): void {
  const { version } = call.served;
  if (!version.deprecated) return;
  call.warn(version.deprecationWarning ?? deprecationText(call.served));
}

/** Refuses calls to an aggregated server that is away, whatever they want. */
function checkBackend(state: ServerState, { group }: ResourceTarget): void {
  const away = state.fault('aggregated-away');
  const isAggregated = state.context.kinds
    .group(group)
    ?.some(({ kinds }) => kinds[0].definition.origin === 'aggregated');
  if (away && isAggregated && (!away.group || away.group === group)) {
    throw new PlainTextError(503, 'service unavailable\n');
  }
}

/** Refuses the first reads of a custom kind for a moment. */
function checkStorage(call: ResourceCall, verb: string): void {
  const { definition } = call.served;
  if (!['list', 'watch'].includes(verb) || isCore(definition)) return;
  if (call.state.isInitializing(definition)) throw storageInitializing();
}

/** Answers a call about objects. */
export async function answerResource(
  call: Omit<ResourceCall, 'served'>,
): Promise<ApiAnswer> {
  const { state, request, target } = call;
  const verb = verbOf(request, target);
  if (request.method === 'OPTIONS') throw methodNotAllowed();
  authorizeResource(state.access, call.caller, { verb, target });
  if (isReview(target)) return answerReview(call);
  checkBackend(state, target);
  const served = state.context.kinds.findResource(
    target.group,
    target.version,
    target.plural,
  );
  if (!served) throw unknownKind(state, target);
  const full = { ...call, served };
  const isInWrongPlace =
    !served.definition.namespaced && target.namespace !== undefined;
  if (isInWrongPlace) throw unknownKind(state, target);
  warnDeprecated(full);
  checkCoreRoute(full, verb);
  checkSubresource(full);
  checkStorage(full, verb);
  return dispatch(full, verb);
}

/** Refuses a write that names no object. */
export function requireName(target: ResourceTarget): string {
  if (target.name) return target.name;
  throw new StatusError({
    code: 400,
    reason: 'BadRequest',
    message: 'name must be provided',
  });
}
