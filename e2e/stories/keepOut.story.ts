import { expect, test } from '@playwright/test';
import { demo } from '../demo';
import { openAs, signInAs, type Answer } from '../personas';
import { takeScreenshots } from '../takeScreenshots';

const FOREIGN = 'orders-api-1';
const OWN = 'shop-mariadb';

const text = ({ body }: Answer) => JSON.stringify(body);

test.describe('A developer of team B', () => {
  test('sees the own guests in the table and not those of team A', async ({
    page,
  }) => {
    await openAs(page, 'bob', '/proxmox/guests');
    await expect(page.getByRole('row').filter({ hasText: OWN })).toHaveCount(1);
    await expect(page.getByText(FOREIGN)).toHaveCount(0);
    await takeScreenshots(page, 'guests-of-team-b');
    await page.getByLabel('Search guests').fill('orders');
    await expect(page.getByText('No guest found')).toBeVisible();
    await expect(page.getByText(FOREIGN)).toHaveCount(0);
  });

  test('gets no page of a guest of team A', async ({ page }) => {
    await openAs(page, 'bob', '/catalog/default/resource/fra-guest-201');
    await expect(page.getByText('Entity not found')).toBeVisible();
    await expect(page.getByText(FOREIGN)).toHaveCount(0);
  });

  test('finds nothing of team A in the search', async ({ page }) => {
    await openAs(page, 'bob', `/search?query=${OWN}`);
    await expect(page.getByText(OWN).first()).toBeVisible({ timeout: 90_000 });
    // The words of the foreign name also stand in names of the own things, so
    // that something may be found; the page must have answered, and without it.
    const answer = page.waitForResponse(/\/api\/search\/query/);
    await page.goto(`/search?query=${FOREIGN}`);
    const { results } = await (await answer).json();
    expect(JSON.stringify(results)).not.toContain('fra-guest-201');
    await expect(
      page.getByRole('link', { name: FOREIGN, exact: true }),
    ).toHaveCount(0);
  });

  test('gets nothing of team A from the API', async () => {
    const { backendUrl } = demo();
    const bob = await signInAs('bob', backendUrl);
    const alice = await signInAs('alice', backendUrl);

    // Alice proves that there is something to find.
    expect(text(await alice('/api/proxmox/v1/guests'))).toContain(FOREIGN);
    expect((await alice('/api/proxmox/v1/guests/fra/qemu/201')).status).toBe(
      200,
    );

    const list = await bob('/api/proxmox/v1/guests');
    expect(list.status).toBe(200);
    expect(text(list)).toContain(OWN);
    expect(text(list)).not.toContain(FOREIGN);

    for (const part of ['', '/details', '/tasks']) {
      const answer = await bob(`/api/proxmox/v1/guests/fra/qemu/201${part}`);
      expect([403, 404]).toContain(answer.status);
      expect(text(answer)).not.toContain(FOREIGN);
    }
    const entity = await bob(
      '/api/catalog/entities/by-name/resource/default/fra-guest-201',
    );
    expect(entity.status).toBe(404);
    const entities = await bob('/api/catalog/entities?filter=kind=resource');
    expect(text(entities)).not.toContain(FOREIGN);
    const search = await bob(`/api/search/query?term=${FOREIGN}`);
    expect(text(search)).not.toContain('fra-guest-201');
  });
});
