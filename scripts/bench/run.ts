import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Figures, toJson, toTable } from './figures';
import { measureKubernetes } from './kubernetes/measureKubernetes';
import { measureHeap } from './measureHeap';
import { measureIngest } from './measureIngest';
import {
  countCallsPerCycle,
  createInventory,
  measureRatio,
  readAll,
} from './measureSnapshot';
import { measureStitched } from './measureStitched';
import { BenchOptions, readOptions, USAGE } from './options';
import { SimulatorProcess } from './SimulatorProcess';
import { toConfig } from './toConfig';

// `yarn bench`: how long reading takes at size, and what it costs. Nothing here
// passes or fails; the ratio is of two things measured in the same run.

interface Measured {
  figures: Partial<Figures>;
  notes: string[];
}

interface Half {
  name: NonNullable<BenchOptions['only']>;
  scenario: (options: BenchOptions) => string;
  measure: (
    simulator: SimulatorProcess,
    options: BenchOptions,
  ) => Promise<Measured>;
}

const halves: Half[] = [
  {
    name: 'proxmox',
    scenario: ({ scenario }) => scenario,
    measure: measureProxmox,
  },
  {
    name: 'kubernetes',
    scenario: () => 'many-tenants',
    measure: (simulator, { runs, idleSeconds }) =>
      measureKubernetes(simulator, { runs, idleSeconds, say }),
  },
];

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const figures: Partial<Figures> = {};
  const notes: string[] = [];
  for (const half of halves) {
    if (half.name === (options.only ?? half.name)) {
      const measured = await withSimulator(half, options);
      Object.assign(figures, measured.figures);
      notes.push(...measured.notes);
    }
  }
  process.stdout.write(`\n${toTable(figures, notes)}`);
  if (options.jsonFile) {
    writeFileSync(options.jsonFile, toJson(figures));
  }
}

async function withSimulator(
  half: Half,
  options: BenchOptions,
): Promise<Measured> {
  const root = resolve(__dirname, '..', '..');
  const scenario = half.scenario(options);
  say(`Starting the simulator (scenario ${scenario}) ...`);
  const simulator = await SimulatorProcess.start(
    root,
    scenario,
    half.name === 'kubernetes' ? 'with-kubernetes' : 'no-kubernetes',
  );
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const end = () => {
    simulator.stop().finally(() => process.exit(130));
  };
  signals.forEach(signal => process.once(signal, end));
  try {
    return await half.measure(simulator, options);
  } finally {
    signals.forEach(signal => process.off(signal, end));
    await simulator.stop();
  }
}

async function measureProxmox(
  simulator: SimulatorProcess,
  options: BenchOptions,
): Promise<Measured> {
  const config = toConfig(simulator.state);
  say('First ingestion ...');
  const ingest = await measureIngest(config);
  say('Heap with the configuration of every guest ...');
  const heap = await measureHeap(config);
  say('Calls per cycle, and the ratio ...');
  const inventory = await createInventory(config);
  await readAll(inventory);
  const calls = await countCallsPerCycle(inventory, simulator);
  const { ratio, snapshotMs, plainMs } = await measureRatio(
    inventory,
    simulator.state,
    options.runs,
  );
  const figures: Partial<Figures> = {
    'proxmox.ingest.10000.seconds': ingest.seconds,
    'proxmox.snapshot.ratio': ratio,
    'proxmox.upstreamCallsPerCycle': calls,
    'proxmox.snapshot.heap.10000guests.mb': heap.megabytes,
  };
  if (!options.skipStitched) {
    say(`The catalogue's own stitching of ${ingest.entities} entities ...`);
    figures['proxmox.ingest.stitched.seconds'] = await measureStitched(
      config,
      ingest.entities,
    );
  }
  return {
    figures,
    notes: [
      `${simulator.state.sites.length} Proxmox clusters, ${heap.guests} guests, ${ingest.entities} entities of which ${ingest.guests} guests.`,
      `The heap holds the lists and the configurations of ${heap.configurations} guests; the calls per cycle are those of the fast lane alone.`,
      `One cycle over all clusters, one after the other: ${Math.round(
        snapshotMs,
      )} ms from fetch to snapshot, ${Math.round(
        plainMs,
      )} ms for fetch and JSON.parse alone (medians of ${options.runs}).`,
    ],
  };
}

function say(text: string) {
  process.stdout.write(`${text}\n`);
}

/** Garbage collection on demand is a flag of the process, which no package script of ours passes on. */
function runAgainWithGc(): number {
  const { status } = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      require.resolve('tsx/cli'),
      '--expose-gc',
      __filename,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  );
  return status ?? 1;
}

if (global.gc) {
  main().then(
    () => process.exit(0),
    (error: Error) => {
      process.stderr.write(`\nThe benchmark failed: ${error.message}\n`);
      process.exit(1);
    },
  );
} else {
  process.exit(runAgainWithGc());
}
