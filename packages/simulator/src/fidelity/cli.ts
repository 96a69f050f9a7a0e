import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureKube } from '../kube/fidelity/measureKube';
import {
  formatKubeReport,
  kubeFigures,
  kubeShares,
  summariseKube,
} from '../kube/fidelity/kubeReport';
import { findPveFolder } from './findPveFolder';
import { measure } from './measure';
import {
  figures,
  formatFigures,
  formatReport,
  shareFigures,
  summarise,
  thresholds,
} from './report';

const usage = `yarn fidelity [options]: replays the recorded answers of real servers against the simulator
  --json FILE        writes the figures as one flat JSON object
  --recordings DIR   folder of the recordings, one sub-folder per set
  --vary SEED        replays a variant with other names and values only;
                     without it the variant of seed 1 is measured as well
  --verbose          all differences of a recording, not just the first
`;

/** Seed of the variant that is measured beside the recordings as they are. */
const usualSeed = 1;

interface Options {
  json?: string;
  recordings?: string;
  seed?: number;
  isVerbose: boolean;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      recordings: { type: 'string' },
      vary: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const seed = values.vary === undefined ? undefined : Number(values.vary);
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new Error(
      `--vary needs a whole number as seed, got '${values.vary}'`,
    );
  }
  const { json, recordings, verbose } = values;
  return { json, recordings, seed, isVerbose: verbose ?? false };
}

/** Replays the recordings of a Kubernetes API and prints what came of it. */
async function reportKube(
  seed: number | undefined,
  isVerbose: boolean,
): Promise<{ values: Record<string, number>; isEnough: boolean }> {
  const outcomes = await measureKube({ seed });
  process.stdout.write(formatKubeReport(outcomes, isVerbose));
  const values = kubeFigures(outcomes);
  let { isEnough } = summariseKube(outcomes);
  if (seed === undefined) {
    const varied = await measureKube({ seed: usualSeed });
    Object.assign(values, kubeShares(varied, 'kube.varied'));
    const summary = summariseKube(varied);
    if (!summary.isEnough) {
      process.stdout.write(formatKubeReport(varied, isVerbose));
    }
    isEnough = isEnough && summary.isEnough;
  }
  process.stdout.write(formatFigures(values));
  return { values, isEnough };
}

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    process.stdout.write(usage);
    return 0;
  }
  const { seed, recordings: recordingsFolder } = options;
  const pveFolder = findPveFolder();
  const outcomes = await measure({ pveFolder, recordingsFolder, seed });
  process.stdout.write(formatReport(outcomes, options.isVerbose));
  const all = figures(outcomes);
  let { isEnough } = summarise(outcomes);
  if (seed === undefined && recordingsFolder === undefined) {
    const varied = await measure({ pveFolder, seed: usualSeed });
    const shares = shareFigures(varied, 'pve.varied');
    process.stdout.write(formatFigures(shares));
    Object.assign(all, shares);
    isEnough = isEnough && summarise(varied).isEnough;
  }
  if (recordingsFolder === undefined) {
    const kube = await reportKube(seed, options.isVerbose);
    Object.assign(all, kube.values);
    isEnough = isEnough && kube.isEnough;
  }
  if (options.json) {
    writeFileSync(options.json, `${JSON.stringify(all, null, 2)}\n`);
  }
  if (!isEnough) {
    process.stdout.write(
      `Not enough: at least ${thresholds.reproducedPercent} % of the scope must be reproduced, of Proxmox VE and of Kubernetes, and ${thresholds.scopePercent} % of all recordings be in scope, as they are and varied.\n`,
    );
  }
  return isEnough ? 0 : 1;
}

main().then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
