import { spawnSync } from 'node:child_process';

/** Runs a command quietly; what it printed is shown when it fails. */
export function runCommand(
  command: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; input?: string },
): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error || status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} failed in ${options.cwd}: ${
        error?.message ?? `exit code ${status}`
      }\n${stdout}\n${stderr}`,
    );
  }
}
