import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { WriteOrder } from './write';

/** Changes many objects, in a process of its own. */
export class KubeWriter {
  readonly #process: ChildProcess;

  constructor() {
    this.#process = fork(
      resolve('scripts', 'bench', 'kubernetes', 'write.ts'),
      { execArgv: ['--import', 'tsx'] },
    );
  }

  /** Resolves when everything is written. */
  async write(order: WriteOrder): Promise<void> {
    this.#process.send(order);
    const [{ error }] = await once(this.#process, 'message');
    if (error) {
      throw new Error(error);
    }
  }

  stop() {
    this.#process.kill();
  }
}
