import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { DeferredEntity } from '@backstage/plugin-catalog-node';
import {
  Machine,
  ManagementClusterState,
  SourceState,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { CatalogLookup } from './CatalogLookup';
import { SourceEntityProvider } from './SourceEntityProvider';
import { TenantClusterEntities } from './TenantClusterEntities';

const entityRef = 'resource:default/mgmt-a-cluster-tenant-team-a-acme';
const guestRef = 'resource:default/fra-guest-20001';
const createdAt = '2026-11-01T12:00:00Z';

const acme: TenantCluster = {
  source: 'mgmt-a',
  namespace: 'tenant-team-a',
  name: 'acme',
  stack: 'v1beta1',
  phase: 'Provisioned',
  ready: true,
  paused: false,
  pools: [],
  conditions: [],
  createdAt,
  owner: 'group:default/team-a',
  entityRef,
};

const worker: Machine = {
  source: 'mgmt-a',
  namespace: 'tenant-team-a',
  name: 'acme-md-0-x1',
  cluster: 'acme',
  phase: 'Running',
  ready: true,
  conditions: [],
  createdAt,
  guest: {
    source: 'fra',
    type: 'qemu',
    vmid: 20001,
    name: 'acme-md-0-x1',
    node: 'pve1',
    status: 'running',
    entityRef: guestRef,
  },
};

function stateOf(
  change: Partial<ManagementClusterState> = {},
): ManagementClusterState {
  return {
    source: 'mgmt-a',
    title: 'Management A',
    owner: 'group:default/platform',
    warnings: [],
    complete: true,
    version: 1,
    data: {
      identity: 'uid-1',
      stack: 'v1beta1',
      tenants: [],
      tenantClusters: [acme],
      machines: [worker],
      addressClaims: [],
      addressPools: [],
    },
    ...change,
  };
}

/** A provider among fakes that collect. */
async function connect(catalogue: Entity[] = []) {
  const world = {
    state: stateOf() as ManagementClusterState | undefined,
    sources: [] as Pick<SourceState, 'data'>[],
    mutations: [] as Entity[][],
    taken: [] as string[],
    expected: [] as string[],
    components: {} as Record<string, Entity>,
    logger: mockServices.logger.mock(),
  };
  const inventory = {
    getManagementCluster: () => world.state,
    getSources: () => world.sources as SourceState[],
    reportTakenNames: (_: string, refs: string[]) => {
      world.taken = refs;
    },
    expectManagementCluster: (_: string, identity: string) => {
      world.expected.push(identity);
    },
  };
  const lookup = new CatalogLookup({
    catalog: {
      async *streamEntities() {
        yield catalogue.filter(
          ({ metadata }) =>
            metadata.annotations?.['backstage.io/managed-by-origin-location'],
        );
      },
      getEntitiesByRefs: async ({ entityRefs }) => ({
        items: entityRefs.map(ref =>
          ref.startsWith('component:') ? world.components[ref] : catalogue[0],
        ),
      }),
    },
    auth: mockServices.auth(),
  });
  const provider = new SourceEntityProvider({
    source: 'mgmt-a',
    gatherer: new TenantClusterEntities({
      source: 'mgmt-a',
      inventory,
      lookup,
    }),
    inventory,
    lookup,
    logger: world.logger,
    taskRunner: { run: async () => {} },
  });
  await provider.connect({
    applyMutation: async mutation => {
      const { entities } = mutation as { entities: DeferredEntity[] };
      world.mutations.push(entities.map(({ entity }) => entity));
    },
    refresh: async () => {},
  });
  return { provider, world };
}

describe('TenantClusterEntities', () => {
  it('brings tenant clusters with owner, annotation and the guests they stand on', async () => {
    const { provider, world } = await connect();
    await provider.refresh();
    expect(world.mutations).toEqual([
      [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: {
            name: 'mgmt-a-cluster-tenant-team-a-acme',
            namespace: 'default',
            title: 'acme',
            description:
              'Kubernetes cluster acme of tenant-team-a in Management A',
            annotations: {
              'backstage.io/managed-by-location': 'proxmox:mgmt-a',
              'backstage.io/managed-by-origin-location': 'proxmox:mgmt-a',
              'rackstage.io/capi-cluster': 'mgmt-a/tenant-team-a/acme',
              'rackstage.io/management-cluster-id': 'uid-1',
            },
          },
          spec: {
            type: 'kubernetes-cluster',
            owner: 'group:default/team-a',
            dependsOn: [guestRef],
          },
        },
      ],
    ]);
  });

  it.each<[string, Partial<ManagementClusterState> | undefined]>([
    ['was never read', { data: undefined, complete: false }],
    ['cannot be read now', { complete: false }],
    [
      'is down',
      {
        complete: false,
        error: {
          code: 'unreachable',
          message: 'refused',
          nextStep: 'Check it.',
          since: createdAt,
        },
      },
    ],
    ['is not configured any more', undefined],
  ])('changes nothing while the source %s', async (_, change) => {
    const { provider, world } = await connect();
    world.state = change && stateOf(change);
    await provider.refresh();
    await provider.refresh();
    expect(world.mutations).toEqual([]);
    expect(world.logger.warn).toHaveBeenCalledTimes(1);
  });

  it('says, before it looks at the source, which cluster the catalogue knows', async () => {
    const first = await connect();
    await first.provider.refresh();
    const { provider, world } = await connect(first.world.mutations[0]);
    await provider.refresh();
    await provider.refresh();
    expect(world.expected).toEqual(['uid-1']);
  });

  it('removes what a complete read does not show any more', async () => {
    const { provider, world } = await connect();
    await provider.refresh();
    world.state = stateOf({
      data: { ...stateOf().data!, tenantClusters: [], machines: [] },
    });
    await provider.refresh();
    expect(world.mutations[1]).toEqual([]);
  });

  it('keeps the relations to guests of a Proxmox cluster that was not read yet', async () => {
    const first = await connect();
    await first.provider.refresh();
    const { provider, world } = await connect(first.world.mutations[0]);
    const { guest: _, ...unjoined } = worker;
    world.state = stateOf({
      data: { ...stateOf().data!, machines: [unjoined] },
    });

    world.sources = [{ data: undefined }];
    await provider.refresh();
    expect(world.mutations[0][0].spec).toMatchObject({ dependsOn: [guestRef] });

    world.sources = [];
    await provider.refresh();
    expect(world.mutations[1][0].spec).not.toHaveProperty('dependsOn');
  });

  it.each<[string, string[] | undefined, boolean]>([
    ['the tenant owns', ['group:default/team-a'], true],
    ['several own', ['group:default/team-c', 'group:default/team-a'], true],
    ['somebody else owns', ['group:default/team-b'], false],
    ['nobody owns', [], false],
    ['is not in the catalogue', undefined, false],
  ])('ties a cluster to a Component that %s: %j', async (_, owners, tied) => {
    const { provider, world } = await connect();
    const component = 'component:default/orders-api';
    world.state = stateOf({
      data: { ...stateOf().data!, tenantClusters: [{ ...acme, component }] },
    });
    if (owners) {
      world.components[component] = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'orders-api' },
        relations: [
          { type: 'partOf', targetRef: 'group:default/team-a' },
          ...owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
        ],
      };
    }
    await provider.refresh();
    const [[{ spec }]] = world.mutations;
    expect(spec).toEqual({
      type: 'kubernetes-cluster',
      owner: 'group:default/team-a',
      dependsOn: [guestRef],
      ...(tied && { dependencyOf: [component] }),
    });
  });

  it('says which names somebody else has', async () => {
    const { provider, world } = await connect([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name: 'mgmt-a-cluster-tenant-team-a-acme' },
      },
    ]);
    await provider.refresh();
    expect(world.taken).toEqual([entityRef]);
  });
});
