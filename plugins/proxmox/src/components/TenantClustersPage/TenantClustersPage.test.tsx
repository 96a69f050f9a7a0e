import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSignals,
  renderProxmoxPage,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';
import {
  makeFailingManagementCluster,
  makeTenantCluster,
} from '../../__testUtils__/tenantClusterFixtures';

function firstCells(table: HTMLElement) {
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[0].textContent);
}

describe('the tab with all tenant clusters', () => {
  const backend = startFakeBackend();
  const findTable = () =>
    screen.findByRole('table', { name: 'Tenant clusters' });

  it('lists them with state and reason, sorted as one likes', async () => {
    backend.current.tenantClusters = [
      makeTenantCluster({ name: 'initech' }),
      makeTenantCluster({
        name: 'globex',
        namespace: 'tenant-team-b',
        phase: 'Provisioning',
        ready: false,
        reason: 'WaitingForCloudInit',
      }),
    ];
    renderProxmoxPage('/proxmox/tenant-clusters');

    const table = await findTable();
    expect(firstCells(table)).toEqual(['initech', 'globex']);
    expect(within(table).getByText('WaitingForCloudInit')).toBeVisible();
    expect(within(table).getAllByText('Management A')).toHaveLength(2);
    expect(await screen.findByRole('link', { name: 'globex' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/mgmt-a-cluster-tenant-team-a-globex',
    );
    for (const header of ['Cluster', 'Workers', 'State', 'Namespace']) {
      await userEvent.click(
        within(table).getByRole('button', { name: header }),
      );
    }
    expect(firstCells(table)).toEqual(['initech', 'globex']);
    await userEvent.click(
      within(table).getByRole('button', { name: 'Cluster' }),
    );
    expect(firstCells(table)).toEqual(['globex', 'initech']);
  });

  it('follows the signals of a management cluster', async () => {
    const signals = new FakeSignals();
    renderProxmoxPage('/proxmox/tenant-clusters', { signals });
    expect(within(await findTable()).getByText('Provisioned')).toBeVisible();

    backend.current.tenantClusters = [
      makeTenantCluster({ phase: 'Deleting', ready: false }),
    ];
    act(() => signals.send({ source: 'mgmt-a', version: 2 }));
    await waitFor(() => expect(screen.getByText('Deleting')).toBeVisible(), {
      timeout: 4000,
    });
  });

  it('keeps the clusters of a management cluster that is down, and says so', async () => {
    backend.current.managementClusters = [makeFailingManagementCluster()];
    renderProxmoxPage('/proxmox/tenant-clusters');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Management A cannot be read since/,
    );
    expect(await screen.findByRole('link', { name: 'acme' })).toBeVisible();
    expect(
      screen.getByText('Last read 4 minutes ago, may have changed'),
    ).toBeVisible();
  });

  it('says in words that there is none', async () => {
    backend.current.tenantClusters = [];
    renderProxmoxPage('/proxmox/tenant-clusters');
    expect(
      await screen.findByText(/^There is no tenant cluster that you may see/),
    ).toBeVisible();
  });

  it('explains that they could not be loaded', async () => {
    backend.current.broken.set('/v1/tenant-clusters', 403);
    renderProxmoxPage('/proxmox/tenant-clusters');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Tenant clusters could not be loaded',
    );
    expect(screen.queryByText(/^There is no tenant/)).not.toBeInTheDocument();
  });
});
