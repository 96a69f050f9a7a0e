import { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '../../..');
const { app } = parse(readFileSync(resolve(root, 'app-config.yaml'), 'utf8'));

const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders-api', namespace: 'default', title: 'Orders API' },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
  relations: [
    {
      type: 'dependsOn',
      targetRef: 'resource:default/mgmt-a-cluster-tenant-team-a-invoices',
    },
  ],
};
const cluster: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'mgmt-a-cluster-tenant-team-a-invoices',
    namespace: 'default',
    title: 'invoices',
  },
  spec: { type: 'kubernetes-cluster', owner: 'group:default/team-a' },
  relations: [
    { type: 'dependencyOf', targetRef: 'component:default/orders-api' },
  ],
};

describe('the page of a Component in the demo portal', () => {
  it('lists the tenant cluster that was ordered for it', async () => {
    renderTestApp({
      config: {
        app: {
          // Cards of plugins that this test does without.
          extensions: app.extensions.filter(
            (extension: unknown) =>
              !JSON.stringify(extension).includes('proxmox') &&
              !JSON.stringify(extension).includes('app-language'),
          ),
        },
      },
      features: [catalogPlugin],
      initialRouteEntries: ['/catalog/default/component/orders-api'],
      apis: [
        [catalogApiRef, catalogApiMock({ entities: [component, cluster] })],
        mockApis.permission(),
      ],
    });

    expect(
      await screen.findByRole('link', { name: /invoices/ }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining(
        '/default/resource/mgmt-a-cluster-tenant-team-a-invoices',
      ),
    );
  });
});
