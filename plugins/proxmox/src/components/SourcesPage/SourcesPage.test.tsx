import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeFailingSource,
  makeSource,
  secondsAgo,
} from '../../__testUtils__/fixtures';
import {
  renderProxmoxPage,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';

describe('the Sources tab', () => {
  const backend = startFakeBackend();

  it('says of each source how it is, how old the reading is and what is in it', async () => {
    renderProxmoxPage('/proxmox/sources');

    const card = await screen.findByRole('region', { name: 'Frankfurt' });
    expect(within(card).getByText('Healthy')).toBeVisible();
    expect(within(card).getByText(/^Read 1\d seconds ago$/)).toBeVisible();
    expect(within(card).getByText('9.2.4')).toBeVisible();
    expect(within(card).getByText('Quorate')).toBeVisible();
    expect(within(card).getByText('3 of 3 online')).toBeVisible();
    expect(within(card).getByText('14 of 17 running')).toBeVisible();
    expect(
      within(card).getByRole('link', { name: /Open in Proxmox/ }),
    ).toHaveAttribute('href', 'https://pve.example.com:8006');
  });

  it('is the first of six tabs', async () => {
    renderProxmoxPage('/proxmox');

    expect(
      await screen.findByRole('region', { name: 'Frankfurt' }),
    ).toBeVisible();
    expect(screen.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Sources',
      'Guests',
      'Nodes',
      'Storages',
      'Tenant clusters',
      'Orders',
    ]);
  });

  it('says of a failing source since when, why, and what to do', async () => {
    backend.current.sources = [
      makeFailingSource(),
      makeSource({ name: 'edge', title: 'Edge' }),
    ];
    renderProxmoxPage('/proxmox/sources');

    const card = await screen.findByRole('region', { name: 'Frankfurt' });
    expect(within(card).getByText('Failing')).toBeVisible();
    const alert = within(card).getByRole('alert');
    expect(alert).toHaveTextContent(
      /connection refused.*since .*4 minutes ago/,
    );
    expect(alert).toHaveTextContent('Next step: Check that the Proxmox nodes');
    expect(
      within(card).getByText('Last read 4 minutes ago, may have changed'),
    ).toBeVisible();
    // The other source does not suffer.
    expect(
      within(screen.getByRole('region', { name: 'Edge' })).getByText('Healthy'),
    ).toBeVisible();
  });

  it('tells a single node and a source that was never read from a cluster', async () => {
    const { cluster, ...rest } = makeSource({ name: 'edge', title: 'Edge' });
    backend.current.sources = [
      { ...rest, cluster: { ...cluster!, quorate: undefined } },
      {
        ...rest,
        name: 'new',
        title: 'New',
        health: 'pending',
        asOf: undefined,
      },
    ];
    renderProxmoxPage('/proxmox/sources');

    const edge = await screen.findByRole('region', { name: 'Edge' });
    expect(within(edge).getByText('Single node')).toBeVisible();
    const fresh = screen.getByRole('region', { name: 'New' });
    expect(within(fresh).getByText('Pending')).toBeVisible();
    expect(within(fresh).getByText('Never read')).toBeVisible();
  });

  it('explains an empty portal instead of staying blank', async () => {
    backend.current.sources = [];
    renderProxmoxPage('/proxmox/sources');

    expect(await screen.findByText('No Proxmox cluster to show')).toBeVisible();
    expect(screen.getByText(/proxmox\.clusters/)).toBeVisible();
  });

  it('says in words that the viewer may not see it, and tries again when asked', async () => {
    backend.current.broken.set('/v1/sources', 403);
    renderProxmoxPage('/proxmox/sources');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Sources could not be loaded');
    expect(alert).toHaveTextContent('You may not see this.');

    backend.current.broken.clear();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Frankfurt' }),
    ).toBeVisible();
  });

  it('tells the backend that somebody looks', async () => {
    backend.current.sources = [makeSource({ asOf: secondsAgo(1) })];
    renderProxmoxPage('/proxmox/sources');

    await screen.findByText('Read just now');
    expect(backend.current.asked).toContain('interest in fra');
  });
});
