/** What `yarn bench` was asked for. */
export interface BenchOptions {
  /** Where the figures go as one flat JSON object. */
  jsonFile?: string;
  /** Leaves out the catalogue's own stitching, which takes minutes. */
  skipStitched: boolean;
  scenario: string;
  /** How often the two halves of the ratio are measured, alternately. */
  runs: number;
  /** One half of the benchmark instead of both. */
  only?: 'proxmox' | 'kubernetes';
  /** How long the idle backend is observed. */
  idleSeconds: number;
  help: boolean;
}

export const USAGE = `Usage: yarn bench [options]

Measures the reading of Proxmox at the size of 20 clusters and 10,000 guests
and of Kubernetes with 400 tenant clusters in two management clusters, against
the simulator in a process of its own, and prints a table.

  --json FILE        also write the figures as one flat JSON object
  --skip-stitched    leave out the catalogue's stitching (minutes on SQLite)
  --scenario NAME    another scenario for the Proxmox half (default: large)
  --runs N           alternating runs for the ratios (default: 7)
  --only HALF        only proxmox or only kubernetes
  --idle-seconds N   how long the idle backend is observed (default: 10)
  --help             print this
`;

/** Reads the command line. Throws with a sentence for what it does not know. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const options: BenchOptions = {
    skipStitched: false,
    scenario: 'large',
    runs: 7,
    idleSeconds: 10,
    help: false,
  };
  const rest = [...argv];
  const valueOf = (name: string) => {
    const value = rest.shift();
    if (value === undefined || value.startsWith('--')) {
      throw new Error(`${name} needs a value; see --help`);
    }
    return value;
  };
  while (rest.length > 0) {
    const name = rest.shift();
    if (name === '--json') {
      options.jsonFile = valueOf(name);
    } else if (name === '--scenario') {
      options.scenario = valueOf(name);
    } else if (name === '--runs') {
      options.runs = toWhole(name, valueOf(name));
    } else if (name === '--idle-seconds') {
      options.idleSeconds = toWhole(name, valueOf(name));
    } else if (name === '--only') {
      options.only = toHalf(valueOf(name));
    } else if (name === '--skip-stitched') {
      options.skipStitched = true;
    } else if (name === '--help') {
      options.help = true;
    } else {
      throw new Error(`Unknown option '${name}'; see --help`);
    }
  }
  return options;
}

function toWhole(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`${name} needs a whole number from 1, not '${text}'`);
  }
  return number;
}

function toHalf(text: string): BenchOptions['only'] {
  if (text !== 'proxmox' && text !== 'kubernetes') {
    throw new Error(`--only needs proxmox or kubernetes, not '${text}'`);
  }
  return text;
}
