import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { SCREENSHOTS } from './demo';

/** Saves how the page looks in the light and in the dark theme. */
export async function takeScreenshots(page: Page, name: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate(chosen => {
      localStorage.setItem('theme', chosen);
      window.dispatchEvent(
        new StorageEvent('storage', { key: 'theme', newValue: chosen }),
      );
    }, theme);
    await page
      .locator(`[data-theme-mode="${theme}"]`)
      .first()
      .waitFor({ state: 'attached' });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}-${theme}.png`) });
  }
}
