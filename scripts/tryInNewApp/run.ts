import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NewPortalTrial } from './NewPortalTrial';

// `npm run try-in-new-app [-- --dir DIR]`: installs the plugins into a portal
// fresh from @backstage/create-app by README's words alone, and sees whether
// they work there. With --dir the portal is made in DIR and kept.

async function main() {
  const { values } = parseArgs({ options: { dir: { type: 'string' } } });
  const folder = values.dir
    ? resolve(values.dir)
    : mkdtempSync(join(tmpdir(), 'rackstage-trial-'));
  mkdirSync(folder, { recursive: true });
  const root = resolve(__dirname, '..', '..');
  const trial = new NewPortalTrial({
    root,
    folder,
    readme: readFileSync(join(root, 'README.md'), 'utf8'),
  });
  const stop = async () => {
    await trial.stop();
    if (!values.dir) {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop().then(() => process.exit(130)));
  }
  try {
    await trial.run();
    process.stdout.write('The plugins work in a new portal.\n');
  } finally {
    await stop();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`\nTrying in a new app failed: ${error.message}\n`);
    process.exit(1);
  },
);
