import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Option, Order } from '@rackstage/plugin-proxmox-common';
import { demo, SCREENSHOTS } from '../demo';
import { breakManagementCluster, repairManagementCluster } from '../faults';
import { choiceOf, fillOrderForm, order, TEMPLATE_PATH } from '../orderForm';
import { openAs, signInAs, type Answer } from '../personas';
import { takeScreenshots } from '../takeScreenshots';

const TENANT = 'tenant-team-a';
const NAME = 'invoices';
const ENTITY = `mgmt-a-cluster-${TENANT}-${NAME}`;
const ENTITY_PATH = `/catalog/default/resource/${ENTITY}`;

const text = ({ body }: Answer) => JSON.stringify(body);

/** What Alice has ordered under that name, once it has been accepted. */
async function findOrder(name: string): Promise<Order> {
  const alice = await signInAs('alice', demo().backendUrl);
  let found: Order | undefined;
  await expect
    .poll(
      async () => {
        const { body } = await alice('/api/proxmox/v1/orders');
        const { items } = body as { items: Order[] };
        found = items.find(({ spec }) => spec.name === name);
        return found?.spec.name;
      },
      { message: `an order ${name}` },
    )
    .toBe(name);
  return found!;
}

// One order after the other; those of team B look at what team A has ordered.
test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.describe('A developer of team A', () => {
  test('orders a cluster and sees it ready within two minutes', async ({
    page,
  }) => {
    await fillOrderForm(page, 'alice', {
      managementCluster: 'mgmt-a',
      tenant: 'team-a',
      component: 'Orders API',
      name: NAME,
      addresses: '10.0.40.100-10.0.40.105',
    });
    await expect(page.getByText(/checks passed/)).toBeVisible();
    // In one theme: a change of theme draws the page anew, and what was filled in would be gone.
    await page.screenshot({ path: join(SCREENSHOTS, 'order-check.png') });
    const clicked = await order(page);

    await page.getByRole('button', { name: 'Show Logs' }).click();
    await expect(
      page.getByText(/cloning from template 9010/).first(),
    ).toBeVisible({ timeout: 60_000 });
    await page.screenshot({ path: join(SCREENSHOTS, 'order-task.png') });

    const link = page.getByRole('link', { name: 'The cluster' });
    await expect(link).toBeVisible({ timeout: 120_000 });
    const seconds = Math.round((Date.now() - clicked) / 1000);
    test.info().annotations.push({
      type: 'click to ready',
      description: `${seconds} s`,
    });
    expect(seconds).toBeLessThan(120);

    await link.click();
    await expect(page).toHaveURL(new RegExp(`/${ENTITY}`));
    await expect(page.getByText('2 of 2 ready')).toHaveCount(2);
    await expect(page.getByText('Provisioned')).toBeVisible();
    await page.screenshot({ path: join(SCREENSHOTS, 'ordered-cluster.png') });

    await page.goto(`/proxmox/orders/${(await findOrder(NAME)).id}`);
    await expect(page.getByText(`Cluster ${NAME} is ready.`)).toBeVisible();
    await takeScreenshots(page, 'order-ready');
  });

  test('finds the cluster at the service that it was ordered for', async ({
    page,
  }) => {
    await openAs(page, 'alice', '/catalog/default/component/orders-api');
    const cluster = page.getByRole('link', { name: NAME }).first();
    await expect(cluster).toBeVisible({ timeout: 60_000 });
    await page.screenshot({
      path: join(SCREENSHOTS, 'component-with-cluster.png'),
    });
    await cluster.click();
    await expect(page).toHaveURL(new RegExp(`/${ENTITY}`));
  });

  test('is told why an order is stuck, and it goes on once that is put right', async ({
    page,
  }) => {
    await fillOrderForm(page, 'alice', {
      managementCluster: 'mgmt-b',
      tenant: 'team-a',
      name: 'stuck',
      addresses: '10.0.40.110-10.0.40.115',
    });
    try {
      await order(page);
      const { id } = await findOrder('stuck');
      // Found good, and without an address before a machine asks for one.
      await breakManagementCluster('mgmt-b', { kind: 'ip-pool-exhausted' });
      await page.goto(`/proxmox/orders/${id}`);
      await expect(
        page.getByText(/no address is free in pool stuck/).first(),
      ).toBeVisible({ timeout: 120_000 });
      await takeScreenshots(page, 'order-stuck');
    } finally {
      await repairManagementCluster('mgmt-b');
    }
    await expect(page.getByText('Cluster stuck is ready.')).toBeVisible({
      timeout: 150_000,
    });
  });
});

test.describe('A developer of team B', () => {
  test('does not see what team A has ordered', async ({ page }) => {
    const { id } = await findOrder(NAME);
    await openAs(page, 'bob', '/proxmox/orders');
    await expect(
      page
        .getByRole('tab', { name: 'Orders' })
        .or(page.getByRole('link', { name: 'Orders' }))
        .first(),
    ).toBeVisible();
    await expect(page.getByText(NAME)).toHaveCount(0);
    await page.goto(`/proxmox/orders/${id}`);
    await expect(page.getByText(/There is no such thing/)).toBeVisible();
    await expect(page.getByText(NAME)).toHaveCount(0);
    await takeScreenshots(page, 'order-of-team-a-for-team-b');
    await page.goto(ENTITY_PATH);
    await expect(page.getByText('Entity not found')).toBeVisible();
  });

  test('is offered only tenants of team B', async ({ page }) => {
    await openAs(page, 'bob', TEMPLATE_PATH);
    await choiceOf(page, 'managementCluster').click();
    await page.getByRole('option', { name: /mgmt-a/ }).click();
    await choiceOf(page, 'tenant').click();
    await expect(page.getByRole('option')).toHaveText([/tenant-team-b/]);
  });

  test('gets nothing of it from the API and cannot act on it', async () => {
    const bob = await signInAs('bob', demo().backendUrl);
    const { id, spec } = await findOrder(NAME);
    const path = `/api/proxmox/v1/orders/${id}`;

    expect((await bob('/api/proxmox/v1/orders')).body).toEqual({ items: [] });
    for (const part of ['', '/log']) {
      const answer = await bob(`${path}${part}`);
      expect(answer.status).toBe(404);
      expect(text(answer)).not.toContain(NAME);
    }
    for (const action of ['resume', 'clean-up']) {
      expect((await bob(`${path}/${action}`, {})).status).toBe(404);
    }
    const options = await bob(
      '/api/proxmox/v1/options/tenants?managementCluster=mgmt-a',
    );
    const { items } = options.body as { items: Option[] };
    expect(items.map(({ value }) => value)).toEqual(['tenant-team-b']);

    const request = { spec: { ...spec, name: 'intruder' } };
    const orders = '/api/proxmox/v1/orders/tenant-cluster';
    for (const [target, body] of [
      [`${orders}/preflight`, request],
      [orders, { ...request, idempotencyKey: 'by hand, once' }],
    ] as const) {
      expect((await bob(target, body)).status).toBe(403);
    }
    const cluster = await bob(
      `/api/proxmox/v1/tenant-clusters/mgmt-a/${TENANT}/${NAME}`,
    );
    expect(cluster.status).toBe(404);
    const entity = await bob(
      `/api/catalog/entities/by-name/resource/default/${ENTITY}`,
    );
    expect(entity.status).toBe(404);
    const tasks = await bob('/api/scaffolder/v2/tasks');
    expect(text(tasks)).not.toContain(NAME);
  });

  test('is told why the own cluster is stuck', async ({ page }) => {
    await openAs(
      page,
      'bob',
      '/catalog/default/resource/mgmt-a-cluster-tenant-team-b-globex',
    );
    await expect(
      page.getByText(/no address is free in pool globex-v4-icip/).first(),
    ).toBeVisible();
    await takeScreenshots(page, 'stuck-cluster');
  });
});
