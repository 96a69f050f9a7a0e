import { isObject } from './json';
import type { SchemaNode } from './officialSchema';
import { contradictions, kindOf, propertyOf } from './schemaCheck';
import {
  acceptedKinds,
  answeredKinds,
  leastKeyShare,
  mapPlaces,
  Source,
  stateKeys,
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
}

interface Place {
  at: string;
  node?: SchemaNode;
}

const upidPattern =
  /^UPID:([^:]+):[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:([^:]+):([^:]*):([^:]+):$/;

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
    ...compareGroup([recorded], [simulated], start, context),
  ];
}

/** Indexes do not matter for "the recorded server does that too". */
function withoutIndexes(line: string): string {
  return line.replace(/\[\d+\]/g, '[]');
}

function againstSchema(
  recorded: Json,
  simulated: Json,
  context: ShapeContext,
): Differences {
  const recordedKeys = new Set(context.knownKeys);
  collectKeys(recorded, recordedKeys);
  const allowance = { knownKeys: recordedKeys, requireKeys: true };
  const alsoRecorded = new Set(
    context.source === 'mock'
      ? []
      : contradictions(recorded, context.schema, allowance).map(withoutIndexes),
  );
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

/** Compares all values that stand at one place, e.g. one key of all rows. */
function compareGroup(
  recorded: Json[],
  simulated: Json[],
  place: Place,
  context: ShapeContext,
): Differences {
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
    ...compareTaskIds(recorded, simulated, place, context),
    ...compareLists(recorded, simulated, place, context),
    ...compareObjects(recorded, simulated, place, context),
  ];
}

/** A task id must be one, and of the recorded worker type. */
function compareTaskIds(
  recorded: Json[],
  simulated: Json[],
  place: Place,
  context: ShapeContext,
): Differences {
  const [first] = recorded;
  if (typeof first !== 'string' || !first.startsWith('UPID:')) return [];
  const given = simulated.map(value => upidPattern.exec(String(value)));
  if (given.some(match => match === null)) {
    return [`${place.at} is no task id: ${String(simulated[0])}`];
  }
  if (context.source !== 'live9') return [];
  const types = new Set(
    recorded.map(value => upidPattern.exec(String(value))?.[2]),
  );
  const odd = given.find(match => !types.has(match?.[2]));
  return odd && place.at === 'data'
    ? [
        `${place.at} is a task of type ${odd[2]}, recorded is ${[
          ...types,
        ].join()}`,
      ]
    : [];
}

function compareLists(
  recorded: Json[],
  simulated: Json[],
  place: Place,
  context: ShapeContext,
): Differences {
  const recordedLists = recorded.filter(Array.isArray);
  const simulatedLists = simulated.filter(Array.isArray);
  if (recordedLists.length === 0 || simulatedLists.length === 0) return [];
  const expected = recordedLists.flat();
  const given = simulatedLists.flat();
  if (expected.length > 0 && given.length === 0) {
    return [`${place.at} is empty, recorded are ${expected.length} entries`];
  }
  if (expected.length === 0 && given.length > 0) {
    return [`${place.at} has ${given.length} entries, recorded is none`];
  }
  const inner = { at: `${place.at}[]`, node: place.node?.items };
  const kinds = discriminators(expected);
  if (kinds === undefined) return compareGroup(expected, given, inner, context);
  return [...kinds].flatMap(kind => {
    const ofKind = (item: Json) => isObject(item) && item.type === kind;
    const same = given.filter(ofKind);
    if (same.length === 0) {
      return [`${place.at} has no entry of type ${kind}, recorded has`];
    }
    return compareGroup(expected.filter(ofKind), same, inner, context);
  });
}

/** Rows of several kinds in one list are told apart by `type`. */
function discriminators(items: Json[]): Set<Json> | undefined {
  const typed = items.every(
    item => isObject(item) && typeof item.type === 'string',
  );
  if (!typed || items.length === 0) return undefined;
  return new Set(items.map(item => (isObject(item) ? item.type : null)));
}

function compareObjects(
  recorded: Json[],
  simulated: Json[],
  place: Place,
  context: ShapeContext,
): Differences {
  const expected = recorded.filter(isObject);
  const given = simulated.filter(isObject);
  if (expected.length === 0 || given.length === 0) return [];
  if (isMap(place, context)) {
    const values = (objects: JsonObject[]) =>
      objects.flatMap(Object.values<Json>);
    if (values(expected).length > 0 && values(given).length === 0) {
      return [`${place.at} is empty, recorded is not`];
    }
    const inner = { at: `${place.at}.*` };
    return compareGroup(values(expected), values(given), inner, context);
  }
  const known = new Set(expected.flatMap(Object.keys));
  const shared = [...known].filter(key => given.some(item => key in item));
  return [
    ...missingKeys(expected, given, place, context),
    ...unknownKeys(known, given, place, context),
    ...shared.flatMap(key =>
      compareGroup(
        expected.filter(item => key in item).map(item => item[key]),
        given.filter(item => key in item).map(item => item[key]),
        { at: `${place.at}.${key}`, node: propertyOf(place.node, key) },
        context,
      ),
    ),
  ];
}

function isMap(place: Place, context: ShapeContext): boolean {
  return mapPlaces.some(pattern => pattern.test(`${context.call} ${place.at}`));
}

function missingKeys(
  expected: JsonObject[],
  given: JsonObject[],
  place: Place,
  context: ShapeContext,
): Differences {
  const always = Object.keys(expected[0]).filter(key =>
    expected.every(item => key in item),
  );
  const missing = always.filter(key => !given.some(item => key in item));
  const binding = missing.filter(key => !mayBeAbsent(key, place, context));
  if (binding.length > 0) {
    return [`${place.at} lacks ${binding.join(', ')}`];
  }
  const counted =
    context.source === 'mock'
      ? always.filter(key => propertyOf(place.node, key))
      : always;
  const present = counted.filter(key => given.some(item => key in item));
  const share = present.length / Math.max(counted.length, 1);
  return counted.length >= 4 && share < leastKeyShare[context.source]
    ? [
        `${place.at} has only ${present.length} of ${counted.length} recorded keys`,
      ]
    : [];
}

function mayBeAbsent(
  key: string,
  place: Place,
  context: ShapeContext,
): boolean {
  const declared = propertyOf(place.node, key);
  if (context.source === 'live9') {
    return (
      stateKeys.has(key) &&
      (declared === undefined || Boolean(declared.optional))
    );
  }
  return declared === undefined || Boolean(declared.optional);
}

function unknownKeys(
  known: ReadonlySet<string>,
  given: JsonObject[],
  place: Place,
  context: ShapeContext,
): Differences {
  if (place.node?.properties && Object.keys(place.node.properties).length > 0) {
    return []; // checked against the schema already
  }
  const odd = new Set(
    given
      .flatMap(Object.keys)
      .filter(key => !known.has(key) && !context.knownKeys.has(key)),
  );
  return odd.size > 0 && context.source !== 'mock'
    ? [`${place.at} has keys that no recording has: ${[...odd].join(', ')}`]
    : [];
}
