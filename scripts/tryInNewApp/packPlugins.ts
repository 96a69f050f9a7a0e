import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './runCommand';

/** A published package as the registry would hand it out. */
export interface PackedPlugin {
  name: string;
  version: string;
  tarball: string;
}

/** Builds and packs every published package of the repository. */
export function packPlugins(root: string, target: string): PackedPlugin[] {
  mkdirSync(target, { recursive: true });
  runCommand('yarn', ['tsc'], { cwd: root });
  return readdirSync(join(root, 'plugins')).map(folder => {
    const cwd = join(root, 'plugins', folder);
    const { name, version } = JSON.parse(
      readFileSync(join(cwd, 'package.json'), 'utf8'),
    );
    const tarball = join(target, `${folder}.tgz`);
    runCommand('yarn', ['build'], { cwd });
    runCommand('yarn', ['pack', '--out', tarball], { cwd });
    return { name, version, tarball };
  });
}
