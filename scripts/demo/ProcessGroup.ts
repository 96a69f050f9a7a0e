import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a part may tidy up before it is killed. */
const PATIENCE_MS = 8000;

/** How long the last words of an ended part may take to arrive. */
const LAST_WORDS_MS = 500;

/** How long a killed process may take to be gone from the process table. */
const DEATH_MS = 2000;

/** How much of what a part prints is kept at hand, in characters. */
const TAIL_LENGTH = 8000;

/** Makes each Node process of a part end when the one that started it is killed. */
const END_WITH_PARENT = require.resolve('../launch/endWithParent');

interface ProcessGroupOptions {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Also print what the part prints, each line after its name. */
  verbose: boolean;
}

/**
 * A part of the demo with everything it starts itself, in a process group of
 * its own: the group is stopped as one, so that no grandchild is left behind.
 */
export class ProcessGroup {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #logFile: string;
  readonly #exited: Promise<void>;
  readonly #closed: Promise<void>;
  #tail = '';
  #isStopping = false;

  private constructor(options: ProcessGroupOptions) {
    this.name = options.name;
    this.#logFile = options.logFile;
    const { command, args, cwd, env } = options;
    this.#child = spawn(command, args, {
      cwd,
      env: { ...env, NODE_OPTIONS: endingWithParent(env.NODE_OPTIONS) },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(options.logFile, { mode: 0o600 });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        log.write(chunk);
        this.#tail = (this.#tail + chunk.toString()).slice(-TAIL_LENGTH);
        if (options.verbose) {
          process.stdout.write(prefixLines(options.name, chunk.toString()));
        }
      });
    }
    this.#closed = new Promise(resolve => {
      this.#child.once('close', () => {
        log.end();
        resolve();
      });
    });
    this.#exited = new Promise(resolve => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', error => {
        this.#tail += error.message;
        resolve();
      });
    });
  }

  static start(options: ProcessGroupOptions): ProcessGroup {
    return new ProcessGroup(options);
  }

  /** Resolves with a sentence when the part ends though nobody stopped it. */
  async diesUnexpectedly(): Promise<string> {
    await this.#exited;
    if (this.#isStopping) {
      return new Promise(() => {});
    }
    await Promise.race([this.#closed, pause(LAST_WORDS_MS)]);
    return `The ${this.name} stopped by itself. The end of ${
      this.#logFile
    }:\n${this.lastLines()}`;
  }

  /** Stops the whole group and waits until it is gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#signal('SIGTERM');
    const killer = setTimeout(() => this.#signal('SIGKILL'), PATIENCE_MS);
    await this.#exited;
    clearTimeout(killer);
    // The leader is gone; what it started may not have listened.
    this.#signal('SIGKILL');
    const end = Date.now() + DEATH_MS;
    while (this.#isPopulated() && Date.now() < end) {
      await pause(DEATH_MS / 50);
    }
  }

  /** Ends the group at once, for a second Ctrl-C. */
  kill(): void {
    this.#isStopping = true;
    this.#signal('SIGKILL');
  }

  lastLines(count = 15): string {
    return this.#tail.trimEnd().split('\n').slice(-count).join('\n');
  }

  #isPopulated(): boolean {
    return this.#signal(0);
  }

  /** Whether there was anybody in the group to send the signal to. */
  #signal(signal: NodeJS.Signals | 0): boolean {
    if (this.#child.pid === undefined) {
      return false;
    }
    try {
      return process.kill(-this.#child.pid, signal);
    } catch {
      // ESRCH: nobody of the group is left.
      return false;
    }
  }
}

function endingWithParent(nodeOptions = ''): string {
  return `${nodeOptions} --require ${JSON.stringify(END_WITH_PARENT)}`.trim();
}

function prefixLines(name: string, text: string): string {
  return text.replace(/\n$/, '').replace(/^/gm, `[${name}] `).concat('\n');
}
