import { screen } from '@testing-library/react';
import { secondsAgo } from '../../__testUtils__/fixtures';
import { makeOrder } from '../../__testUtils__/orderFixtures';
import {
  makeEntity,
  renderOnEntity,
  startFakeBackend,
} from '../../__testUtils__/renderProxmox';
import {
  makeStuckAnswer,
  makeTenantCluster,
  makeTenantClusterAnswer,
} from '../../__testUtils__/tenantClusterFixtures';
import { tenantClusterCard } from '../../extensions';

const entity = makeEntity(
  { 'rackstage.io/capi-cluster': 'mgmt-a/tenant-team-a/acme' },
  { name: 'mgmt-a-cluster-tenant-team-a-acme', type: 'kubernetes-cluster' },
);

describe('the card of a tenant cluster', () => {
  const backend = startFakeBackend();

  it('shows phase, age and facts', async () => {
    renderOnEntity(tenantClusterCard, entity);

    expect(await screen.findByText('Provisioned')).toBeVisible();
    expect(screen.getByText('Tenant cluster')).toBeVisible();
    expect(screen.getByText('10.0.0.200:6443')).toBeVisible();
    expect(screen.getByText('Management A')).toBeVisible();
    expect(screen.getByText('2 of 2 ready')).toBeVisible();
    expect(await screen.findByRole('link', { name: 'team-a' })).toBeVisible();
    expect(screen.getByText(/^Read 1\d seconds ago$/)).toBeVisible();
  });

  it('says what is wrong and what the cluster waits for', async () => {
    backend.current.tenantCluster = makeStuckAnswer();
    renderOnEntity(tenantClusterCard, entity);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the guest agent has been silent',
    );
    expect(screen.getByText(/^WaitingForCloudInit: acme-md-0-b/)).toBeVisible();
  });

  it.each([
    [{ phase: 'Pending', ready: false }, 'Pending'],
    [{ phase: 'Provisioning', ready: false }, 'Provisioning'],
    [{ phase: 'Deleting', ready: false }, 'Deleting'],
    [{ phase: 'Failed', ready: false }, 'Failed'],
    [{ phase: 'Unknown', ready: false }, 'Unknown'],
    [{ paused: true }, 'Paused'],
  ] as const)('has a word for %j', async (changes, text) => {
    backend.current.tenantCluster = makeTenantClusterAnswer({
      cluster: makeTenantCluster(changes),
    });
    renderOnEntity(tenantClusterCard, entity);

    expect(await screen.findByText(text)).toBeVisible();
  });

  it('leads to the newest order that the cluster came from', async () => {
    const { entityRef } = makeTenantCluster();
    backend.current.orders.orders = [
      makeOrder({ id: 'o-0', entityRef, createdAt: secondsAgo(900) }),
      makeOrder({ id: 'o-1', entityRef, createdAt: secondsAgo(90) }),
      makeOrder({ id: 'o-2', createdAt: secondsAgo(9) }),
    ];
    renderOnEntity(tenantClusterCard, entity, { withPages: true });

    expect(
      await screen.findByRole('link', { name: 'Order of this cluster' }),
    ).toHaveAttribute('href', '/proxmox/orders/o-1');
  });

  it('says nothing of orders that are not there or not to be seen', async () => {
    backend.current.broken.set('/v1/orders', 403);
    renderOnEntity(tenantClusterCard, entity, { withPages: true });

    expect(await screen.findByText('Provisioned')).toBeVisible();
    expect(screen.queryByText('Order of this cluster')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is not there for an entity without a tenant cluster', async () => {
    renderOnEntity(tenantClusterCard, makeEntity({ 'backstage.io/x': 'y' }));

    await expect(
      screen.findByText('Tenant cluster', {}, { timeout: 500 }),
    ).rejects.toThrow();
    expect(backend.current.asked).toEqual([]);
  });

  it('explains that one may not see it', async () => {
    backend.current.broken.set(
      '/v1/tenant-clusters/:source/:namespace/:name',
      403,
    );
    renderOnEntity(tenantClusterCard, entity);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this. Ask its owner',
    );
  });
});
