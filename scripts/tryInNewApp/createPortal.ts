import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackedPlugin } from './packPlugins';
import type {
  AddedPackages,
  ReadmeInstructions,
  ReadmeTemplate,
} from './readReadme';
import { runCommand } from './runCommand';

const CREATE_APP = '@backstage/create-app@0.9.2';

interface Manifest {
  dependencies?: Record<string, string>;
  resolutions?: Record<string, string>;
  packageManager?: string;
}

/** Makes the portal that everybody starts from, in `portal`. */
export function createPortal(root: string, portal: string): void {
  runCommand(
    'npm',
    ['exec', '--yes', '--', CREATE_APP, '--path', portal, '--skip-install'],
    { cwd: root, input: 'trial\n' },
  );
  // The same Yarn, the same pins and known versions of dependencies: what is
  // tried are our plugins, not today's state of the registry.
  const ours = readManifest(root);
  editManifest(portal, manifest => ({
    ...manifest,
    packageManager: ours.packageManager,
    resolutions: { ...manifest.resolutions, ...ours.resolutions },
  }));
  for (const file of ['.yarnrc.yml', 'yarn.lock']) {
    copyFileSync(join(root, file), join(portal, file));
  }
}

/** Follows README's section on installation, with tarballs in place of the registry. */
export function installPlugins(options: {
  root: string;
  portal: string;
  plugins: PackedPlugin[];
  readme: ReadmeInstructions;
}): void {
  const { root, portal, plugins, readme } = options;
  const tarballs = Object.fromEntries(
    plugins.map(({ name, tarball }) => [name, `file:${tarball}`]),
  );
  editManifest(portal, manifest => ({
    ...manifest,
    resolutions: { ...manifest.resolutions, ...tarballs },
  }));
  const versions = knownVersions(root, plugins);
  for (const added of [...readme.packages, ...readme.policy.packages]) {
    addDependencies(portal, added, versions);
  }
  writeFileSync(
    join(portal, 'packages/backend/src/proxmoxPolicy.ts'),
    `${readme.policy.source}\n`,
  );
  editBackend(portal, readme);
  copyTemplate(root, portal, readme.template);
  runCommand('yarn', ['install'], {
    cwd: portal,
    env: { YARN_ENABLE_IMMUTABLE_INSTALLS: 'false', CI: '' },
  });
  runCommand('yarn', ['tsc'], { cwd: portal });
}

/** Targets of locations are relative to packages/backend. */
function copyTemplate(
  root: string,
  portal: string,
  { catalog }: ReadmeTemplate,
): void {
  const [{ target }] = catalog.locations;
  cpSync(
    join(root, 'templates/tenant-cluster'),
    dirname(join(portal, 'packages/backend', target)),
    { recursive: true },
  );
}

/** `yarn add` would take the newest; here that is what this repository is built with. */
function knownVersions(
  root: string,
  plugins: PackedPlugin[],
): Record<string, string> {
  return {
    ...readManifest(join(root, 'packages/backend')).dependencies,
    ...Object.fromEntries(
      plugins.map(({ name, version }) => [name, `^${version}`]),
    ),
  };
}

function addDependencies(
  portal: string,
  { workspace, names }: AddedPackages,
  versions: Record<string, string>,
): void {
  editManifest(join(portal, workspace), manifest => {
    const added = names.map(name => {
      if (!versions[name]) {
        throw new Error(`README.md installs ${name}, which is not known here.`);
      }
      return [name, versions[name]];
    });
    return {
      ...manifest,
      dependencies: { ...Object.fromEntries(added), ...manifest.dependencies },
    };
  });
}

function editBackend(portal: string, readme: ReadmeInstructions): void {
  const file = join(portal, 'packages/backend/src/index.ts');
  const source = readFileSync(file, 'utf8');
  const withoutAllowAll = source.replace(
    /backend\.add\(\s*import\('@backstage\/plugin-permission-backend-module-allow-all-policy'\),?\s*\);/,
    readme.policy.backendLines.join('\n'),
  );
  const complete = withoutAllowAll.replace(
    'backend.start();',
    `${readme.backendLines.join('\n')}\n\nbackend.start();`,
  );
  if (withoutAllowAll === source || complete === withoutAllowAll) {
    throw new Error(
      'The new portal’s backend has another shape than expected: no allow-all policy or no backend.start().',
    );
  }
  writeFileSync(file, complete);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function editManifest(
  folder: string,
  edit: (manifest: Manifest) => Manifest,
): void {
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify(edit(readManifest(folder)), undefined, 2),
  );
}
