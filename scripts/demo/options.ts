import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';

/** What one run of the demo portal uses. */
export interface DemoOptions {
  scenario: string;
  /** How many simulated seconds of a task pass in one real second. */
  speed: number;
  /** Holds the databases, the simulator's tokens, generated config and logs. */
  dataDir: string;
  ports: DemoPorts;
  /** Begin with empty databases instead of those of the last run. */
  fresh: boolean;
  /** Restart the backend when a source file changes, for those who work on it. */
  watch: boolean;
  /** Print what simulator, backend and frontend print, instead of only logging it. */
  verbose: boolean;
}

/** Everything listens on the loopback interface. */
export interface DemoPorts {
  app: number;
  backend: number;
  /** First port of the simulated Proxmox nodes; they take consecutive ones. */
  pve: number;
  /** The simulator's control API. */
  control: number;
}

const PORTS: DemoPorts = {
  app: 3000,
  backend: 7007,
  pve: 18006,
  control: 18000,
};

export const USAGE = `npm start -- [options]
  --scenario NAME    the simulated site: default, empty, large or a fault (default: default)
  --speed N          simulated seconds per second for durations of tasks (default: 1)
  --port-offset N    is added to every port, so that two demos can run (default: 0)
  --data-dir DIR     databases, tokens, logs (default: .demo)
  --fresh            forget the databases of the last run
  --watch            restart the backend when a source file changes
  --verbose          print the logs of all parts
`;

/** Reads the command line; a wrong one throws with a sentence that names the option. */
export function readOptions(argv: string[], root: string): DemoOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      scenario: { type: 'string', default: 'default' },
      speed: { type: 'string', default: '1' },
      'port-offset': { type: 'string', default: '0' },
      'data-dir': { type: 'string', default: '.demo' },
      fresh: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const offset = readNumber('--port-offset', values['port-offset']);
  const dataDir = values['data-dir'];
  return {
    scenario: values.scenario,
    speed: readNumber('--speed', values.speed),
    dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
    ports: {
      app: PORTS.app + offset,
      backend: PORTS.backend + offset,
      pve: PORTS.pve + offset,
      control: PORTS.control + offset,
    },
    fresh: values.fresh,
    watch: values.watch,
    verbose: values.verbose,
  };
}

function readNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) {
    throw new Error(`${option} takes a number of at least 0, not "${text}".`);
  }
  return value;
}
