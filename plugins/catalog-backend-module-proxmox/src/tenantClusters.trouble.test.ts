import { TestDatabases } from '@backstage/backend-test-utils';
import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import {
  ManagementCluster,
  Simulator,
  startSimulator,
} from '@rackstage/simulator';
import {
  managementConfigOf,
  startCatalog,
  TestCatalog,
  until,
} from './__testUtils__/startCatalog';

jest.setTimeout(120_000);

const acmeRef = 'resource:default/mgmt-a-cluster-tenant-team-a-acme';
const globexRef = 'resource:default/mgmt-a-cluster-tenant-team-b-globex';
const rbac = 'rbac.authorization.k8s.io';

type KubeObject = Parameters<ManagementCluster['api']['create']>[0];

/** A right to read, in one namespace, for the user who has none by himself. */
function readerIn(namespace: string, plurals: string[]): KubeObject[] {
  const metadata = { name: 'portal', namespace };
  return [
    {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata,
      rules: [
        {
          apiGroups: ['*'],
          resources: plurals,
          verbs: ['get', 'list', 'watch'],
        },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'portal' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: 'none' }],
    },
  ];
}

describe('tenant clusters in the catalogue, when the management cluster is in trouble', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let simulator: Simulator;
  let mgmt: ManagementCluster;
  let running: TestCatalog[];

  const start = async (
    options: Pick<Parameters<typeof startCatalog>[0], 'knex'> & {
      changes?: object;
    } = {},
  ) => {
    const catalog = await startCatalog({
      clusters: [],
      kubernetes: [{ ...managementConfigOf(mgmt), ...options.changes }],
      knex: options.knex,
    });
    running.push(catalog);
    return catalog;
  };
  const stateWhere = (
    catalog: TestCatalog,
    isRight: (state: ManagementClusterState) => boolean | undefined,
  ) =>
    until(
      async () => catalog.inventory.getManagementCluster('mgmt-a')!,
      state => isRight(state) ?? false,
    );
  const expectBoth = async (catalog: TestCatalog) => {
    for (const ref of [acmeRef, globexRef]) {
      await until(
        () => catalog.findByRef(ref),
        entity => entity !== undefined,
      );
    }
  };
  const ingest = async (catalog: TestCatalog) => {
    await stateWhere(catalog, ({ complete }) => complete);
    await catalog.refresh('mgmt-a');
    await expectBoth(catalog);
  };
  /** What would be removed is removed after this. */
  const expectBothToStay = async (catalog: TestCatalog) => {
    await catalog.refresh('mgmt-a');
    await new Promise(resolve => setTimeout(resolve, 2_000));
    expect(await catalog.findByRef(acmeRef)).toBeDefined();
    expect(await catalog.findByRef(globexRef)).toBeDefined();
  };
  const cutWatches = async () => {
    mgmt.inject({ kind: 'watch-broken', mode: 'cut' });
    await mgmt.clear('watch-broken');
  };

  beforeEach(async () => {
    running = [];
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
    mgmt = simulator.managementCluster('mgmt-a');
  });

  afterEach(async () => {
    await Promise.all(running.map(catalog => catalog.stop()));
    await simulator.close();
  });

  it('stay where the address now leads to another management cluster, and the source says so', async () => {
    const knex = await databases.init('SQLITE_3');
    const first = await start({ knex });
    await ingest(first);
    await first.stop();

    const other = simulator.managementCluster('mgmt-b');
    const { url, ca, token } = managementConfigOf(other);
    const second = await start({ knex, changes: { url, ca, token } });
    await stateWhere(second, ({ error, data }) => !!error || !!data);
    await expectBothToStay(second);
    const state = second.inventory.getManagementCluster('mgmt-a')!;
    expect(state.error).toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/leads to another cluster/),
      nextStep: expect.stringContaining('proxmox.kubernetes[].url'),
    });
    expect(state.data).toBeUndefined();
  });

  it('stay over a cold start while it is dead, and are brought up to date when it is back', async () => {
    const knex = await databases.init('SQLITE_3');
    const first = await start({ knex });
    await ingest(first);
    await first.stop();

    mgmt.inject({ kind: 'api-restarting' });
    const second = await start({ knex });
    await stateWhere(second, ({ error }) => error !== undefined);
    await expectBothToStay(second);

    const globex = mgmt.api.find<KubeObject>(
      { apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'Cluster' },
      'tenant-team-b',
      'globex',
    );
    mgmt.api.remove(globex!);
    await mgmt.clear();
    await until(
      () => second.findByRef(globexRef),
      entity => entity === undefined,
    );
    expect(await second.findByRef(acmeRef)).toBeDefined();
  });

  it('stay where the account loses one namespace, or one kind', async () => {
    const create = (objects: KubeObject[]) =>
      objects.map(object => mgmt.api.create(object, 'test'));
    create(readerIn('tenant-team-a', ['*']));
    const [role, binding] = readerIn('tenant-team-b', ['*']);
    create([role, binding]);
    const catalog = await start({
      changes: {
        token: mgmt.tokens.none,
        namespaces: ['tenant-team-a', 'tenant-team-b'],
      },
    });
    await ingest(catalog);

    const refuse = async (what: string) => {
      await cutWatches();
      await stateWhere(
        catalog,
        ({ error }) =>
          error?.code === 'privileges-missing' && error.message.includes(what),
      );
      await expectBothToStay(catalog);
    };
    mgmt.api.remove(binding);
    await refuse('/tenant-team-b/');
    expect(catalog.inventory.getTenantClusters()).toHaveLength(2);

    mgmt.api.create(binding, 'test');
    await stateWhere(catalog, ({ complete }) => complete);

    mgmt.api.change(
      role,
      live => ({
        ...live,
        ...readerIn('tenant-team-b', ['clusters', 'machinedeployments'])[0],
        metadata: live.metadata,
      }),
      { manager: 'test' },
    );
    await refuse('/tenant-team-b/machines');
  });
});
