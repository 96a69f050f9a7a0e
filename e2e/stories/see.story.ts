import { expect, test } from '@playwright/test';
import { openAs } from '../personas';
import { takeScreenshots } from '../takeScreenshots';

test.describe('An SRE looks for a machine', () => {
  test('by its name among all guests, and sees node and owner', async ({
    page,
  }) => {
    await openAs(page, 'sre', '/proxmox/guests');
    await page.getByLabel('Search guests').fill('orders-api-1');
    const row = page.getByRole('row').filter({ hasText: 'orders-api-1' });
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('201');
    await expect(row).toContainText('pve1');
    await expect(row).toContainText(/team-a/i);
    await expect(row).toContainText('Running');
  });

  test('in the catalogue, with live status, addresses, disks and tasks', async ({
    page,
  }) => {
    await openAs(page, 'sre', '/catalog/default/resource/fra-guest-201');
    await expect(
      page.getByRole('heading', { name: /orders-api-1/ }).first(),
    ).toBeVisible();
    await expect(page.getByText('Proxmox guest').first()).toBeVisible();
    await expect(page.getByText('Running').first()).toBeVisible();
    await expect(page.getByText('pve1').first()).toBeVisible();
    await expect(page.getByText(/^Read /).first()).toBeVisible();
    await takeScreenshots(page, 'guest-overview');

    await page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Proxmox' })
      .click();
    for (const section of ['Addresses', 'Disks', 'Tasks']) {
      await expect(
        page.getByRole('heading', { name: section }).first(),
      ).toBeVisible();
    }
    await expect(page.getByText(/10\.\d+\.\d+\.\d+/).first()).toBeVisible();
    await takeScreenshots(page, 'guest-tab');
  });

  test('through the search of the portal', async ({ page }) => {
    await openAs(page, 'sre', '/search?query=shop-mariadb');
    await expect(page.getByText('shop-mariadb').first()).toBeVisible({
      timeout: 90_000,
    });
  });

  test('and the sources with health and age', async ({ page }) => {
    await openAs(page, 'sre', '/proxmox');
    for (const title of ['Frankfurt', 'Edge']) {
      await expect(page.getByText(title).first()).toBeVisible();
    }
    await expect(page.getByText('Healthy').first()).toBeVisible();
    await expect(page.getByText(/^Read /).first()).toBeVisible();
    await takeScreenshots(page, 'proxmox-page');
  });
});
