import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ProcessGroup } from '../demo/ProcessGroup';
import type { SimulatorState } from '../demo/SimulatorState';
import { waitForFile, waitForUrl } from '../demo/waitFor';
import {
  checkTemplate,
  eventually,
  openProxmoxPage,
  signIn,
} from './checkPortal';
import { createPortal, installPlugins } from './createPortal';
import { packPlugins } from './packPlugins';
import { readReadme, type ReadmeInstructions } from './readReadme';
import { runCommand } from './runCommand';
import { findSite, SECRET_VARIABLE, writeConfig } from './writeConfig';

interface TrialOptions {
  root: string;
  /** Everything is made below this folder. */
  folder: string;
  readme: string;
}

/** The steps of a trial in a new portal, each with its time. */
export class NewPortalTrial {
  readonly #root: string;
  readonly #folder: string;
  readonly #readme: ReadmeInstructions;
  #parts: ProcessGroup[] = [];

  constructor({ root, folder, readme }: TrialOptions) {
    this.#root = root;
    this.#folder = folder;
    this.#readme = readReadme(readme);
  }

  async run(): Promise<void> {
    const root = this.#root;
    const portal = join(this.#folder, 'portal');
    const plugins = await step('Packing the plugins', () =>
      packPlugins(root, join(this.#folder, 'packages')),
    );
    await step('Creating a portal', () => createPortal(root, portal));
    await step('Installing the plugins', () =>
      installPlugins({ root, portal, plugins, readme: this.#readme }),
    );
    const state = await step('Starting a simulated Proxmox cluster', () =>
      this.#startSimulator(),
    );
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const config = writeConfig({
      portal,
      readme: this.#readme.config,
      template: this.#readme.template,
      state,
      port,
    });
    const configArgs = config.flatMap(file => ['--config', file]);
    await step('Building the frontend', () =>
      runCommand('yarn', ['workspace', 'app', 'build', ...configArgs], {
        cwd: portal,
        env: { TRIAL_GROUP: 'group:default/platform', [SECRET_VARIABLE]: 'x' },
      }),
    );
    await this.#tryAsPlatform({ portal, url, configArgs, state });
    await this.#tryAsTeam({ portal, url, configArgs, state });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#parts.map(part => part.stop()));
    this.#parts = [];
  }

  async #startSimulator(): Promise<SimulatorState> {
    const stateDir = join(this.#folder, 'simulator');
    this.#start('simulator', {
      cwd: this.#root,
      commandLine: [
        ...['tsx', 'packages/simulator/src/cli.ts'],
        ...['--scenario', 'default', '--state-dir', stateDir],
        '--no-kubernetes',
      ],
    });
    return this.#unlessPartDies(
      waitForFile<SimulatorState>(join(stateDir, 'simulator.json')),
    );
  }

  async #tryAsPlatform(portal: RunningPortal): Promise<void> {
    const { url } = portal;
    const backend = await step('Starting the portal', () =>
      this.#startBackend(portal, 'group:default/platform'),
    );
    await step('Entities arrive in the catalogue', async () => {
      const ask = await signIn(url);
      await eventually(
        'The virtual machine fra-guest-201 in the catalogue',
        () => ask('/api/catalog/entities?filter=spec.type=virtual-machine'),
        (entities: { metadata: { name: string } }[]) =>
          entities.some(({ metadata }) => metadata.name === 'fra-guest-201'),
      );
    });
    await step('The API knows strangers from users', async () => {
      const { status } = await fetch(`${url}/api/proxmox/v1/guests`);
      if (status !== 401) {
        throw new Error(`A caller without token got ${status} instead of 401.`);
      }
      const answer = await (await signIn(url))('/api/proxmox/v1/guests');
      if (answer.items.length === 0) {
        throw new Error(
          `The platform team sees no guest: ${JSON.stringify(answer)}`,
        );
      }
    });
    await step('The template for tenant clusters can be used', async () => {
      const ask = await signIn(url);
      await eventually(
        'The template in the catalogue',
        () => ask('/api/catalog/entities?filter=kind=template'),
        (templates: unknown[]) => templates.length > 0,
      );
      await checkTemplate(ask);
    });
    await step('The Proxmox page in Chromium', () =>
      openProxmoxPage(url, {
        title: this.#readme.config.proxmox.clusters[0].title,
        screenshot: join(this.#folder, 'proxmox-page.png'),
      }),
    );
    await backend.stop();
  }

  async #tryAsTeam(portal: RunningPortal): Promise<void> {
    await this.#startBackend(portal, 'group:default/team-a');
    await step('A team sees only its own guests', async () => {
      const ask = await signIn(portal.url);
      const { items }: { items: { owner: string }[] } = await eventually(
        'The first read of the cluster',
        () => ask('/api/proxmox/v1/guests'),
        answer => answer.items.length > 0,
      );
      const foreign = items.filter(
        ({ owner }) => owner !== 'group:default/team-a',
      );
      if (foreign.length > 0) {
        throw new Error(
          `Team A sees guests of others: ${JSON.stringify(foreign[0])}`,
        );
      }
    });
  }

  async #startBackend(
    { portal, url, configArgs, state }: RunningPortal,
    group: string,
  ): Promise<ProcessGroup> {
    const [{ name }] = this.#readme.config.proxmox.clusters;
    const backend = this.#start('backend', {
      cwd: portal,
      commandLine: ['yarn', 'workspace', 'backend', 'start', ...configArgs],
      env: {
        TRIAL_GROUP: group,
        [SECRET_VARIABLE]: findSite(state, name).tokens.inventory.secret,
      },
    });
    await this.#unlessPartDies(
      waitForUrl(`${url}/.backstage/health/v1/readiness`),
    );
    return backend;
  }

  #start(
    name: string,
    options: { cwd: string; commandLine: string[]; env?: NodeJS.ProcessEnv },
  ): ProcessGroup {
    const [command, ...args] = options.commandLine;
    const part = ProcessGroup.start({
      name,
      command,
      args,
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      logFile: join(this.#folder, `${name}.log`),
      verbose: false,
    });
    this.#parts.push(part);
    return part;
  }

  async #unlessPartDies<T>(result: Promise<T>): Promise<T> {
    const death = Promise.race(
      this.#parts.map(part => part.diesUnexpectedly()),
    );
    return Promise.race([
      result,
      death.then(reason => Promise.reject(new Error(reason))),
    ]);
  }
}

interface RunningPortal {
  portal: string;
  url: string;
  configArgs: string[];
  state: SimulatorState;
}

async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const started = Date.now();
  const result = await work();
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(`${title}: done in ${seconds} s\n`);
  return result;
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
