import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { secondsAgo } from '../../__testUtils__/fixtures';
import {
  makeFailedOrder,
  makeOrder,
  makeSpec,
} from '../../__testUtils__/orderFixtures';
import {
  renderProxmoxPage,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';

describe('the tab with all orders', () => {
  const backend = startFakeBackend();
  const findTable = () => screen.findByRole('table', { name: 'Orders' });

  it('lists what was ordered, by whom, how far it is and why it waits', async () => {
    renderProxmoxPage('/proxmox/orders');

    const row = within(await findTable()).getAllByRole('row')[1];
    for (const text of [
      'shop',
      'Waiting for the cluster',
      'tenant-team-a',
      'mgmt-a',
      'Machine shop-md-0-a: the clone task runs.',
    ]) {
      expect(within(row).getByText(text)).toBeVisible();
    }
    expect(
      await within(row).findByRole('link', { name: 'alice' }),
    ).toHaveAttribute('href', '/catalog/default/user/alice');
  });

  it('is sorted as one likes', async () => {
    backend.current.orders.orders = [
      makeOrder(),
      makeFailedOrder({
        id: 'o-2',
        spec: makeSpec({ name: 'billing', tenant: 'tenant-a' }),
        requestedBy: 'user:default/zoe',
        createdAt: secondsAgo(5),
      }),
    ];
    renderProxmoxPage('/proxmox/orders');
    const table = await findTable();
    const first = () =>
      within(within(table).getAllByRole('row')[1]).getAllByRole('cell')[0]
        .textContent;

    expect(first()).toBe('shop');
    for (const [header, name] of [
      ['Name', 'billing'],
      ['State', 'billing'],
      ['Tenant', 'billing'],
      ['Ordered by', 'shop'],
      ['Ordered', 'shop'],
    ]) {
      await userEvent.click(
        within(table).getByRole('button', { name: header }),
      );
      expect([header, first()]).toEqual([header, name]);
    }
  });

  it('leads to an order and back', async () => {
    renderProxmoxPage('/proxmox/orders');
    await userEvent.click(await screen.findByRole('link', { name: 'shop' }));

    expect(
      await screen.findByRole('heading', {
        name: 'Order of tenant cluster shop',
      }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Orders' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await userEvent.click(screen.getByRole('link', { name: 'All orders' }));
    expect(await findTable()).toBeVisible();
  });

  it('says in words that there is none', async () => {
    backend.current.orders.orders = [];
    renderProxmoxPage('/proxmox/orders');
    expect(
      await screen.findByText(/^There is no order that you may see/),
    ).toBeVisible();
  });

  it('explains that they could not be loaded', async () => {
    backend.current.broken.set('/v1/orders', 400);
    renderProxmoxPage('/proxmox/orders');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Orders could not be loaded',
    );
    expect(screen.queryByText(/^There is no order/)).not.toBeInTheDocument();
  });

  it('is German for Germans', async () => {
    window.localStorage.setItem('language', 'de');
    renderProxmoxPage('/proxmox/orders/o-1', { languages: ['en', 'de'] });
    expect(
      await screen.findByRole('heading', {
        name: 'Auftrag: Mandanten-Cluster shop',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Was bestellt wurde' }),
    ).toHaveTextContent('Arbeitsspeicher je Worker8192 MiB');
    window.localStorage.removeItem('language');
  });
});
