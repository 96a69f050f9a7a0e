import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a run of kubectl said. */
export interface KubectlRun {
  code: number;
  output: string;
  errors: string;
}

/** kubectl with a home and a kubeconfig of its own. */
export interface Kubectl {
  run: (args: string[], input?: string) => Promise<KubectlRun>;
  /** Writes another kubeconfig; its path is for `--kubeconfig`. */
  addConfig: (name: string, kubeconfig: string) => string;
  close: () => void;
}

const hasKubectl =
  spawnSync('kubectl', ['version', '--client']).error === undefined;

/** Without kubectl there is nothing to test; where tests decide, it must be. */
export const describeKubectl =
  hasKubectl || process.env.CI ? describe : describe.skip;

/** Sets up kubectl for a server. */
export function startKubectl(kubeconfig: string): Kubectl {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
  const addConfig = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const config = addConfig('config', kubeconfig);
  async function run(args: string[], input = ''): Promise<KubectlRun> {
    const child = spawn('kubectl', args, {
      env: { PATH: process.env.PATH, HOME: folder, KUBECONFIG: config },
    });
    child.stdin.end(input);
    const [output, errors] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
    ]);
    const code = await new Promise<number>(resolve => {
      if (child.exitCode !== null) resolve(child.exitCode);
      else child.on('close', exit => resolve(exit ?? 1));
    });
    return { code, output, errors };
  }
  return {
    run,
    addConfig,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
