import { resolve } from 'node:path';
import { parentIsGone } from '../launch/parentIsGone';
import { readOptions, USAGE } from './options';
import { DemoPortal } from './DemoPortal';

// `npm start`: the simulated Proxmox sites, the portal's backend and its
// frontend. Ctrl-C stops all of them; SIGUSR2 restarts the backend alone, SIGUSR1
// does so after killing it (this takes the signal from Node's debugger).

async function main() {
  const root = resolve(__dirname, '..', '..');
  const argv = process.argv.slice(2);
  if (argv.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const portal = new DemoPortal(root, readOptions(argv, root));
  const stopped = stopOnSignals(portal);
  process.on('SIGUSR2', () => portal.restartBackend('stopped'));
  process.on('SIGUSR1', () => portal.restartBackend('killed'));
  try {
    await Promise.race([portal.run(), stopped]);
  } finally {
    await portal.stop();
  }
}

function stopOnSignals(portal: DemoPortal): Promise<void> {
  return new Promise(done => {
    let isStopping = false;
    const stop = () => {
      if (isStopping) {
        portal.kill();
        process.exit(130);
      }
      isStopping = true;
      process.stdout.write('\nStopping (again to stop at once) ...\n');
      done();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, stop);
    }
    parentIsGone().then(done);
  });
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`\nThe demo ended: ${error.message}\n`);
    process.exit(1);
  },
);
