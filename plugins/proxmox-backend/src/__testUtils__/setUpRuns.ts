import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ManagementClusterState } from '@rackstage/plugin-proxmox-common';
import { buildTenantCluster } from '@rackstage/plugin-proxmox-node';
import { OrderRecord, OrderStore } from '../orders/OrderStore';
import { NextStep, OrderRun } from '../orders/work/OrderRun';
import { KubeWriter } from '../orders/writableKinds';
import { anAcceptedOrder, ORDERED_AT } from './anOrder';
import { aSourceState } from './aSourceState';
import { aMachine, aManagementCluster, aTenantCluster } from './aTenantCluster';
import { FakeKube } from './FakeKube';
import { Mortal } from './Mortal';

export const LEASE_MS = 30_000;
export const TIMEOUT_MS = 30 * 60_000;
export const CLUSTER = 'clusters/shop';
const anOutage = {
  code: 'unreachable' as const,
  message: 'Proxmox is away',
  nextStep: '',
  since: ORDERED_AT.toISOString(),
};
const POSTGRES: TestDatabaseId[] = [
  'POSTGRES_14',
  'POSTGRES_15',
  'POSTGRES_16',
];
/** Those that a portal may have, as far as they are here. */
export const databases = TestDatabases.create({
  ids: ['SQLITE_3', ...POSTGRES],
});

const immortal = () => new Mortal(Number.POSITIVE_INFINITY);

/** Orders in a database, each with a management cluster of its own; time stands still unless it is real. */
export async function setUpRuns(
  options: { isRealTime?: boolean; database?: TestDatabaseId } = {},
) {
  const knex = await databases.init(options.database ?? 'SQLITE_3');
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@rackstage/plugin-proxmox-backend',
      'migrations',
    ),
  });
  const clock = { time: ORDERED_AT.getTime() };
  const now = () => (options.isRealTime ? new Date() : new Date(clock.time));
  const store = OrderStore.create({ knex, now });

  /** A new order with a management cluster of its own. */
  async function order(id: string) {
    const kube = new FakeKube();
    const world = {
      id,
      kube,
      /** What the inventory shows. */
      state: undefined as Partial<ManagementClusterState> | undefined,
      machines: [aMachine(), aMachine({ name: 'b' })],
      cluster: {},
    };
    const accepted = anAcceptedOrder({
      id,
      createdAt: now().toISOString(),
    });
    const lastNumber = await store.getLastNumber();
    await store.accept({ ...accepted, lastNumber });
    return world;
  }
  type World = Awaited<ReturnType<typeof order>>;

  function readState({ kube, state, cluster, machines }: World) {
    const own = { namespace: 'tenant-team-a', source: 'mgmt-b' };
    const clusters = kube.objects.has(CLUSTER)
      ? [aTenantCluster({ ...own, name: 'shop', ...cluster })]
      : [];
    return {
      ...aManagementCluster(
        clusters,
        machines.map(machine => ({ ...machine, ...own, cluster: 'shop' })),
      ),
      ...state,
    };
  }

  /** What works on the order of that world. */
  function describeWork(world: World, mortal = immortal()) {
    const writer: KubeWriter = mortal.wrap(world.kube);
    return {
      timeoutMs: TIMEOUT_MS,
      inventory: {
        getManagementCluster: () => readState(world),
        getSources: () => [],
        renewInterest: () => {},
        refresh: async () => aSourceState({ error: anOutage }),
        getClient: () => {
          throw new Error('No task is read here');
        },
      },
      getWriter: () => writer,
      buildManifests: buildManifestsOf,
      onState: async () => {
        throw new Error('The auditor is away');
      },
      logger: mockServices.logger.mock(),
      now,
    };
  }

  function run(world: World, holder: string, mortal = immortal()) {
    return new OrderRun({
      ...describeWork(world, mortal),
      id: world.id,
      holder,
      leaseMs: LEASE_MS,
      store: mortal.wrap<Pick<OrderStore, keyof OrderStore>>(store),
    });
  }

  /** Steps until there is nothing left to do, or it is killed. */
  async function work(world: World, holder: string, mortal = immortal()) {
    expect(await store.lease(world.id, holder, LEASE_MS)).toBe(true);
    const steps = run(world, holder, mortal);
    let next: NextStep = { is: 'again', delayMs: 0 };
    for (let step = 0; step < 30 && next.is !== 'done'; step++) {
      next = await steps.step();
      if (mortal.isDead) {
        return;
      }
    }
    await store.release(world.id, holder);
  }

  const readLines = async ({ id }: World) =>
    (await store.readLog(id)).lines.map(({ text }) => text);
  return { clock, store, order, describeWork, run, work, readLines };
}

/** The manifests of an order, with credentials that lead nowhere. */
export function buildManifestsOf({
  order,
  decisions,
}: Pick<OrderRecord, 'order' | 'decisions'>) {
  return buildTenantCluster(
    {
      orderId: order.id,
      owner: order.owner,
      spec: order.spec,
      ...decisions,
      credentials: {
        url: 'https://pve1:8006',
        tokenId: 'a@pve!b',
        secret: 's',
      },
      settings: {},
    },
    decisions.stack,
  );
}
