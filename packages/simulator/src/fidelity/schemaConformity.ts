import type { ShapeContext } from './compareShape';
import { isObject } from './json';
import { contradictions, withoutIndexes } from './schemaCheck';
import type { Differences, Json } from './types';

/**
 * Where a simulated answer contradicts the official schema and no captured
 * server does the same.
 */
export function againstSchema(
  recorded: Json,
  simulated: Json,
  context: ShapeContext,
): Differences {
  const knownKeys = new Set(context.knownKeys);
  collectKeys(recorded, knownKeys);
  const allowance = { knownKeys, requireKeys: true };
  const alsoRecorded = new Set(context.knownContradictions);
  if (context.source !== 'mock') {
    for (const line of contradictions(recorded, context.schema, allowance)) {
      alsoRecorded.add(withoutIndexes(line));
    }
  }
  const lines = contradictions(simulated, context.schema, allowance)
    .map(withoutIndexes)
    .filter(line => !alsoRecorded.has(line));
  return [...new Set(lines)].map(line => `simulator: ${line}`);
}

function collectKeys(value: Json, into: Set<string>): void {
  if (Array.isArray(value)) value.forEach(item => collectKeys(item, into));
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    into.add(key);
    collectKeys(member, into);
  }
}
