import { isObject } from './json';
import type { LiveKnowledge } from './liveKnowledge';
import type { OfficialSchema, SchemaMatch, SchemaNode } from './officialSchema';
import { contradictions, declaredType, kindOf } from './schemaCheck';
import type { Json, Recording } from './types';

/** What a rule may look at. */
export interface ScopeKnowledge {
  schema: OfficialSchema;
  live: LiveKnowledge;
}

/** Why a recording cannot be a measure of a PVE 9.2 simulator. */
export interface ScopeRule {
  name: string;
  reason: string;
  applies(
    recording: Recording,
    match: SchemaMatch | undefined,
    knowledge: ScopeKnowledge,
  ): boolean;
}

function dataOf(recording: Recording): Json | undefined {
  const { body, status } = recording.answer;
  return status === 200 && isObject(body) ? body.data ?? null : undefined;
}

/** Formats of path and query values that the official schema names. */
const formats: Record<string, RegExp> = {
  'pve-userid': /^[^\s:/]+@[A-Za-z][A-Za-z0-9.\-_]+$/,
  'pve-vmid': /^[1-9]\d{2,8}$/,
  'pve-node': /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
  'pve-storage-id': /^[A-Za-z][A-Za-z0-9\-_.]*[A-Za-z0-9]$/,
};

/** Values whose schema entry has no format though the server checks them. */
const valueChecks: Record<string, RegExp> = {
  upid: /^UPID:[^:]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:]+:[^:]*:[^:]+@[^:]+:$/,
  path: /^\//,
  userid: /@/,
  pciid: /^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]$/,
};

/** Patterns are written for Perl: `(?^i:text)`. */
function breaksPattern(value: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  const plain = pattern.replace(/\(\?\^\w*:/g, '(?:');
  try {
    return !new RegExp(`^(?:${plain})$`).test(value);
  } catch {
    return false; // Perl knows more than we do; the server will tell
  }
}

function isRefusedValue(
  key: string,
  value: string,
  node: SchemaNode | undefined,
): boolean {
  const format =
    typeof node?.format === 'string' ? formats[node.format] : undefined;
  const check = format ?? (node ? valueChecks[key] : undefined);
  return (
    (check !== undefined && !check.test(value)) ||
    value.length > (node?.maxLength ?? Infinity) ||
    breaksPattern(value, node?.pattern) ||
    (node?.enum !== undefined && !node.enum.includes(value))
  );
}

function requestIsRefusable(
  recording: Recording,
  match: SchemaMatch | undefined,
): boolean {
  const properties = match?.method?.parameters?.properties ?? {};
  const values = [
    ...Object.entries(match?.values ?? {}),
    ...recording.request.query,
  ];
  return values.some(([key, value]) =>
    isRefusedValue(key, value, properties[key]),
  );
}

function contradictsSchema(
  recording: Recording,
  match: SchemaMatch | undefined,
  { live }: ScopeKnowledge,
): boolean {
  const data = dataOf(recording);
  const returns = match?.method?.returns;
  if (data === undefined || !returns) return false;
  const call = `${recording.request.method} ${match?.template}`;
  const knownKeys = live.keys.get(call) ?? new Set<string>();
  return (
    contradictions(data, returns, { knownKeys, requireKeys: false }).length > 0
  );
}

function containerChanged(
  recording: Recording,
  match: SchemaMatch | undefined,
): boolean {
  const data = dataOf(recording);
  const type = match?.method?.returns && declaredType(match.method.returns);
  if (data === undefined || !type) return false;
  const kind = kindOf(data);
  const isScalar = !['object', 'array', 'null'].includes(type);
  return (
    kind !== type && !(isScalar && !['object', 'array', 'null'].includes(kind))
  );
}

/** Areas that the suite does not read and the simulator does not answer. */
export interface Area {
  reason: string;
  call: RegExp;
}

/** Rules in the order in which they are tried; the first that applies counts. */
export function scopeRules(areas: Record<string, Area>): ScopeRule[] {
  const general: ScopeRule[] = [
    {
      name: 'no-answer',
      reason: 'the recorder got no answer: the server dropped the connection',
      applies: recording => recording.answer.status === 0,
    },
    {
      name: 'hand-written-request-refused',
      reason:
        'hand-written mock of a request whose path or query values the official schema refuses (user without realm, malformed task id)',
      applies: (recording, match) =>
        recording.handWritten && requestIsRefusable(recording, match),
    },
    {
      name: 'hand-written-answer-contradicts-schema',
      reason:
        'hand-written mock whose answer contradicts the official schema: other container or type, or keys that neither the schema nor a live server knows',
      applies: (recording, match, knowledge) =>
        recording.handWritten && contradictsSchema(recording, match, knowledge),
    },
    {
      name: 'changed-since',
      reason:
        'answer of a release before 9 in another container than the 9.2 schema has (for example null where a task id is now)',
      applies: (recording, match) =>
        !recording.handWritten &&
        recording.majorVersion < 9 &&
        containerChanged(recording, match),
    },
  ];
  const byArea = Object.entries(areas).map(
    ([name, { reason, call }]): ScopeRule => ({
      name,
      reason,
      applies: (recording, match) =>
        call.test(
          `${recording.request.method} ${
            match?.template ?? recording.request.path
          }`,
        ),
    }),
  );
  return [...general, ...byArea];
}

/** The first rule that puts a recording out of scope, or undefined. */
export function outOfScope(
  recording: Recording,
  rules: ScopeRule[],
  knowledge: ScopeKnowledge,
): ScopeRule | undefined {
  const { method, path } = recording.request;
  const match = knowledge.schema.match(method, path);
  return rules.find(rule => rule.applies(recording, match, knowledge));
}
