import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { demo } from '../demo';
import { fillOrderForm, order } from '../orderForm';
import { openAs, signInAs } from '../personas';

const IMAGES = resolve(__dirname, '..', '..', 'docs', 'images');

// What is not in the catalogue yet is shown without a link.
test.beforeAll(async () => {
  const ask = await signInAs('sre', demo().backendUrl);
  const resource = '/api/catalog/entities/by-name/resource/default';
  for (const name of [
    'fra-guest-321',
    'mgmt-b-cluster-tenant-team-a-initech',
  ]) {
    await expect
      .poll(async () => (await ask(`${resource}/${name}`)).status, {
        message: `${name} in the catalogue`,
        timeout: 120_000,
      })
      .toBe(200);
  }
});

test('The Proxmox page', async ({ page }) => {
  await openAs(page, 'sre', '/proxmox');
  await expect(page.getByText('Frankfurt').first()).toBeVisible();
  await expect(page.getByText('Healthy').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'edge-cluster' })).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/proxmox-page.png` });

  await page.goto('/proxmox/guests');
  await expect(
    page.getByRole('row').filter({ hasText: 'orders-api-1' }),
  ).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'orders-api-1' })).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/guests.png` });
});

test('The page of a guest', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
  await openAs(page, 'sre', '/catalog/default/resource/fra-guest-201');
  await expect(page.getByText('Proxmox guest').first()).toBeVisible();
  await expect(page.getByText(/^Read /).first()).toBeVisible();
  await expect(page.getByText('Orders API')).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/guest-dark.png` });
});

test('An order, from its check to the ready cluster', async ({ page }) => {
  await fillOrderForm(page, 'alice', {
    managementCluster: 'mgmt-a',
    tenant: 'team-a',
    name: 'shop',
    addresses: '10.0.40.100-10.0.40.105',
  });
  await expect(
    page.getByText('Nothing speaks against this order'),
  ).toBeVisible();
  await page.getByText(/^Manifests that would be applied/).click();
  await page.screenshot({ path: `${IMAGES}/order-check.png` });

  await order(page);
  const link = page.getByRole('link', { name: 'The order and its log' });
  await expect(link).toBeVisible({ timeout: 120_000 });
  await link.click();
  await expect(page.getByText('Cluster shop is ready.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'team-a' })).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 960 });
  await page.screenshot({ path: `${IMAGES}/order.png` });
});

test('The page of a tenant cluster that is stuck', async ({ page }) => {
  await openAs(
    page,
    'bob',
    '/catalog/default/resource/mgmt-a-cluster-tenant-team-b-globex/tenant-cluster',
  );
  await page.getByText(/^Evidence/).click();
  await expect(page.getByText(/PoolExhausted/).first()).toBeVisible();
  await page.screenshot({ path: `${IMAGES}/stuck-tenant-cluster.png` });
});
