import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeFailingSource,
  makeGuest,
  makeSource,
  secondsAgo,
} from '../../__testUtils__/fixtures';
import {
  FakeSignals,
  renderProxmoxPage,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';

function manyGuests(count: number) {
  return Array.from({ length: count }, (_, index) =>
    makeGuest({ vmid: 1000 + index, name: `guest-${index}` }),
  );
}

async function findRow(name: string) {
  const table = await screen.findByRole('table', { name: 'Guests' });
  const link = await within(table).findByRole('link', { name });
  return link.closest('tr')!;
}

describe('the Guests tab', () => {
  const backend = startFakeBackend();
  const asked = () =>
    backend.current.asked.filter(path => path.includes('/v1/guests?'));

  it('lists guests with what people ask for first, each leading to its entity', async () => {
    renderProxmoxPage('/proxmox/guests');

    const row = await findRow('orders-api-1');
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual([
      'orders-api-1',
      '201',
      'VM',
      'Running',
      'pve1',
      'fra',
      'team-a',
      '12% of 4 cores',
      '3 GiB of 8 GiB',
      '1d 2h',
      'prod',
    ]);
    expect(
      within(row).getByRole('link', { name: 'orders-api-1' }),
    ).toHaveAttribute('href', '/catalog/default/resource/fra-guest-201');
    expect(
      within(row).getByRole('meter', { name: 'Memory: orders-api-1' }),
    ).toHaveAttribute('aria-valuenow', '38');
    expect(screen.getByText('1 guest')).toBeVisible();
  });

  it('calls a guest by its VMID until Proxmox has said its name', async () => {
    backend.current.guests = [
      makeGuest({
        vmid: 777,
        name: undefined,
        status: 'unknown',
        cpu: undefined,
        memory: undefined,
        uptime: undefined,
        lock: 'clone',
      }),
    ];
    renderProxmoxPage('/proxmox/guests');

    const row = await findRow('VMID 777');
    expect(within(row).getByText('Unknown')).toBeVisible();
    expect(within(row).getByText('Locked: clone')).toBeVisible();
  });

  it('asks the server for what the address says, and shows it in the filters', async () => {
    backend.current.guests = [
      makeGuest(),
      makeGuest({ vmid: 231, name: 'billing-worker-1', status: 'stopped' }),
    ];
    renderProxmoxPage(
      '/proxmox/guests?search=billing&status=stopped&kind=vm&pool=team-a&sort=cpu&order=desc',
    );

    await findRow('billing-worker-1');
    expect(screen.queryByText('orders-api-1')).not.toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveValue('billing');
    expect(screen.getByRole('columnheader', { name: 'CPU' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    const query = new URLSearchParams(asked()[0].split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({
      search: 'billing',
      status: 'stopped',
      type: 'qemu',
      template: 'false',
      pool: 'team-a',
      sort: 'cpu',
      order: 'desc',
      offset: '0',
      limit: '100',
    });
    expect(
      screen.getByRole('button', { name: 'Remove filter Pool team-a' }),
    ).toBeVisible();
  });

  it('searches as one types, and goes back to all guests', async () => {
    backend.current.guests = [
      makeGuest(),
      makeGuest({ vmid: 220, name: 'shop-mariadb' }),
    ];
    renderProxmoxPage('/proxmox/guests');
    await findRow('orders-api-1');

    await userEvent.type(screen.getByRole('searchbox'), 'shop');

    await waitFor(() =>
      expect(screen.queryByText('orders-api-1')).not.toBeInTheDocument(),
    );
    await findRow('shop-mariadb');

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await findRow('orders-api-1');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('filters by what one chooses', async () => {
    backend.current.guests = [
      makeGuest(),
      makeGuest({ vmid: 231, name: 'billing-worker-1', status: 'stopped' }),
    ];
    renderProxmoxPage('/proxmox/guests');
    await findRow('orders-api-1');

    await userEvent.click(
      within(screen.getByRole('search')).getByRole('button', {
        name: /Status/,
      }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Stopped' }),
    );

    await findRow('billing-worker-1');
    expect(asked().some(path => path.includes('status=stopped'))).toBe(true);
    expect(screen.getByText('1 guest')).toBeVisible();
  });

  it('sorts by a column with the keyboard alone', async () => {
    renderProxmoxPage('/proxmox/guests');
    await findRow('orders-api-1');
    const header = screen.getByRole('columnheader', { name: 'VMID' });

    within(header).getByRole('button').focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(header).toHaveAttribute('aria-sort', 'ascending'),
    );
    await findRow('orders-api-1');
    expect(within(header).getByRole('button')).toHaveFocus();

    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(header).toHaveAttribute('aria-sort', 'descending'),
    );
    expect(asked().at(-1)).toContain('sort=vmid&order=desc');
  });

  it('fetches only the pages in view of a long list', async () => {
    backend.current.guests = manyGuests(10_000);
    renderProxmoxPage('/proxmox/guests');

    await findRow('guest-0');
    expect(screen.getByText('10000 guests')).toBeVisible();
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '10001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(asked()).toHaveLength(1);
  });

  it('marks what a failing source said last, and says since when and why', async () => {
    backend.current.sources = [
      makeFailingSource(),
      makeSource({ name: 'edge', title: 'Edge' }),
    ];
    backend.current.guests = [
      makeGuest(),
      makeGuest({ vmid: 101, name: 'edge-gateway', source: 'edge' }),
    ];
    renderProxmoxPage('/proxmox/guests');

    const row = await findRow('orders-api-1');
    expect(within(row).getByText('Last seen')).toBeVisible();
    const banner = screen.getByRole('alert');
    expect(banner).toHaveTextContent(
      /Frankfurt cannot be read since .*4 minutes ago/,
    );
    expect(banner).toHaveTextContent('connection refused');
    expect(banner).toHaveTextContent('Next step: Check that');
    expect(banner).toHaveTextContent('last good reading, 4 minutes ago');
    // What can be read is not marked.
    expect(
      within(await findRow('edge-gateway')).queryByText('Last seen'),
    ).not.toBeInTheDocument();
  });

  it('marks a single guest that became unreadable', async () => {
    backend.current.guests = [makeGuest({ unreadableSince: secondsAgo(600) })];
    renderProxmoxPage('/proxmox/guests');

    const row = await findRow('orders-api-1');
    expect(within(row).getByText('Last seen')).toBeVisible();
  });

  it('tells "nothing matches" from "nothing may be seen"', async () => {
    backend.current.guests = [];
    renderProxmoxPage('/proxmox/guests');

    expect(await screen.findByText('No guest found')).toBeVisible();
    expect(screen.getByText(/owner rules of their pool/)).toBeVisible();

    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(await screen.findByText(/matches these filters/)).toBeVisible();
  });

  it('refetches when a signal says that a source has news', async () => {
    const signals = new FakeSignals();
    renderProxmoxPage('/proxmox/guests', { signals });
    const row = await findRow('orders-api-1');
    expect(within(row).getByText('Running')).toBeVisible();

    backend.current.guests = [makeGuest({ status: 'stopped' })];
    act(() => signals.send({ source: 'fra', version: 2 }));

    expect(await within(row).findByText('Stopped')).toBeVisible();
  });

  it('keeps what it showed when the backend stops answering, and says so', async () => {
    const signals = new FakeSignals();
    renderProxmoxPage('/proxmox/guests', { signals });
    await findRow('orders-api-1');

    backend.current.broken.set('/v1/guests', 403);
    act(() => signals.send({ source: 'fra', version: 2 }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Guests could not be refreshed',
    );
    await findRow('orders-api-1');
  });

  it("offers the viewer's own groups and those seen as owners", async () => {
    backend.current.guests = [
      makeGuest(),
      makeGuest({ vmid: 5, name: 'talos', owner: 'group:default/platform' }),
    ];
    renderProxmoxPage('/proxmox/guests');
    await findRow('orders-api-1');

    await userEvent.click(
      within(screen.getByRole('search')).getByRole('button', { name: /Owner/ }),
    );
    expect(
      (await screen.findAllByRole('option')).map(option => option.textContent),
    ).toEqual(['All', 'platform', 'team-a']);
    await userEvent.click(screen.getByRole('option', { name: 'platform' }));

    await findRow('talos');
    expect(asked().at(-1)).toContain('owner=group%3Adefault%2Fplatform');
  });

  it('lets one remove a filter that only a link can set', async () => {
    renderProxmoxPage('/proxmox/guests?tag=prod&node=pve1');
    await findRow('orders-api-1');

    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter Tags prod' }),
    );

    await waitFor(() => expect(asked().at(-1)).not.toContain('tag='));
    expect(asked().at(-1)).toContain('node=pve1');
    expect(
      screen.queryByRole('button', { name: /Remove filter Tags/ }),
    ).not.toBeInTheDocument();
  });

  it('is reached from a source with its filter set', async () => {
    renderProxmoxPage('/proxmox/sources');

    await userEvent.click(
      await screen.findByRole('link', { name: 'Show guests' }),
    );

    await findRow('orders-api-1');
    expect(asked().at(-1)).toContain('source=fra');
  });
});
