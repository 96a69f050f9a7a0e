import { kindOf } from './schemaCheck';
import type { Json, Recording } from './types';

/**
 * How much a recording may differ from PVE 9.2 without the simulator being
 * wrong: captured from 9.x, captured from an older version, or written by hand.
 */
export type Source = 'live9' | 'live-old' | 'mock';

/** The source of a recording. */
export function sourceOf(recording: Recording): Source {
  if (recording.handWritten) return 'mock';
  return recording.majorVersion >= 9 ? 'live9' : 'live-old';
}

/**
 * Keys that stand for a passing state of the recorded server rather than for
 * the shape of the answer; a 9.x recording may have them and the simulator not.
 */
export const stateKeys: ReadonlySet<string> = new Set([
  'lock', // only while an operation runs
  'hastate', // only for HA resources, and only once the manager has seen them
  'tags', // only when set
  'comment', // only when set
  'description', // only when set
  'digest', // PVE 9.2 leaves it out of some lists that 9.1 had it in
  'saved', // only for tasks of the current active list
  'timestamp', // only when the manager is active
]);

/** Objects whose keys are data: ACL paths, privileges, nodes, task ids. */
export const mapPlaces: readonly RegExp[] = [
  /^GET \/access\/permissions data$/,
  /^GET \/access\/permissions data\.[^.]+$/,
  /^GET \/access\/roles\/\{roleid\} data$/,
  / data\.cap(\.[^.]+)?$/,
  / data\.not_allowed_nodes$/,
  / data\.manager_status\.node_status$/,
  / data\.nics$/,
  / data\.blockstat$/,
];

/** Lists whose rows of different `type` have different keys. */
export const typedPlaces =
  /^GET \/(cluster\/(resources|status|ha\/status\/current|sdn\/zones)|pools(\/\{poolid\})?|nodes\/\{node\}\/network|access\/domains) /;

const numericText = /^-?\d+(\.\d+)?$/;

/**
 * Kinds that the simulator may answer with where the recording has this value.
 * Older releases and mocks mix numbers and texts (`"vmid": "100"`), send ''
 * for an unset flag and null for an absent figure; 9.x recordings are binding.
 */
export function acceptedKinds(value: Json, source: Source): string[] {
  const kind = kindOf(value);
  if (source === 'live9') return [kind];
  if (kind === 'string' && numericText.test(String(value))) {
    return ['string', 'number'];
  }
  if (value === '') return ['string', 'number', 'null'];
  if (value === null) return ['null', 'number', 'string'];
  if (kind === 'number') {
    return ['number', 'numeric-string'];
  }
  if (kind === 'boolean' && source === 'mock') return ['boolean', 'number'];
  return [kind];
}

/** The kind of a simulated value, telling numeric text apart. */
export function answeredKinds(value: Json): string[] {
  const kind = kindOf(value);
  return kind === 'string' && numericText.test(String(value))
    ? ['string', 'numeric-string']
    : [kind];
}

/** Keys of older releases that 9.x leaves out, though its schema lists them. */
export const droppedKeys: ReadonlySet<string> = new Set([
  'diskread', // of stopped virtual machines
  'diskwrite',
  'sdn', // the id of a zone is in `network` since rows are of that type
]);

/** Row types that another name was given to since. */
const renamedTypes: Record<string, string> = {
  sdn: 'network', // PVE 9.2 lists zones and fabrics as networks
};

/** The present name of a recorded row type. */
export function currentType(type: string, source: Source): string {
  return source === 'live9' ? type : renamedTypes[type] ?? type;
}
