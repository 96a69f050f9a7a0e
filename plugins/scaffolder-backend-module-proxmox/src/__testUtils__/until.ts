import { setTimeout as pause } from 'node:timers/promises';

/** Waits for something that happens on the other side of a socket. */
export async function until(fits: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!fits()) {
    if (Date.now() > end) {
      throw new Error('It did not happen within 20 seconds.');
    }
    await pause(5);
  }
}
