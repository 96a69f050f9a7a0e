import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeEntity,
  renderOnEntity,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';
import {
  makeFailingManagementCluster,
  makeStuckAnswer,
  makeTenantClusterAnswer,
} from '../../__testUtils__/tenantClusterFixtures';
import { tenantClusterContent } from '../../extensions';

const entity = makeEntity(
  { 'rackstage.io/capi-cluster': 'mgmt-a/tenant-team-a/acme' },
  { name: 'mgmt-a-cluster-tenant-team-a-acme', type: 'kubernetes-cluster' },
);

describe('the tab of a tenant cluster', () => {
  const backend = startFakeBackend();
  const region = (name: string) => screen.findByRole('region', { name });

  it('shows a ready cluster with its machines and where they run', async () => {
    renderOnEntity(tenantClusterContent, entity);

    const status = await region('Status');
    expect(within(status).getByText('Provisioned')).toBeVisible();
    expect(within(status).getByText('Ready')).toBeVisible();
    expect(within(status).getByText('4 of 4 ready')).toBeVisible();
    expect(within(status).getByText(/^Read 1\d seconds ago$/)).toBeVisible();
    const machines = await region('Machines');
    expect(
      await within(machines).findByRole('link', { name: 'acme-md-0-a' }),
    ).toHaveAttribute('href', '/catalog/default/resource/fra-guest-20001');
    // Of guest and ProxmoxMachine, the guest knows where it runs now.
    expect(within(machines).getByText('pve2')).toBeVisible();
    expect(within(machines).getByText('10.0.0.150')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(backend.current.asked).toContain(
      '/api/proxmox/v1/tenant-clusters/mgmt-a/tenant-team-a/acme',
    );
  });

  it('asks for fresh readings of the guests that the machines are', async () => {
    renderOnEntity(tenantClusterContent, entity);

    await waitFor(() =>
      expect(backend.current.asked).toContain('interest in fra'),
    );
    expect(backend.current.asked).not.toContain('interest in mgmt-a');
  });

  it('puts the diagnosis first; what it rests on opens below', async () => {
    backend.current.tenantCluster = makeStuckAnswer();
    renderOnEntity(tenantClusterContent, entity);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('silent for 30 minutes');
    expect(alert).toHaveTextContent('Next step: Check that the template has');
    expect(alert.compareDocumentPosition(await region('Status'))).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(within(alert).getByText('VM 20002 started')).not.toBeVisible();
    await userEvent.click(within(alert).getByText('Evidence (2 findings)'));
    expect(within(alert).getByText('VM 20002 started')).toBeVisible();
    expect(
      within(alert).getByText(/^Condition: ProxmoxMachine acme-md-0-b/),
    ).toBeVisible();
  });

  it('says why the cluster is not ready, and since when', async () => {
    backend.current.tenantCluster = makeStuckAnswer();
    renderOnEntity(tenantClusterContent, entity);

    const status = await region('Status');
    expect(within(status).getByText('Not ready')).toBeVisible();
    expect(status).toHaveTextContent(
      /WaitingForCloudInit: acme-md-0-b waits since .*\(30 minutes ago\)/,
    );
  });

  it('opens the condition tree where something is wrong, and only there', async () => {
    backend.current.tenantCluster = makeStuckAnswer();
    renderOnEntity(tenantClusterContent, entity);

    const tree = await screen.findByRole('list', { name: 'Conditions' });
    expect(
      within(tree).getByText('Machine acme-md-0-b, acme-md-0-c'),
    ).toBeVisible();
    expect(within(tree).getByText('2 objects')).toBeVisible();
    expect(
      within(tree).getByText('guest agent does not answer', {
        selector: 'details[open] > div > p',
      }),
    ).toBeVisible();
    expect(within(tree).getByText('ProxmoxAvailable: True')).not.toBeVisible();

    const calm = within(tree).getByText('ProxmoxCluster acme');
    await userEvent.click(calm);
    await userEvent.click(
      within(calm.closest('details')!).getByText('1 condition'),
    );
    expect(within(tree).getByText('ProxmoxAvailable: True')).toBeVisible();
  });

  it('names a machine whose guest one may not see by its VMID', async () => {
    backend.current.tenantCluster = makeStuckAnswer();
    renderOnEntity(tenantClusterContent, entity);

    const row = within(await region('Machines')).getByRole('row', {
      name: /^acme-md-0-b/,
    });
    expect(row).toHaveTextContent('VMID 20002');
    expect(within(row).queryByRole('link')).not.toBeInTheDocument();
    expect(row).toHaveTextContent('pve3');
    expect(row).toHaveTextContent(
      'WaitingForCloudInit: guest agent does not answer',
    );
  });

  it('keeps the last good reading of a management cluster that is down', async () => {
    backend.current.tenantCluster = makeTenantClusterAnswer({
      source: makeFailingManagementCluster(),
      diagnoses: [
        {
          ruleId: 'source-failing',
          severity: 'error',
          text: 'Management A has not been readable.',
          params: {},
        },
      ],
    });
    renderOnEntity(tenantClusterContent, entity);

    const alerts = await screen.findAllByRole('alert');
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toHaveTextContent(/Management A cannot be read since/);
    expect(
      screen.getByText('Last read 4 minutes ago, may have changed'),
    ).toBeVisible();
    expect(screen.getByText('10.0.0.150')).toBeVisible();
  });

  it('says in words that there is no machine yet', async () => {
    backend.current.tenantCluster = makeTenantClusterAnswer({ machines: [] });
    renderOnEntity(tenantClusterContent, entity);

    expect(await region('Machines')).toHaveTextContent(
      'The cluster has no machine yet.',
    );
  });

  it('explains a cluster that is absent or not to be seen', async () => {
    backend.current.broken.set(
      '/v1/tenant-clusters/:source/:namespace/:name',
      404,
    );
    renderOnEntity(tenantClusterContent, entity);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /no such thing, or you may not see it/,
    );
  });
});
