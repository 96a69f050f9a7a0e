import { setTimeout as pause } from 'node:timers/promises';
import type { RunningDemo } from '../scripts/demo/DemoPortal';

const PATIENCE_MS = 120_000;

/** Restarts the backend of the demo alone and waits until it is ready again. */
export async function restartBackend(running: RunningDemo): Promise<void> {
  await restartBy('SIGUSR2', running);
}

/** Kills the backend with SIGKILL in the middle of its work, starts it anew and waits until it is ready. */
export async function killBackend(running: RunningDemo): Promise<void> {
  await restartBy('SIGUSR1', running);
}

async function restartBy(
  signal: 'SIGUSR1' | 'SIGUSR2',
  running: RunningDemo,
): Promise<void> {
  process.kill(running.pid, signal);
  await until(running, ready => !ready);
  await until(running, ready => ready);
}

async function until(
  { backendUrl }: RunningDemo,
  fits: (ready: boolean) => boolean,
): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (fits(await isReady(backendUrl))) {
      return;
    }
    await pause(200);
  }
  throw new Error('The backend did not restart; see .demo/e2e-*/logs.');
}

async function isReady(backendUrl: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${backendUrl}/.backstage/health/v1/readiness`);
    return ok;
  } catch {
    return false;
  }
}
