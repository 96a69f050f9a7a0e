import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { BASE_URL } from './__testUtils__/FakeBackend';
import { makeEntity, startFakeBackend } from './__testUtils__/renderProxmox';
import { proxmoxApiRef } from './api/proxmoxApi';
import {
  EntityProxmoxGuestCard,
  EntityProxmoxGuestContent,
  EntityTenantClusterCard,
  EntityTenantClusterContent,
  ProxmoxPage,
  isProxmoxGuestAvailable,
  isTenantClusterAvailable,
  proxmoxPlugin,
} from './legacy';

const entity = makeEntity({ 'rackstage.io/proxmox-guest': 'fra/qemu/201' });

function Portal(props: { children: ReactNode }) {
  const client = new ProxmoxClient({
    discoveryApi: { getBaseUrl: async () => BASE_URL },
    fetchApi: { fetch: (input, init) => fetch(input, init) },
  });
  return (
    <TestApiProvider apis={[[proxmoxApiRef, client]]}>
      {props.children}
    </TestApiProvider>
  );
}

const options = {
  mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
};

describe('in a portal on the old frontend system', () => {
  startFakeBackend();

  it('brings its API', () => {
    expect([...proxmoxPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.proxmox.client',
    ]);
  });

  it('shows the page with a header of its own and tabs', async () => {
    await renderInTestApp(
      <Portal>
        <Routes>
          <Route path="/*" element={<ProxmoxPage />} />
        </Routes>
      </Portal>,
      options,
    );

    expect(
      await screen.findByRole('heading', { name: 'Proxmox' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('region', { name: 'Frankfurt' }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Guests' })).toBeVisible();
  });

  it('shows card and tab content of a guest', async () => {
    expect(isProxmoxGuestAvailable(entity)).toBe(true);
    await renderInTestApp(
      <Portal>
        <EntityProvider entity={entity}>
          <EntityProxmoxGuestCard />
          <EntityProxmoxGuestContent />
        </EntityProvider>
      </Portal>,
      options,
    );

    expect(await screen.findAllByText('Running')).toHaveLength(2);
    const disks = await screen.findByRole('region', { name: 'Disks' });
    expect(within(disks).getByText('scsi0')).toBeVisible();
  });

  it('shows card and tab content of a tenant cluster', async () => {
    const cluster = makeEntity({
      'rackstage.io/capi-cluster': 'mgmt-a/tenant-team-a/acme',
    });
    expect(isTenantClusterAvailable(cluster)).toBe(true);
    await renderInTestApp(
      <Portal>
        <EntityProvider entity={cluster}>
          <EntityTenantClusterCard />
          <EntityTenantClusterContent />
        </EntityProvider>
      </Portal>,
      options,
    );

    expect(await screen.findAllByText('Provisioned')).toHaveLength(2);
    expect(
      await screen.findByRole('region', { name: 'Machines' }),
    ).toBeVisible();
  });
});
