import { expect, test, type Page } from '@playwright/test';
import { demo } from '../demo';
import { breakSite, repairSite } from '../faults';
import { openAs } from '../personas';
import { restartBackend } from '../restartBackend';
import { takeScreenshots } from '../takeScreenshots';

// The name says what is tested: the portal survives a broken source. The file
// comes last in the alphabet, because it breaks what the other stories need.

const SINCE = /Frankfurt cannot be read since/;

/** Waits for the banner with its reason; returns since when it says. */
async function expectLastGood(page: Page): Promise<string | undefined> {
  const banner = page.getByText(SINCE).first();
  await expect(banner).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/refus/i).first()).toBeVisible();
  return /since (.+?) \(/.exec((await banner.textContent()) ?? '')?.[1];
}

test.describe('The Proxmox cluster fra goes down', () => {
  test.afterAll(() => repairSite('fra'));

  test('and its guests stay, with the reason, also after a restart', async ({
    page,
  }) => {
    test.setTimeout(480_000);
    await openAs(page, 'sre', '/proxmox/guests');
    await expect(
      page.getByRole('row').filter({ hasText: 'orders-api-1' }),
    ).toHaveCount(1);

    await breakSite('fra', { kind: 'api-refusing' });
    const since = await expectLastGood(page);
    expect(since).toMatch(/\d/);
    await page.getByLabel('Search guests').fill('orders-api-1');
    await expect(
      page.getByRole('row').filter({ hasText: 'orders-api-1' }),
    ).toHaveCount(1);
    await takeScreenshots(page, 'source-down');

    await page.goto('/catalog/default/resource/fra-guest-201');
    await expectLastGood(page);
    await expect(
      page.getByRole('heading', { name: /orders-api-1/ }).first(),
    ).toBeVisible();
    await takeScreenshots(page, 'guest-of-source-down');

    // The other cluster is not affected.
    await page.goto('/catalog/default/resource/edge-guest-101');
    await expect(
      page.getByRole('heading', { name: /edge-gateway/ }).first(),
    ).toBeVisible();
    await expect(page.getByText(SINCE)).toHaveCount(0);

    await restartBackend(demo());
    await page.goto('/catalog/default/resource/fra-guest-201');
    expect(await expectLastGood(page)).toBe(since);
    await page.goto('/proxmox/guests');
    await expectLastGood(page);
    await page.getByLabel('Search guests').fill('orders-api-1');
    await expect(
      page.getByRole('row').filter({ hasText: 'orders-api-1' }),
    ).toHaveCount(1);
    await takeScreenshots(page, 'source-down-after-restart');

    await repairSite('fra');
    await expect(page.getByText(SINCE)).toHaveCount(0, { timeout: 120_000 });
  });
});
