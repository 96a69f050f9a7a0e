'use strict';

// The first thing README's two commands run, on a machine that may have nothing
// but git, some Node and npm. Plain JavaScript without dependencies, because it
// runs before anything is installed:
//
//   node scripts/launch.js <command> [arguments]
//
// makes sure of Node 22 or 24, Yarn and the installed dependencies, then runs
// <command> with them on the PATH.

const path = require('path');

if (Number(process.versions.node.split('.')[0]) < 18) {
  process.stderr.write(
    `Rackstage: Node ${process.versions.node} is too old to set things up. Install Node 18 or newer (Node 24 is best) and run the command again.\n`,
  );
  process.exit(1);
}

const { cleanEnvironment, registryForYarn } = require('./launch/environment');
const { ensureToolchain } = require('./launch/toolchain');
const { ensureInstalled } = require('./launch/install');
const { runToEnd } = require('./launch/runToEnd');
const { LaunchError } = require('./launch/explainFailure');

async function main() {
  const root = path.resolve(__dirname, '..');
  const [command, ...args] = process.argv.slice(2);
  if (!command) {
    throw new LaunchError(
      'Nothing to run was named. Use `npm start` or `npm test`, or `node scripts/launch.js <command>`.',
    );
  }
  const toolchain = await ensureToolchain(root);
  const env = cleanEnvironment(process.env, [
    ...toolchain.binFolders,
    path.join(root, 'node_modules', '.bin'),
  ]);
  await ensureInstalled({ root, env: { ...env, ...registryForYarn() } });
  process.exitCode = await runToEnd({ command, args, root, env });
}

main().catch(error => {
  const text = error instanceof LaunchError ? error.message : error.stack;
  process.stderr.write(`\nRackstage: ${text}\n`);
  process.exitCode = 1;
});
