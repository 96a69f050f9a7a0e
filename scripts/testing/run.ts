import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodeFor, summariseResults, summaryLine } from './summariseResults';

// `npm test [-- <jest arguments>]`: every test of the repository, once, without
// watching, ending with a line that says how many passed, failed and were skipped.

/** CI=1 makes Backstage's test helpers look for Docker; nothing here needs it. */
const env = { ...process.env, BACKSTAGE_TEST_DISABLE_DOCKER: '1' };

function runJest(resultFile: string): number {
  const { status, error } = spawnSync(
    'backstage-cli',
    [
      'repo',
      'test',
      '--config',
      join(__dirname, '..', 'jest.config.js'),
      '--watchAll=false',
      '--json',
      `--outputFile=${resultFile}`,
      ...process.argv.slice(2),
    ],
    { env, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (error) {
    throw error;
  }
  return status ?? 1;
}

function readResults(resultFile: string): string | undefined {
  try {
    return readFileSync(resultFile, 'utf8');
  } catch {
    return undefined;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'rackstage-test-'));
try {
  const resultFile = join(folder, 'results.json');
  const jestStatus = runJest(resultFile);
  const results = readResults(resultFile);
  if (results) {
    const summary = summariseResults(JSON.parse(results));
    process.stdout.write(`${summaryLine(summary)}\n`);
    process.exitCode = Math.max(exitCodeFor(summary), jestStatus === 0 ? 0 : 1);
  } else {
    process.stderr.write(
      'Jest wrote no results: it stopped before the end, see above.\n',
    );
    process.stdout.write('0 passed, 1 failed, 0 skipped\n');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
