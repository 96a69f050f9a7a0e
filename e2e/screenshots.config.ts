import { defineConfig } from '@playwright/test';
import stories from './playwright.config';

// `yarn screenshots`: the pictures of README and docs, from the running demo.
export default defineConfig({
  ...stories,
  testDir: './screenshots',
  testMatch: '*.screenshots.ts',
  reporter: [['list']],
  use: { ...stories.use, deviceScaleFactor: 1 },
});
