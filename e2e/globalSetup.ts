import { setTimeout as pause } from 'node:timers/promises';
import { findDemo } from './demo';
import { signInAs } from './personas';

const PATIENCE_MS = 240_000;

/** Waits until the demo is ready and its sites have arrived in the catalogue. */
export default async function waitForDemo(): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await hasGuests()) {
      return;
    }
    await pause(1000);
  }
  throw new Error(
    'The demo did not get ready: no guest of the site fra in the catalogue. See .demo/e2e-*/logs.',
  );
}

async function hasGuests(): Promise<boolean> {
  const running = findDemo();
  if (!running) {
    return false;
  }
  try {
    const ask = await signInAs('sre', running.backendUrl);
    const entity = await ask(
      '/api/catalog/entities/by-name/resource/default/fra-guest-201',
    );
    return entity.status === 200;
  } catch {
    return false;
  }
}
