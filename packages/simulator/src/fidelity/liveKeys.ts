import { isObject } from './json';
import type { OfficialSchema } from './officialSchema';
import type { Json, Recording } from './types';

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

/**
 * Keys per call (`GET /nodes`) that captured servers sent in a successful
 * answer. The official schema forgets some of them.
 */
export function liveKeys(
  recordings: Recording[],
  schema: OfficialSchema,
): Map<string, Set<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { request, answer, handWritten } of recordings) {
    if (handWritten || answer.status !== 200 || answer.bodyLost) continue;
    const match = schema.match(request.method, request.path);
    if (!match) continue;
    const call = `${request.method} ${match.template}`;
    const set = keys.get(call) ?? new Set<string>();
    collectKeys(answer.body, set);
    keys.set(call, set);
  }
  return keys;
}
