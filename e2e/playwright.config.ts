import { defineConfig } from '@playwright/test';
import { CHROMIUM, demoCommand, PORTAL_URL } from './demo';

// The stories run against the demo command itself, on ports and data of their
// own, so that they can run beside a demo that somebody is looking at.
export default defineConfig({
  testDir: './stories',
  testMatch: '*.story.ts',
  outputDir: '../e2e-test-results/traces',
  globalSetup: './globalSetup.ts',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // The stories share one portal, and one of them breaks its source.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./countReporter.ts']],
  use: {
    ...CHROMIUM,
    baseURL: PORTAL_URL,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recording costs more than the stories themselves: `yarn e2e --trace on`.
    trace: 'off',
  },
  webServer: {
    command: demoCommand(['--fresh']),
    cwd: '..',
    url: PORTAL_URL,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
  },
});
