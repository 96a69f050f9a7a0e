import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
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
  ProxmoxOptionFieldExtension,
  ProxmoxPage,
  ProxmoxTenantClusterReviewFieldExtension,
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
    <TestApiProvider
      apis={[
        [proxmoxApiRef, client],
        [
          permissionApiRef,
          mockApis.permission({ authorize: AuthorizeResult.ALLOW }),
        ],
      ]}
    >
      {props.children}
    </TestApiProvider>
  );
}

/** A form that knows the fields that the portal lists, as the scaffolder of the old frontend system does. */
function TemplateForm(props: { fields: ReactNode; onCreate(): Promise<void> }) {
  const extensions = useCustomFieldExtensions(
    <ScaffolderFieldExtensions>{props.fields}</ScaffolderFieldExtensions>,
  );
  return (
    <Stepper
      extensions={extensions}
      onCreate={props.onCreate}
      manifest={{
        title: 'Order',
        steps: [
          {
            title: 'Order',
            schema: {
              type: 'object',
              properties: {
                source: {
                  title: 'Proxmox cluster',
                  type: 'string',
                  'ui:field': 'ProxmoxOption',
                  'ui:options': { noun: 'proxmox-sources' },
                },
                review: {
                  type: 'string',
                  'ui:field': 'ProxmoxTenantClusterReview',
                },
              },
            },
          },
        ],
      }}
    />
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

  it('shows the orders and, below the same tab, one of them', async () => {
    await renderInTestApp(
      <Portal>
        <Routes>
          <Route path="/proxmox/*" element={<ProxmoxPage />} />
        </Routes>
      </Portal>,
      { ...options, routeEntries: ['/proxmox/orders'] },
    );
    await userEvent.click(await screen.findByRole('link', { name: 'shop' }));
    expect(
      await screen.findByRole('heading', {
        name: 'Order of tenant cluster shop',
      }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'All orders' })).toHaveAttribute(
      'href',
      '/proxmox/orders',
    );
  });

  it('brings the fields of templates, with the validation', async () => {
    const onCreate = jest.fn(async () => undefined);
    await renderInTestApp(
      <Portal>
        <TemplateForm
          onCreate={onCreate}
          fields={
            <>
              <ProxmoxOptionFieldExtension />
              <ProxmoxTenantClusterReviewFieldExtension />
            </>
          }
        />
      </Portal>,
      options,
    );

    const source = await screen.findByRole('button', {
      name: /Choose.*Proxmox cluster/,
    });
    await userEvent.click(source);
    await userEvent.click(
      await screen.findByRole('option', { name: 'Frankfurt' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'tenant: is missing',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await waitFor(() =>
      expect(
        screen.getAllByText(/Something in the form is missing/).length,
      ).toBeGreaterThan(1),
    );
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });
});
