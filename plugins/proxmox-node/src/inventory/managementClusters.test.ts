import { FakeKubeApi } from '../kube/__testUtils__/FakeKubeApi';
import { putStuckCluster, since } from '../kube/__testUtils__/putStuckCluster';
import {
  deprecated,
  namespaces,
  v1beta1,
  v1beta2,
} from '../kube/__testUtils__/stacks';
import { closeServers } from '../pve/__testUtils__/startServer';
import {
  globexOf,
  startManagementClusters,
  until,
} from './__testUtils__/startManagementClusters';
import { ProxmoxInventoryService } from './ProxmoxInventoryService';

describe('management clusters in the inventory', () => {
  const running: ProxmoxInventoryService[] = [];

  const start = (...options: Parameters<typeof startManagementClusters>) => {
    const started = startManagementClusters(...options);
    running.push(started.inventory);
    return started;
  };
  const startApi = (stack: typeof v1beta1, more: string[] = []) =>
    FakeKubeApi.start([...Object.values(stack), ...more]);

  afterEach(async () => {
    await Promise.all(running.splice(0).map(inventory => inventory.stop()));
    await closeServers();
  });

  it('reads both stacks side by side, to the same words', async () => {
    const old = await startApi(v1beta1);
    const young = await startApi(v1beta2, deprecated);
    putStuckCluster(old, v1beta1);
    putStuckCluster(young, v1beta2);
    const { inventory } = start({ 'mgmt-a': old, 'mgmt-b': young });

    for (const [name, stack] of [
      ['mgmt-a', 'v1beta1'],
      ['mgmt-b', 'v1beta2'],
    ]) {
      const state = await until(inventory, name, ({ complete }) => complete);
      expect(state).toMatchObject({
        error: undefined,
        warnings: [],
        data: { stack, version: 'v1.36.2' },
      });
      expect(globexOf(state)).toMatchObject({
        stack,
        ready: false,
        phase: 'Provisioned',
        reason: 'WaitingForCloudInit',
        since,
        owner: 'group:default/team-b',
        endpoint: { host: '10.0.0.200', port: 6443 },
        entityRef: `resource:default/${name}-cluster-tenant-team-b-globex`,
      });
    }
    expect(inventory.getTenantClusters()).toHaveLength(2);
    expect(
      young.listsOf('clusters').every(url => url.includes('v1beta2')),
    ).toBe(true);
  });

  it('knows tenants and tenant clusters by ref, and namespaces of nobody not', async () => {
    const api = await startApi(v1beta1);
    putStuckCluster(api, v1beta1);
    api.put(namespaces, { metadata: { name: 'tenant-team-a' } });
    const { inventory } = start({ mgmt: api });
    expect(inventory.getResource('mgmt/management-cluster/mgmt')).toMatchObject(
      { owner: 'group:default/platform' },
    );
    await until(inventory, 'mgmt', ({ complete }) => complete);

    expect(inventory.getResource('mgmt/tenant/tenant-team-a')).toMatchObject({
      type: 'tenant',
      owner: 'group:default/team-a',
    });
    expect(
      inventory.getResource('mgmt/tenant-cluster/tenant-team-b.globex'),
    ).toMatchObject({ type: 'tenant-cluster', owner: 'group:default/team-b' });
    expect(inventory.getResource('mgmt/tenant/kube-system')).toBeUndefined();
  });

  it('takes what CozyStack labels for tenants, and nothing of the platform', async () => {
    const api = await startApi(v1beta1);
    const label = (name: string) => ({ [`tenant.cozystack.io/${name}`]: '' });
    for (const [name, labels] of [
      ['tenant-foo', label('tenant-foo')],
      ['tenant-elsewhere', label('tenant-foo')],
      ['cozy-system', label('cozy-system')],
      ['capi-system', {}],
    ] as const) {
      api.put(namespaces, { metadata: { name, labels } });
    }
    api.put(v1beta1.clusters, {
      metadata: { name: 'odd', namespace: 'capi-system' },
    });
    const { inventory } = start({ mgmt: api });

    const { data } = await until(inventory, 'mgmt', ({ complete }) => complete);
    expect(data?.tenants).toEqual([
      {
        source: 'mgmt',
        namespace: 'tenant-foo',
        owner: 'group:default/platform',
      },
    ]);
  });

  it('learns of changes by its watches and lists nothing twice', async () => {
    const api = await startApi(v1beta2);
    putStuckCluster(api, v1beta2);
    const { inventory } = start({ mgmt: api });
    await until(inventory, 'mgmt', ({ complete }) => complete);

    api.put(v1beta2.clusters, {
      metadata: { name: 'fresh', namespace: 'tenant-team-b' },
    });
    const state = await until(
      inventory,
      'mgmt',
      ({ data }) => data?.tenantClusters.length === 2,
    );
    expect(
      state.data?.tenantClusters.find(({ name }) => name === 'fresh'),
    ).toMatchObject({ phase: 'Unknown', reason: 'NoControllerActed' });
    api.remove(v1beta2.clusters, { name: 'fresh', namespace: 'tenant-team-b' });
    await until(
      inventory,
      'mgmt',
      ({ data }) => data?.tenantClusters.length === 1,
    );
    expect(api.listsOf('clusters?')).toHaveLength(1);
  });

  it('tells nobody of changes in what is not read', async () => {
    const api = await startApi(v1beta2);
    putStuckCluster(api, v1beta2);
    const { inventory } = start({ mgmt: api });
    const { version } = await until(
      inventory,
      'mgmt',
      ({ complete }) => complete,
    );
    const put = (name: string, annotations: Record<string, string>) =>
      api.put(v1beta2.clusters, {
        metadata: { name, namespace: 'tenant-team-b', annotations },
      });
    const versions: number[] = [];
    inventory.subscribeManagementClusters(state =>
      versions.push(state.version),
    );

    put('fresh', {});
    await until(inventory, 'mgmt', state => state.version === version + 1);
    put('fresh', { 'example.com/checked-at': 'now' });
    put('fresh', { 'example.com/checked-at': 'later' });
    // It comes after them on the same watch.
    await new Promise(resolve => setTimeout(resolve, 200));
    put('fresh', { 'cluster.x-k8s.io/paused': 'true' });
    const { data } = await until(inventory, 'mgmt', state =>
      state.data?.tenantClusters.some(({ paused }) => paused),
    );
    expect(data?.tenantClusters).toHaveLength(2);
    expect(versions).toEqual([version + 1, version + 2]);
  });

  it('reads only the namespaces that it is told to', async () => {
    const api = await startApi(v1beta1);
    putStuckCluster(api, v1beta1);
    api.put(v1beta1.clusters, {
      metadata: { name: 'hidden', namespace: 'elsewhere' },
    });
    const { inventory } = start(
      { mgmt: api },
      { namespaces: ['tenant-team-b', 'tenant-team-c'] },
    );
    const { data } = await until(inventory, 'mgmt', ({ complete }) => complete);
    expect(data?.tenantClusters.map(({ name }) => name)).toEqual(['globex']);
    expect(data?.tenants.map(({ namespace }) => namespace)).toEqual([
      'tenant-team-b',
      'tenant-team-c',
    ]);
    expect(globexOf({ data })?.owner).toBe('group:default/team-b');
  });

  it('has no client for what is not configured', () => {
    const { inventory } = start({});
    expect(() => inventory.getKubeClient('nope')).toThrow(
      "There is no management cluster 'nope'",
    );
  });
});
