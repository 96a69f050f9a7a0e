import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findPveFolder } from './findPveFolder';
import { measure } from './measure';
import { figures, formatReport, summarise, thresholds } from './report';

const usage = `yarn fidelity [options]: replays the recorded answers of real servers against the simulator
  --json FILE        writes the figures as one flat JSON object
  --recordings DIR   folder of the recordings, one sub-folder per set
  --vary SEED        replays a variant with other names and values
  --verbose          all differences of a recording, not just the first
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      recordings: { type: 'string' },
      vary: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const seed = values.vary === undefined ? undefined : Number(values.vary);
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new Error(
      `--vary needs a whole number as seed, got '${values.vary}'`,
    );
  }
  const outcomes = await measure({
    pveFolder: findPveFolder(),
    recordingsFolder: values.recordings,
    seed,
  });
  process.stdout.write(formatReport(outcomes, values.verbose));
  if (values.json) {
    writeFileSync(
      values.json,
      `${JSON.stringify(figures(outcomes), null, 2)}\n`,
    );
  }
  const { isEnough } = summarise(outcomes);
  if (!isEnough) {
    process.stdout.write(
      `Not enough: at least ${thresholds.reproducedPercent} % of the scope must be reproduced and ${thresholds.scopePercent} % of all recordings be in scope.\n`,
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
