import { FakeKubeApi } from '../kube/__testUtils__/FakeKubeApi';
import { putStuckCluster } from '../kube/__testUtils__/putStuckCluster';
import { v1beta1, v1beta2 } from '../kube/__testUtils__/stacks';
import { closeServers } from '../pve/__testUtils__/startServer';
import {
  globexOf,
  portalToken,
  startManagementClusters,
  until,
} from './__testUtils__/startManagementClusters';
import { ProxmoxInventoryService } from './ProxmoxInventoryService';

describe('management clusters in trouble', () => {
  const running: ProxmoxInventoryService[] = [];

  const start = (...options: Parameters<typeof startManagementClusters>) => {
    const started = startManagementClusters(...options);
    running.push(started.inventory);
    return started;
  };
  const startApi = (stack: typeof v1beta1) =>
    FakeKubeApi.start(Object.values(stack));

  afterEach(async () => {
    await Promise.all(running.splice(0).map(inventory => inventory.stop()));
    await closeServers();
  });

  it('keeps what it saw when the server dies, says why, and goes on when it is back', async () => {
    const api = await startApi(v1beta1);
    const other = await startApi(v1beta1);
    putStuckCluster(api, v1beta1);
    const { inventory, log } = start({ 'mgmt-a': api, 'mgmt-b': other });
    await until(inventory, 'mgmt-a', ({ complete }) => complete);

    api.fault = () => ({ status: 503, body: 'apiserver not ready\n' });
    api.endWatches();
    const dead = await until(inventory, 'mgmt-a', ({ error }) => !!error);
    expect(dead).toMatchObject({ complete: false });
    expect(dead.error?.message).toContain('503 apiserver not ready');
    expect(globexOf(dead)).toBeDefined();
    expect(inventory.getManagementCluster('mgmt-b')?.error).toBeUndefined();

    api.fault = () => undefined;
    await until(inventory, 'mgmt-a', ({ complete }) => complete);
    expect(log.join('\n')).not.toContain(portalToken);
    expect(log.at(-1)).toBe('Kubernetes mgmt-a can be read again');
  });

  it('takes a watch that stays silent for dead, and sees what it missed', async () => {
    const api = await startApi(v1beta1);
    putStuckCluster(api, v1beta1);
    const { inventory } = start({ mgmt: api });
    await until(inventory, 'mgmt', ({ complete }) => complete);

    api.isSilent = true;
    api.put(v1beta1.clusters, {
      metadata: { name: 'missed', namespace: 'tenant-team-b' },
    });
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(inventory.getTenantClusters()).toHaveLength(1);
    api.isSilent = false;

    await until(
      inventory,
      'mgmt',
      ({ data }) => data?.tenantClusters.length === 2,
    );
    expect(inventory.getManagementCluster('mgmt')?.error).toBeUndefined();
  });

  it('lists anew after 410, without an error', async () => {
    const api = await startApi(v1beta1);
    putStuckCluster(api, v1beta1);
    const { inventory } = start({ mgmt: api });
    await until(inventory, 'mgmt', ({ complete }) => complete);
    const errors: unknown[] = [];
    inventory.subscribeManagementClusters(({ error }) => errors.push(error));

    api.compact();
    api.endWatches();
    await until(inventory, 'mgmt', () => api.listsOf('clusters?').length > 1);
    await until(inventory, 'mgmt', ({ complete }) => complete);
    expect(errors.every(error => error === undefined)).toBe(true);
  });

  it('does not take 429 at first use for a failure', async () => {
    const api = await startApi(v1beta1);
    const asked = new Set<string>();
    api.fault = ({ url }) => {
      const isFirst = url.includes('cluster.x-k8s.io/') && !asked.has(url);
      asked.add(url);
      return isFirst
        ? {
            status: 429,
            headers: { 'retry-after': '0' },
            body: JSON.stringify({
              kind: 'Status',
              code: 429,
              reason: 'TooManyRequests',
              message: 'storage is (re)initializing',
            }),
          }
        : undefined;
    };
    const { inventory, log } = start({ mgmt: api });
    const state = await until(inventory, 'mgmt', ({ complete }) => complete);
    expect(state.version).toBe(1);
    expect(log).toEqual([]);
  });

  it('goes without what it may not read where that only explains', async () => {
    const api = await startApi(v1beta1);
    putStuckCluster(api, v1beta1);
    api.fault = ({ url }) =>
      /\/inclusterippools|\/namespaces/.test(url)
        ? {
            status: 403,
            body: JSON.stringify({
              kind: 'Status',
              code: 403,
              reason: 'Forbidden',
              message: 'User "portal" cannot list resource',
            }),
          }
        : undefined;
    const { inventory } = start({ mgmt: api });
    const state = await until(inventory, 'mgmt', ({ complete }) => complete);

    expect(globexOf(state)?.owner).toBe('group:default/platform');
    expect(state.warnings.map(({ code }) => code)).toEqual([
      'privileges-missing',
      'privileges-missing',
    ]);
  });

  it('fails with the kind that it needs and may not read', async () => {
    const api = await startApi(v1beta1);
    api.fault = ({ url }) =>
      url.includes('machines?')
        ? { status: 403, body: '{"kind":"Status","message":"no"}' }
        : undefined;
    const { inventory } = start({ mgmt: api });
    const { error } = await until(inventory, 'mgmt', state => !!state.error);
    expect(error).toMatchObject({
      code: 'privileges-missing',
      message: expect.stringContaining('machines failed: 403 no'),
    });
  });

  it('refuses the other provider of the same names, in words', async () => {
    const api = await FakeKubeApi.start([
      v1beta1.clusters,
      '/apis/infrastructure.cluster.x-k8s.io/v1beta1/proxmoxclusters',
    ]);
    const { inventory } = start({ mgmt: api });
    const { error, data } = await until(inventory, 'mgmt', s => !!s.error);
    expect(error?.code).toBe('configuration');
    expect(error?.message).toContain(
      'k8s-proxmox/cluster-api-provider-proxmox',
    );
    expect(data).toBeUndefined();
  });

  it('discovers anew when a version is served no more', async () => {
    const api = await startApi(v1beta1);
    const { inventory } = start({ mgmt: api });
    await until(inventory, 'mgmt', ({ complete }) => complete);

    Object.values(v1beta2).forEach(path => api.serve(path));
    putStuckCluster(api, v1beta2);
    const removed = Object.values(v1beta1).filter(
      path => !Object.values(v1beta2).includes(path),
    );
    removed.forEach(path => api.withdraw(path));
    api.endWatches();

    const state = await until(
      inventory,
      'mgmt',
      ({ data, complete }) => complete && data?.stack === 'v1beta2',
    );
    expect(globexOf(state)).toBeDefined();
  });

  it('starts from what was known before a restart while the server is away', async () => {
    const api = await startApi(v1beta1);
    putStuckCluster(api, v1beta1);
    const first = start({ mgmt: api });
    const known = await until(first.inventory, 'mgmt', s => s.complete);
    await first.inventory.stop();

    const { inventory } = start({ mgmt: 'https://127.0.0.1:1' });
    inventory.restoreManagementClusters([known]);
    const state = await until(inventory, 'mgmt', ({ error }) => !!error);
    expect(state).toMatchObject({
      complete: false,
      asOf: known.asOf,
      error: { code: 'unreachable' },
    });
    expect(globexOf(state)?.owner).toBe('group:default/team-b');
  });
});
