import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { openAs } from '../personas';

const IMAGES = resolve(__dirname, '..', '..', 'docs', 'images');

test('The Proxmox page', async ({ page }) => {
  await openAs(page, 'sre', '/proxmox');
  await expect(page.getByText('Frankfurt').first()).toBeVisible();
  await expect(page.getByText('Healthy').first()).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/proxmox-page.png` });

  await page.goto('/proxmox/guests');
  await expect(
    page.getByRole('row').filter({ hasText: 'orders-api-1' }),
  ).toHaveCount(1);
  await page.screenshot({ path: `${IMAGES}/guests.png` });
});

test('The page of a guest', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
  await openAs(page, 'sre', '/catalog/default/resource/fra-guest-201');
  await expect(page.getByText('Proxmox guest').first()).toBeVisible();
  await expect(page.getByText(/^Read /).first()).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/guest-dark.png` });
});
