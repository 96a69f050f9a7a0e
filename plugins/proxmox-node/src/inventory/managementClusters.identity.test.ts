import { FakeKubeApi } from '../kube/__testUtils__/FakeKubeApi';
import { putStuckCluster } from '../kube/__testUtils__/putStuckCluster';
import { namespaces, v1beta1 } from '../kube/__testUtils__/stacks';
import { closeServers } from '../pve/__testUtils__/startServer';
import {
  globexOf,
  startManagementClusters,
  until,
} from './__testUtils__/startManagementClusters';
import { ProxmoxInventoryService } from './ProxmoxInventoryService';

const forbidden = {
  status: 403,
  body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', message: 'no' }),
};

describe('the identity of a management cluster', () => {
  const running: ProxmoxInventoryService[] = [];

  const start = (api: FakeKubeApi) => {
    const { inventory } = startManagementClusters({ mgmt: api });
    running.push(inventory);
    return inventory;
  };
  const identify = (api: FakeKubeApi, uid: string) =>
    api.put(namespaces, { metadata: { name: 'kube-system', uid } });
  const startApi = async (uid: string) => {
    const api = await FakeKubeApi.start(Object.values(v1beta1));
    identify(api, uid);
    return api;
  };
  const startStuck = async (uid: string) => {
    const api = await startApi(uid);
    putStuckCluster(api, v1beta1);
    identify(api, uid);
    return api;
  };
  /** What the first cluster was known to hold. */
  const learn = async () => {
    const inventory = start(await startStuck('uid-of-the-first'));
    return until(inventory, 'mgmt', ({ complete }) => complete);
  };

  afterEach(async () => {
    await Promise.all(running.splice(0).map(inventory => inventory.stop()));
    await closeServers();
  });

  it('is the UID of the namespace that every cluster has', async () => {
    expect((await learn()).data?.identity).toBe('uid-of-the-first');
  });

  it.each([
    ['before the first read', false],
    ['after it', true],
  ])(
    'is compared with what is restored %s: the data of another cluster are not taken',
    async (_, isLate) => {
      const known = await learn();
      const inventory = start(await startApi('uid-of-the-second'));
      if (isLate) {
        await until(inventory, 'mgmt', ({ complete }) => complete);
      }

      inventory.restoreManagementClusters([known]);
      const state = await until(inventory, 'mgmt', ({ error }) => !!error);

      expect(state).toMatchObject({
        complete: false,
        asOf: known.asOf,
        error: {
          code: 'configuration',
          message:
            'The address of Kubernetes mgmt now leads to another cluster: its namespace kube-system has the UID uid-of-the-second instead of uid-of-the-first.',
          nextStep: expect.stringContaining('proxmox.kubernetes[].url'),
        },
      });
      expect(globexOf(state)).toBeDefined();
      // Nor does the age grow with what the other one says.
      await new Promise(resolve => setTimeout(resolve, 1_500));
      expect(inventory.getManagementCluster('mgmt')?.asOf).toBe(known.asOf);
    },
  );

  it('is compared with what the catalogue knows, and nothing of the other cluster is shown', async () => {
    const api = await startApi('uid-of-the-second');
    const inventory = start(api);
    await until(inventory, 'mgmt', ({ complete }) => complete);

    inventory.expectManagementCluster('mgmt', 'uid-of-the-first');
    const state = inventory.getManagementCluster('mgmt')!;

    expect(state).toMatchObject({ complete: false, data: undefined });
    expect(state.error?.code).toBe('configuration');

    // Somebody puts the address right.
    identify(api, 'uid-of-the-first');
    await until(inventory, 'mgmt', ({ complete }) => complete);
  });

  it('is asked for again whenever everything is listed anew', async () => {
    const api = await startStuck('uid-of-the-first');
    const inventory = start(api);
    await until(inventory, 'mgmt', ({ complete }) => complete);

    identify(api, 'uid-of-the-second');
    api.remove(v1beta1.clusters, {
      name: 'globex',
      namespace: 'tenant-team-b',
    });
    api.compact();
    api.endWatches();
    const state = await until(inventory, 'mgmt', ({ error }) => !!error);
    expect(state.error?.code).toBe('configuration');

    putStuckCluster(api, v1beta1);
    identify(api, 'uid-of-the-first');
    await until(inventory, 'mgmt', ({ complete }) => complete);
  });

  it('is taken from a list where single namespaces may not be read', async () => {
    const api = await startApi('uid-of-the-first');
    api.fault = ({ url }) =>
      url.startsWith('/api/v1/namespaces/') ? forbidden : undefined;
    const state = await until(start(api), 'mgmt', ({ complete }) => complete);
    expect(state.data?.identity).toBe('uid-of-the-first');
  });

  it('is unknown where namespaces may not be read, and proves nothing then', async () => {
    const known = await learn();
    const api = await startApi('uid-of-the-second');
    api.fault = ({ url }) =>
      url.startsWith('/api/v1/namespaces') ? forbidden : undefined;
    const inventory = start(api);
    inventory.restoreManagementClusters([known]);
    const state = await until(inventory, 'mgmt', ({ complete }) => complete);
    expect(state.error).toBeUndefined();
    expect(state.data?.identity).toBeUndefined();
  });
});
