import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process runs; one that only waits to be buried does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** Resolves when the process is gone; the test's own deadline ends a vain wait. */
export async function waitUntilGone(pid: number): Promise<void> {
  while (isAlive(pid)) {
    await pause(50);
  }
}
