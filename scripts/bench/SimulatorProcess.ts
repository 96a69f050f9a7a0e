import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessGroup } from '../demo/ProcessGroup';
import type { SimulatorState } from '../demo/SimulatorState';
import { waitForFile } from '../demo/waitFor';

/** The simulator in a process of its own, so that its work is not measured as ours. */
export class SimulatorProcess {
  readonly state: SimulatorState;
  readonly #folder: string;
  readonly #process: ProcessGroup;

  private constructor(options: {
    state: SimulatorState;
    folder: string;
    process: ProcessGroup;
  }) {
    this.state = options.state;
    this.#folder = options.folder;
    this.#process = options.process;
  }

  /** Starts it and waits until it listens. */
  static async start(
    root: string,
    scenario: string,
  ): Promise<SimulatorProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'rackstage-bench-'));
    const group = ProcessGroup.start({
      name: 'simulator',
      command: process.execPath,
      args: [
        ...[require.resolve('tsx/cli'), 'packages/simulator/src/cli.ts'],
        ...['--scenario', scenario, '--state-dir', folder],
        '--no-kubernetes',
      ],
      cwd: root,
      env: process.env,
      logFile: join(folder, 'simulator.log'),
      verbose: false,
    });
    const state = await Promise.race([
      waitForFile<SimulatorState>(join(folder, 'simulator.json')),
      group.diesUnexpectedly().then(sentence => {
        throw new Error(sentence);
      }),
    ]);
    return new SimulatorProcess({ state, folder, process: group });
  }

  /** Begins to count anew on every site. */
  async resetCalls(): Promise<void> {
    await Promise.all(
      this.state.sites.map(({ name }) => this.#calls(name, 'DELETE')),
    );
  }

  /** Calls since the last reset by site, as the site itself counted them. */
  async countCalls(): Promise<number[]> {
    return Promise.all(
      this.state.sites.map(async ({ name }) => {
        const { total } = await this.#calls(name, 'GET');
        return total;
      }),
    );
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #calls(site: string, method: string): Promise<{ total: number }> {
    const response = await fetch(
      `${this.state.controlUrl}/sites/${site}/calls`,
      { method },
    );
    if (!response.ok) {
      throw new Error(
        `The simulator's control API answered ${response.status} to ${method} calls of ${site}`,
      );
    }
    return response.json();
  }
}
