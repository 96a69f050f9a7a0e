import { isObject } from './json';
import type { OfficialSchema } from './officialSchema';
import { contradictions, withoutIndexes } from './schemaCheck';
import type { Json, Recording } from './types';

/** What captured servers do that the official schema does not say. */
export interface LiveKnowledge {
  /** Keys per call (`GET /nodes`); the schema forgets some of them. */
  keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** Contradictions to the schema per call, without indexes. */
  contradictions: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Lists whose rows are the same objects as another call's answer. */
const sameRows: Record<string, string> = {
  'GET /nodes/{node}/qemu': '/nodes/{node}/qemu/{vmid}/status/current',
  'GET /nodes/{node}/lxc': '/nodes/{node}/lxc/{vmid}/status/current',
  'GET /nodes/{node}/lxc/{vmid}/snapshot': '/nodes/{node}/qemu/{vmid}/snapshot',
};

function collectKeys(value: Json, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectKeys(item, into);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      into.add(key);
      collectKeys(member, into);
    }
  }
}

function entryOf(map: Map<string, Set<string>>, call: string): Set<string> {
  const set = map.get(call) ?? new Set<string>();
  map.set(call, set);
  return set;
}

/** Adds what one answer tells. */
function learn(
  { request, answer }: Recording,
  schema: OfficialSchema,
  into: { keys: Map<string, Set<string>>; known: Map<string, Set<string>> },
): void {
  const match = schema.match(request.method, request.path);
  if (!match || !isObject(answer.body)) return;
  const call = `${request.method} ${match.template}`;
  const knownKeys = entryOf(into.keys, call);
  collectKeys(answer.body, knownKeys);
  const allowance = { knownKeys, requireKeys: true };
  const data = answer.body.data ?? null;
  for (const line of contradictions(data, match.method?.returns, allowance)) {
    entryOf(into.known, call).add(withoutIndexes(line));
  }
}

/** Gathers what the successful answers of captured servers tell. */
export function liveKnowledge(
  recordings: Recording[],
  schema: OfficialSchema,
): LiveKnowledge {
  const keys = new Map<string, Set<string>>();
  const known = new Map<string, Set<string>>();
  for (const recording of recordings) {
    const { handWritten, answer } = recording;
    const isUsable = !handWritten && answer.status === 200 && !answer.bodyLost;
    if (isUsable) learn(recording, schema, { keys, known });
  }
  for (const [call, template] of Object.entries(sameRows)) {
    const returns = schema.match('GET', template)?.method?.returns;
    const row = returns?.items ?? returns;
    const own = entryOf(keys, call);
    for (const key of Object.keys(row?.properties ?? {})) own.add(key);
    for (const key of keys.get(`GET ${template}`) ?? []) own.add(key);
  }
  return { keys, contradictions: known };
}
