import { compareTaskIds } from './compareTaskIds';
import { isObject } from './json';
import type { SchemaNode } from './officialSchema';
import { isOptional, kindOf, propertyOf } from './schemaCheck';
import { againstSchema } from './schemaConformity';
import {
  acceptedKinds,
  answeredKinds,
  currentType,
  droppedKeys,
  mapPlaces,
  Source,
  stateKeys,
  typedPlaces,
} from './tolerances';
import type { Differences, Json, JsonObject } from './types';

/** What is known about the call whose answers are compared. */
export interface ShapeContext {
  /** `GET /nodes/{node}/qemu`, for the few places that have rules of their own. */
  call: string;
  source: Source;
  /** The official schema of `data`, when there is one. */
  schema?: SchemaNode;
  /** Keys that captured servers sent in answers to this call. */
  knownKeys: ReadonlySet<string>;
  /** Contradictions to the schema that captured servers commit as well. */
  knownContradictions: ReadonlySet<string>;
}

/** Where values stand in an answer, and what the schema says of them. */
export interface Place {
  at: string;
  node?: SchemaNode;
}

/**
 * Compares `data` of a successful answer by shape: containers, JSON types,
 * keys, non-emptiness, and conformity with the official schema.
 *
 * @returns one line per difference; none when the shape is reproduced
 */
export function compareShape(
  recorded: Json,
  simulated: Json,
  context: ShapeContext,
): Differences {
  const start = { at: 'data', node: context.schema };
  return [
    ...againstSchema(recorded, simulated, context),
    ...compareGroup(
      { recorded: [recorded], simulated: [simulated] },
      start,
      context,
    ),
  ];
}

/** All values that stand at one place, e.g. one key of all rows. */
export interface Values {
  recorded: Json[];
  simulated: Json[];
}

function compareGroup(
  values: Values,
  place: Place,
  context: ShapeContext,
): Differences {
  const { recorded, simulated } = values;
  const accepted = new Set(
    recorded.flatMap(value => acceptedKinds(value, context.source)),
  );
  const wrong = simulated.find(
    value => !answeredKinds(value).some(kind => accepted.has(kind)),
  );
  if (wrong !== undefined) {
    const expected = [...new Set(recorded.map(kindOf))].join(' or ');
    return [`${place.at} is ${kindOf(wrong)}, recorded is ${expected}`];
  }
  return [
    ...compareTaskIds(values, place, context),
    ...compareLists(values, place, context),
    ...compareObjects(values, place, context),
  ];
}

/** What is wrong with how many entries a list has, if anything is. */
function compareEmptiness(
  expected: Json[],
  given: Json[],
  source: Source,
): string | undefined {
  if (expected.length > 0 && given.length === 0) {
    return `is empty, recorded are ${expected.length} entries`;
  }
  // who writes a mock by hand leaves lists empty for brevity
  if (expected.length === 0 && given.length > 0 && source !== 'mock') {
    return `has ${given.length} entries, recorded is none`;
  }
  return undefined;
}

function compareLists(
  { recorded, simulated }: Values,
  place: Place,
  context: ShapeContext,
): Differences {
  const recordedLists = recorded.filter(Array.isArray);
  const simulatedLists = simulated.filter(Array.isArray);
  if (recordedLists.length === 0 || simulatedLists.length === 0) return [];
  const expected = recordedLists.flat();
  const given = simulatedLists.flat();
  const emptiness = compareEmptiness(expected, given, context.source);
  if (emptiness) return [`${place.at} ${emptiness}`];
  if (expected.length === 0) return [];
  const inner = { at: `${place.at}[]`, node: place.node?.items };
  const kinds = typedPlaces.test(`${context.call} ${place.at}`)
    ? discriminators(expected)
    : undefined;
  if (kinds === undefined) {
    return compareGroup(
      { recorded: expected, simulated: given },
      inner,
      context,
    );
  }
  return [...kinds].flatMap(kind => {
    const current = currentType(kind, context.source);
    const same = given.filter(item => isObject(item) && item.type === current);
    if (same.length === 0) {
      return [`${place.at} has no entry of type ${kind}, recorded has`];
    }
    const alike = expected.filter(item => isObject(item) && item.type === kind);
    return compareGroup({ recorded: alike, simulated: same }, inner, context);
  });
}

/** Rows of several kinds in one list are told apart by `type`. */
function discriminators(items: Json[]): Set<string> | undefined {
  const types = items.map(item => (isObject(item) ? item.type : null));
  const texts = types.filter(type => typeof type === 'string');
  return texts.length === items.length ? new Set(texts) : undefined;
}

function compareObjects(
  { recorded, simulated }: Values,
  place: Place,
  context: ShapeContext,
): Differences {
  const expected = recorded.filter(isObject);
  const given = simulated.filter(isObject);
  if (expected.length === 0 || given.length === 0) return [];
  const rows = { expected, given };
  if (isMap(place, context)) return compareMaps(rows, place, context);
  const known = new Set(expected.flatMap(Object.keys));
  const shared = [...known].filter(key => given.some(item => key in item));
  return [
    ...missingKeys(rows, place, context),
    ...unknownKeys(rows, place, context),
    ...shared.flatMap(key =>
      compareGroup(
        {
          recorded: expected.filter(item => key in item).map(item => item[key]),
          simulated: given.filter(item => key in item).map(item => item[key]),
        },
        { at: `${place.at}.${key}`, node: propertyOf(place.node, key) },
        context,
      ),
    ),
  ];
}

/** The objects that stand at one place. */
interface Rows {
  expected: JsonObject[];
  given: JsonObject[];
}

function isMap(place: Place, context: ShapeContext): boolean {
  return mapPlaces.some(pattern => pattern.test(`${context.call} ${place.at}`));
}

function compareMaps(
  { expected, given }: Rows,
  place: Place,
  context: ShapeContext,
): Differences {
  const recorded = expected.flatMap(Object.values<Json>);
  const simulated = given.flatMap(Object.values<Json>);
  if (recorded.length > 0 && simulated.length === 0) {
    return [`${place.at} is empty, recorded is not`];
  }
  return compareGroup(
    { recorded, simulated },
    { at: `${place.at}.*` },
    context,
  );
}

function missingKeys(
  { expected, given }: Rows,
  place: Place,
  context: ShapeContext,
): Differences {
  const shown = [...new Set(expected.flatMap(Object.keys))];
  const missing = shown.filter(key => !given.some(item => key in item));
  const binding = missing.filter(
    key => !mayBeAbsent(key, expected, { place, context }),
  );
  return binding.length > 0 ? [`${place.at} lacks ${binding.join(', ')}`] : [];
}

/** Flags that are not set are left out as often as not. */
function isUnset(value: Json | undefined, declared: SchemaNode): boolean {
  const isOff = declared.type === 'boolean' && (value === 0 || value === false);
  return value === undefined || value === null || value === '' || isOff;
}

/** A key that the recording has may be missing for a reason only. */
function mayBeAbsent(
  key: string,
  rows: JsonObject[],
  { place, context }: { place: Place; context: ShapeContext },
): boolean {
  const declared = propertyOf(place.node, key);
  if (declared && !isOptional(declared)) return false;
  if (stateKeys.has(key)) return true;
  if (context.source === 'live9') return false;
  // what 9.2 does not know was dropped since, or invented
  if (declared === undefined || droppedKeys.has(key)) return true;
  return rows.every(row => isUnset(row[key], declared));
}

/** Keys of the simulator's alone, where the schema lists none. */
function unknownKeys(
  { expected, given }: Rows,
  place: Place,
  context: ShapeContext,
): Differences {
  const listed = Object.keys(place.node?.properties ?? {}).length > 0;
  if (listed || context.source === 'mock') return []; // else checked already
  const known = new Set([
    ...expected.flatMap(Object.keys),
    ...context.knownKeys,
  ]);
  const odd = new Set(
    given.flatMap(Object.keys).filter(key => !known.has(key)),
  );
  return odd.size > 0
    ? [`${place.at} has keys that no recording has: ${[...odd].join(', ')}`]
    : [];
}
