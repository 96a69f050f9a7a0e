import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import {
  configOf,
  managementConfigOf,
  startCatalog,
  TestCatalog,
  until,
} from './__testUtils__/startCatalog';

jest.setTimeout(120_000);

const acmeRef = 'resource:default/mgmt-a-cluster-tenant-team-a-acme';
const globexRef = 'resource:default/mgmt-a-cluster-tenant-team-b-globex';

describe('tenant clusters in the catalogue', () => {
  let simulator: Simulator;
  let catalog: TestCatalog;

  const stateWhere = (
    isRight: (state: ManagementClusterState) => boolean | undefined,
  ) =>
    until(
      async () => catalog.inventory.getManagementCluster('mgmt-a')!,
      state => isRight(state) ?? false,
    );

  beforeEach(async () => {
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
    const mgmt = simulator.managementCluster('mgmt-a');
    catalog = await startCatalog({
      clusters: [configOf(simulator.site('fra'))],
      kubernetes: [
        { ...managementConfigOf(mgmt), proxmox: { defaultCluster: 'fra' } },
      ],
    });
    await catalog.refresh('fra');
    await stateWhere(({ complete }) => complete);
    await catalog.refresh('mgmt-a');
  });

  afterEach(async () => {
    await catalog.stop();
    await simulator.close();
  });

  it('are there with owner and guests, stay while the server is away, and go when they are gone', async () => {
    const acme = await until(
      () => catalog.findByRef(acmeRef),
      entity => (entity?.relations?.length ?? 0) > 2,
    );
    expect(acme).toMatchObject({
      metadata: {
        title: 'acme',
        annotations: {
          'rackstage.io/capi-cluster': 'mgmt-a/tenant-team-a/acme',
        },
      },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/team-a',
        dependsOn: [301, 302, 303].map(
          vmid => `resource:default/fra-guest-${vmid}`,
        ),
      },
    });
    const worker = await until(
      () => catalog.findByRef('resource:default/fra-guest-301'),
      entity =>
        entity?.relations?.some(({ targetRef }) => targetRef === acmeRef) ??
        false,
    );
    expect(worker?.spec?.type).toBe('virtual-machine');

    const mgmt = simulator.managementCluster('mgmt-a');
    mgmt.inject({ kind: 'watch-broken', mode: 'cut' });
    mgmt.inject({ kind: 'api-restarting' });
    await stateWhere(({ error }) => error !== undefined);
    await catalog.refresh('mgmt-a');
    expect(await catalog.findByRef(globexRef)).toBeDefined();

    await mgmt.clear();
    await stateWhere(({ complete }) => complete);
    const globex = await catalog.inventory.getKubeClient('mgmt-a').get({
      group: 'cluster.x-k8s.io',
      version: 'v1beta1',
      plural: 'clusters',
      namespace: 'tenant-team-b',
      name: 'globex',
    });
    mgmt.api.remove(globex as Parameters<typeof mgmt.api.remove>[0]);
    await stateWhere(
      ({ data, complete }) => complete && data?.tenantClusters.length === 1,
    );
    await catalog.refresh('mgmt-a');
    await until(
      () => catalog.findByRef(globexRef),
      entity => entity === undefined,
    );
    expect(await catalog.findByRef(acmeRef)).toBeDefined();
  });

  it('belong to the Component that they are for, where its owner is theirs', async () => {
    const mgmt = simulator.managementCluster('mgmt-a');
    await catalog.addForeign({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders-api',
        annotations: {
          'backstage.io/managed-by-location': 'url:https://example.org/',
          'backstage.io/managed-by-origin-location': 'url:https://example.org/',
        },
      },
      spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
    });
    const readOrdersApi = () =>
      catalog.findByRef('component:default/orders-api');
    await until(readOrdersApi, found => Boolean(found?.relations?.length));
    const order = (namespace: string, name: string, component: string) =>
      mgmt.api.create(
        {
          apiVersion: 'cluster.x-k8s.io/v1beta1',
          kind: 'Cluster',
          metadata: {
            name,
            namespace,
            annotations: { 'rackstage.io/component': component },
          },
        },
        'test',
      );
    order('tenant-team-b', 'intruder', 'component:default/orders-api');
    order('tenant-team-a', 'nowhere', 'component:default/not-there');
    order('tenant-team-a', 'orders', 'component:orders-api');

    const isOfOrders = ({ targetRef }: { targetRef: string }) =>
      targetRef === 'resource:default/mgmt-a-cluster-tenant-team-a-orders';
    const component = await until(
      readOrdersApi,
      found => found?.relations?.some(isOfOrders) ?? false,
    );
    const dependencies = component!.relations!.filter(
      ({ type }) => type === 'dependsOn',
    );
    expect(dependencies).toHaveLength(1);
    const findCluster = (name: string) =>
      catalog.findByRef(`resource:default/mgmt-a-cluster-tenant-${name}`);
    for (const name of ['team-b-intruder', 'team-a-nowhere']) {
      const cluster = await until(
        () => findCluster(name),
        found => found !== undefined,
      );
      expect(cluster?.spec).not.toHaveProperty('dependencyOf');
    }
  });

  it('arrive within seconds after they were ordered, without waiting for the schedule', async () => {
    const mgmt = simulator.managementCluster('mgmt-a');
    mgmt.api.create(
      {
        apiVersion: 'cluster.x-k8s.io/v1beta1',
        kind: 'Cluster',
        metadata: { name: 'fresh', namespace: 'tenant-team-a' },
      },
      'test',
    );
    const orderedAt = Date.now();
    const fresh = await until(
      () =>
        catalog.findByRef(
          'resource:default/mgmt-a-cluster-tenant-team-a-fresh',
        ),
      entity => entity !== undefined,
    );
    expect(fresh?.spec?.owner).toBe('group:default/team-a');
    expect(Date.now() - orderedAt).toBeLessThan(20_000);
  });
});
