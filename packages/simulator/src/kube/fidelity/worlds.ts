import type { KubeFault } from '../api/faults';
import type { KindTableName } from '../object/types';
import type { KubeRecording } from './types';

/** How the server was run on which some recordings were made. */
export interface WorldSettings {
  name: string;
  table: Extract<KindTableName, 'latest' | 'compat'>;
  /** With the controller manager: what it does is awaited, never arranged. */
  controllerManager?: boolean;
  allowsAnonymous?: boolean;
  fault?: KubeFault;
  /** Whether a recording was made there. */
  has: (recording: KubeRecording) => boolean;
}

function isOf(family: string, ids = /(?:)/) {
  return (recording: KubeRecording) =>
    recording.family === family && ids.test(recording.id);
}

const special: readonly WorldSettings[] = [
  { name: 'compat', table: 'compat', has: isOf('examples-compat') },
  {
    name: 'controllers',
    table: 'latest',
    controllerManager: true,
    has: isOf('lifecycle'),
  },
  {
    name: 'anonymous-off',
    table: 'latest',
    allowsAnonymous: false,
    has: isOf('shutdown-and-anonymous', /^anonymous-off/),
  },
  {
    name: 'stopping',
    table: 'latest',
    has: isOf('shutdown-and-anonymous', /^watch-at-shutdown$/),
  },
  {
    // the only world with an aggregated group
    name: 'aggregated-away',
    table: 'compat',
    fault: { kind: 'aggregated-away' },
    has: isOf('overload-and-aggregation', /^aggregated-/),
  },
];

/** All servers; the first takes every recording that no other has. */
export const worlds: readonly WorldSettings[] = [
  {
    name: 'latest',
    table: 'latest',
    has: recording => !special.some(world => world.has(recording)),
  },
  ...special,
];
