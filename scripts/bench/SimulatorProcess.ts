import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessGroup } from '../demo/ProcessGroup';
import type { SimulatorState } from '../demo/SimulatorState';
import { waitForFile } from '../demo/waitFor';
import { KubeCalls, sortKubeCalls } from './kubernetes/kubeCalls';

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
    kubernetes: 'with-kubernetes' | 'no-kubernetes' = 'no-kubernetes',
  ): Promise<SimulatorProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'rackstage-bench-'));
    const group = ProcessGroup.start({
      name: 'simulator',
      command: process.execPath,
      args: [
        ...[require.resolve('tsx/cli'), 'packages/simulator/src/cli.ts'],
        ...['--scenario', scenario, '--state-dir', folder],
        ...(kubernetes === 'no-kubernetes' ? ['--no-kubernetes'] : []),
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
      this.state.sites.map(({ name }) =>
        this.#control('DELETE', `sites/${name}/calls`),
      ),
    );
  }

  /** Calls since the last reset by site, as the site itself counted them. */
  async countCalls(): Promise<number[]> {
    return Promise.all(
      this.state.sites.map(async ({ name }) => {
        const { total } = await this.#control<{ total: number }>(
          'GET',
          `sites/${name}/calls`,
        );
        return total;
      }),
    );
  }

  /** Begins to count anew on every management cluster. */
  async resetKubeCalls(): Promise<void> {
    await this.#eachManagementCluster('DELETE', 'calls');
  }

  /** Calls since the last reset on all management clusters together, as they themselves counted them. */
  async countKubeCalls(): Promise<KubeCalls> {
    const counts = await this.#eachManagementCluster<{
      byTemplate: Record<string, number>;
    }>('GET', 'calls');
    return sortKubeCalls(counts.map(({ byTemplate }) => byTemplate));
  }

  /** Makes something wrong with every management cluster. */
  async break(fault: { kind: string; mode?: string }): Promise<void> {
    await this.#eachManagementCluster('POST', 'faults', fault);
  }

  /** Puts a fault of every management cluster right again. */
  async mend(kind: string): Promise<void> {
    await this.#eachManagementCluster('DELETE', `faults/${kind}`);
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #eachManagementCluster<T>(
    method: string,
    what: string,
    body?: object,
  ): Promise<T[]> {
    return Promise.all(
      (this.state.managementClusters ?? []).map(({ name }) =>
        this.#control<T>(method, `management-clusters/${name}/${what}`, body),
      ),
    );
  }

  async #control<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.state.controlUrl}/${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `The simulator's control API answered ${response.status} to ${method} ${path}`,
      );
    }
    return response.json();
  }
}
