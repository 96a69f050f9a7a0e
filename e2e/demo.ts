import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunningDemo } from '../scripts/demo/DemoPortal';

const PORT_OFFSET = Number(process.env.E2E_PORT_OFFSET ?? 1500);
/** Databases, tokens, logs and state files of the demo that the stories run against. */
export const DATA_DIR = resolve(__dirname, '..', '.demo', `e2e-${PORT_OFFSET}`);

export const PORTAL_URL = `http://localhost:${3000 + PORT_OFFSET}`;
export const SCREENSHOTS = resolve(__dirname, '..', 'e2e-test-results');

/** The system's Chromium; nothing is downloaded, and it calls nobody but the portal. */
export const CHROMIUM = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env.PLAYWRIGHT_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  },
};

/** The demo command with ports and data of the stories' own. */
export function demoCommand(extra: string[] = []): string {
  return [
    'node --import tsx scripts/demo/run.ts',
    `--port-offset ${PORT_OFFSET}`,
    `--data-dir "${DATA_DIR}"`,
    ...extra,
  ].join(' ');
}

/** Where the running demo and its parts are; `undefined` until it is ready. */
export function findDemo(): RunningDemo | undefined {
  try {
    return JSON.parse(readFileSync(join(DATA_DIR, 'demo.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** The running demo; the set-up has waited for it. */
export function demo(): RunningDemo {
  const running = findDemo();
  if (!running) {
    throw new Error(`No demo runs on ${DATA_DIR}.`);
  }
  return running;
}
