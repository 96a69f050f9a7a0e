import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { proxmoxApiRef } from '../../api/proxmoxApi';
import { ProxmoxQueryProvider } from '../../query';
import { EntityLink } from './EntityLink';

const ref = 'resource:default/mgmt-a-cluster-tenant-team-a-shop';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { namespace: 'default', name: 'mgmt-a-cluster-tenant-team-a-shop' },
};

/** A catalogue that has the entity from the given question on. */
function renderLink(options: { expected?: boolean; from: number }) {
  let asked = 0;
  const catalogApi = catalogApiMock.mock({
    getEntitiesByRefs: async ({ entityRefs }) => {
      asked += 1;
      return {
        items: entityRefs.map(() =>
          asked >= options.from ? entity : undefined,
        ),
      };
    },
  });
  const client = new ProxmoxClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal.test' },
    fetchApi: { fetch },
  });
  renderInTestApp(
    <ProxmoxQueryProvider>
      <EntityLink entityRef={ref} expected={options.expected}>
        shop
      </EntityLink>
    </ProxmoxQueryProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [catalogApiRef, catalogApi],
        [proxmoxApiRef, client],
      ],
    },
  );
  return () => asked;
}

describe('the link to an entity', () => {
  it('is a plain name where the catalogue has none, and asks once', async () => {
    const asked = renderLink({ from: 2 });
    expect(await screen.findByText('shop')).toBeVisible();
    await expect(
      screen.findByRole('link', { name: 'shop' }, { timeout: 6_000 }),
    ).rejects.toThrow();
    expect(asked()).toBe(1);
  });

  it('appears once the catalogue has what is expected', async () => {
    renderLink({ expected: true, from: 2 });
    expect(await screen.findByText('shop')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'shop' })).toBeNull();
    expect(await screen.findByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/mgmt-a-cluster-tenant-team-a-shop',
    );
  });
});
