import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPorts } from './checkPorts';
import type { DemoOptions } from './options';
import { ProcessGroup } from './ProcessGroup';
import { buildSourcesConfig } from './buildSourcesConfig';
import type { SimulatorState } from './SimulatorState';
import { waitForFile, waitForUrl } from './waitFor';

/**
 * The backend as Backstage's CLI starts it, but without watching the sources:
 * a backend that cannot start is to end and say why, not to wait for a change.
 */
const RUN_BACKEND = [
  process.execPath,
  '--enable-source-maps',
  '--require',
  require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  'src/index',
];

/** What a running demo says of itself in `demo.json` of its data folder. */
export interface RunningDemo {
  pid: number;
  portalUrl: string;
  backendUrl: string;
  controlUrl: string;
}

/** The three parts of the demo and the order in which they start and stop. */
export class DemoPortal {
  readonly #root: string;
  readonly #options: DemoOptions;
  readonly #parts = new Map<string, ProcessGroup>();
  #isStopped = false;
  #isRestarting = false;

  constructor(root: string, options: DemoOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** Starts everything, says where the portal is, and runs until a part dies. */
  async run(): Promise<never> {
    const { dataDir, fresh, ports, scenario } = this.#options;
    await checkPorts({
      'portal page': ports.app,
      backend: ports.backend,
      'simulated Proxmox nodes': ports.pve,
      'simulator control API': ports.control,
    });
    if (fresh) {
      rmSync(join(dataDir, 'db'), { recursive: true, force: true });
    }
    mkdirSync(join(dataDir, 'db'), { recursive: true });
    mkdirSync(join(dataDir, 'logs'), { recursive: true });
    say(`Starting the simulated Proxmox sites (scenario ${scenario}) ...`);
    const state = await this.#startSimulator();
    this.#writeSourcesConfig(state);
    say('Starting the portal: backend and frontend ...');
    await Promise.race([
      Promise.all([this.#startBackend(), this.#startFrontend()]),
      this.#anyPartDies(),
    ]);
    this.#writeDemoFile(state);
    this.#announce(state);
    return this.#anyPartDies();
  }

  /**
   * Starts the backend anew, on the data that it left behind. Killed, it gets no chance to tidy up, as when a machine
   * loses its power.
   */
  async restartBackend(how: 'stopped' | 'killed'): Promise<void> {
    const backend = this.#parts.get('backend');
    if (!backend || this.#isRestarting) {
      return;
    }
    this.#isRestarting = true;
    say(`Restarting the backend (${how}) ...`);
    if (how === 'killed') {
      backend.kill();
    }
    await backend.stop();
    await this.#startBackend();
    this.#isRestarting = false;
    say('The backend is back.');
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.#parts.values()].map(part => part.stop()));
    rmSync(join(this.#options.dataDir, 'demo.json'), { force: true });
  }

  kill(): void {
    this.#parts.forEach(part => part.kill());
  }

  async #startSimulator(): Promise<SimulatorState> {
    const { dataDir, ports, scenario, speed } = this.#options;
    const stateFile = join(dataDir, 'simulator.json');
    rmSync(stateFile, { force: true });
    this.#start('simulator', this.#root, [
      'tsx',
      'packages/simulator/src/cli.ts',
      ...['--scenario', scenario, '--speed', `${speed}`],
      ...['--pve-port', `${ports.pve}`, '--control-port', `${ports.control}`],
      ...['--state-dir', dataDir],
    ]);
    return Promise.race([
      waitForFile<SimulatorState>(stateFile),
      this.#anyPartDies(),
    ]);
  }

  #writeSourcesConfig(state: SimulatorState): void {
    writeFileSync(
      join(this.#options.dataDir, 'app-config.sources.yaml'),
      JSON.stringify(buildSourcesConfig(state), undefined, 2),
      { mode: 0o600 },
    );
  }

  async #startBackend(): Promise<void> {
    this.#start(
      'backend',
      join(this.#root, 'packages', 'backend'),
      this.#options.watch
        ? ['backstage-cli', 'package', 'start', ...this.#configArgs]
        : [...RUN_BACKEND, ...this.#configArgs],
    );
    await waitForUrl(`${this.#backendUrl}/.backstage/health/v1/readiness`);
  }

  async #startFrontend(): Promise<void> {
    this.#start('app', join(this.#root, 'packages', 'app'), [
      ...['backstage-cli', 'package', 'start'],
      ...this.#configArgs,
    ]);
    await waitForUrl(this.#portalUrl);
  }

  get #configArgs(): string[] {
    return [
      join(this.#root, 'app-config.yaml'),
      join(this.#root, 'app-config.demo.yaml'),
      join(this.#options.dataDir, 'app-config.sources.yaml'),
    ].flatMap(file => ['--config', file]);
  }

  #start(name: string, cwd: string, commandLine: string[]): void {
    const [command, ...args] = commandLine;
    const { dataDir, ports, verbose } = this.#options;
    const env = {
      ...process.env,
      NODE_ENV: 'development',
      RACKSTAGE_APP_PORT: `${ports.app}`,
      RACKSTAGE_BACKEND_PORT: `${ports.backend}`,
      RACKSTAGE_DATABASE_DIR: join(dataDir, 'db'),
    };
    const logFile = join(dataDir, 'logs', `${name}.log`);
    this.#parts.set(
      name,
      ProcessGroup.start({ name, command, args, cwd, env, logFile, verbose }),
    );
  }

  /** A part that ends while the demo should run ends the demo. */
  async #anyPartDies(): Promise<never> {
    const reason = await Promise.race(
      [...this.#parts.values()].map(part => part.diesUnexpectedly()),
    );
    if (this.#isStopped) {
      return new Promise(() => {});
    }
    throw new Error(reason);
  }

  /** For those who drive the demo from outside, as the end-to-end stories do. */
  #writeDemoFile(state: SimulatorState): void {
    const demo: RunningDemo = {
      pid: process.pid,
      portalUrl: this.#portalUrl,
      backendUrl: this.#backendUrl,
      controlUrl: state.controlUrl,
    };
    writeFileSync(
      join(this.#options.dataDir, 'demo.json'),
      JSON.stringify(demo),
    );
  }

  get #portalUrl(): string {
    return `http://localhost:${this.#options.ports.app}`;
  }

  get #backendUrl(): string {
    return `http://localhost:${this.#options.ports.backend}`;
  }

  #announce(state: SimulatorState): void {
    const { dataDir } = this.#options;
    say(
      [
        '',
        `  The portal is at ${this.#portalUrl}`,
        `  Simulated Proxmox: ${state.sites
          .map(({ name, nodes }) => `${name} (${nodes[0].url})`)
          .join(', ')}`,
        `  Simulator control: ${state.controlUrl}`,
        `  Logs and data:     ${dataDir}`,
        '  Ctrl-C stops everything.',
        '',
      ].join('\n'),
    );
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
