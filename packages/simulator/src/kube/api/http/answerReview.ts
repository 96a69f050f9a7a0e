import type { JsonObject } from '../../object/types';
import type { AccessControl, AccessDecision } from '../access/AccessControl';
import type { Caller } from '../access/Caller';
import { timestamp } from '../ApiContext';
import { invalid, methodNotAllowed } from '../StatusError';
import { ApiAnswer } from './ApiAnswer';
import type { ResourceCall } from './answerResource';
import type { ResourceTarget } from './parseTarget';
import { readBody } from './readBody';
import { fieldsOf } from './reviewFields';
import { readWriteOptions } from './writeOptions';

/** The kinds that are answered but never stored. */
export const reviewKinds = [
  {
    group: 'authorization.k8s.io',
    plural: 'localsubjectaccessreviews',
    kind: 'LocalSubjectAccessReview',
    namespaced: true,
  },
  {
    group: 'authorization.k8s.io',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    namespaced: false,
  },
  {
    group: 'authorization.k8s.io',
    plural: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
    namespaced: false,
  },
  {
    group: 'authorization.k8s.io',
    plural: 'subjectaccessreviews',
    kind: 'SubjectAccessReview',
    namespaced: false,
  },
  {
    group: 'authentication.k8s.io',
    plural: 'selfsubjectreviews',
    kind: 'SelfSubjectReview',
    namespaced: false,
  },
  {
    group: 'authentication.k8s.io',
    plural: 'tokenreviews',
    kind: 'TokenReview',
    namespaced: false,
  },
];

interface ReviewSpec extends JsonObject {
  resourceAttributes?: {
    namespace?: string;
    verb?: string;
    group?: string;
    resource?: string;
    subresource?: string;
    name?: string;
  };
  nonResourceAttributes?: { path?: string; verb?: string };
  user?: string;
  groups?: string[];
  namespace?: string;
  token?: string;
}

/** Whether a call asks for a review. */
export function isReview(target: ResourceTarget): boolean {
  return reviewKinds.some(
    ({ group, plural }) => group === target.group && plural === target.plural,
  );
}

function decide(
  access: AccessControl,
  caller: Caller,
  spec: ReviewSpec,
): AccessDecision {
  const { resourceAttributes: wanted, nonResourceAttributes: path } = spec;
  if (path) {
    const { verb = 'get', path: name = '/' } = path;
    return { allowed: access.allowsPath(caller, verb, name) };
  }
  const resource = wanted?.subresource
    ? `${wanted.resource}/${wanted.subresource}`
    : wanted?.resource ?? '';
  return access.decide(caller, {
    verb: wanted?.verb ?? '',
    group: wanted?.group ?? '',
    resource,
    namespace: wanted?.namespace || undefined,
    name: wanted?.name || undefined,
  });
}

function checkAttributes(group: string, spec: ReviewSpec): void {
  const count = [spec.resourceAttributes, spec.nonResourceAttributes].filter(
    Boolean,
  ).length;
  if (count === 1) return;
  throw invalid({ group, kind: '' }, '', [
    {
      reason: 'FieldValueInvalid',
      message:
        'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
      field: 'spec.resourceAttributes',
    },
  ]);
}

function rulesStatus(access: AccessControl, caller: Caller, namespace: string) {
  const rules = access
    .granted(caller)
    .map(({ rule }) => rule)
    .filter(rule => !rule.namespaces || rule.namespaces.includes(namespace));
  const isAll = caller.groups.includes('system:masters');
  return {
    resourceRules: [
      ...(isAll ? [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }] : []),
      ...rules
        .filter(rule => rule.resources)
        .map(({ verbs, apiGroups, resources, resourceNames }) => ({
          verbs,
          apiGroups,
          resources,
          ...(resourceNames ? { resourceNames } : {}),
        })),
    ],
    nonResourceRules: [
      ...(isAll ? [{ verbs: ['*'], nonResourceURLs: ['*'] }] : []),
      ...rules
        .filter(rule => rule.nonResourceURLs)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    ],
    incomplete: false,
  };
}

function statusOf(
  call: Omit<ResourceCall, 'served'>,
  spec: ReviewSpec,
): { spec: object; status: object } {
  const { access } = call.state;
  const { plural, group } = call.target;
  if (plural === 'selfsubjectrulesreviews') {
    const status = rulesStatus(access, call.caller, spec.namespace ?? '');
    return { spec: {}, status };
  }
  if (plural === 'tokenreviews') {
    const found = access.findToken(spec.token ?? '');
    const status = found
      ? {
          authenticated: true,
          user: { username: found.name, groups: found.groups },
        }
      : { user: {}, error: 'invalid bearer token' };
    return { spec, status };
  }
  checkAttributes(group, spec);
  const subject =
    plural === 'selfsubjectaccessreviews'
      ? call.caller
      : { name: spec.user ?? '', groups: spec.groups ?? [] };
  return { spec, status: decide(access, subject, spec) };
}

/** Answers a review of access or identity. */
export async function answerReview(
  call: Omit<ResourceCall, 'served'>,
): Promise<ApiAnswer> {
  if (call.request.method !== 'POST') throw methodNotAllowed();
  const { group, version, plural, namespace } = call.target;
  const options = readWriteOptions(call.request, 'CreateOptions', call.warn);
  const { value } = await readBody(call.request);
  const spec = ((value as JsonObject | null)?.spec ?? {}) as ReviewSpec;
  const kind = reviewKinds.find(review => review.plural === plural)?.kind;
  const apiVersion = `${group}/${version}`;
  const time = timestamp(call.state.context);
  if (plural === 'selfsubjectreviews') {
    const { name, uid, groups } = call.caller;
    const userInfo = { username: name, ...(uid ? { uid } : {}), groups };
    const metadata = { creationTimestamp: time };
    const object = { kind, apiVersion, metadata, status: { userInfo } };
    return { type: 'object', status: 201, object };
  }
  const managedFields = [
    {
      manager: options.manager,
      operation: 'Update',
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': fieldsOf(spec, true) },
    },
  ];
  const review = statusOf(call, spec);
  const isPlain = plural === 'selfsubjectrulesreviews';
  const metadata = {
    ...(namespace ? { namespace } : {}),
    ...(isPlain ? {} : { managedFields }),
  };
  return {
    type: 'object',
    status: 201,
    object: { kind, apiVersion, metadata, ...review },
  };
}
