import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Order, OrderState } from '@rackstage/plugin-proxmox-common';
import {
  buildTenantCluster,
  KubeObject,
  ORDER_LABEL,
} from '@rackstage/plugin-proxmox-node';
import { Simulator } from '@rackstage/simulator';
import {
  anAcceptedOrder,
  anOrderSpec,
  someDecisions,
} from '../__testUtils__/anOrder';
import { Mortal } from '../__testUtils__/Mortal';
import { orderConfig } from '../__testUtils__/orderConfig';
import { startInventory } from '../__testUtils__/startInventory';
import { startOrderSite } from '../__testUtils__/startOrderPortal';
import { addPlanned, planThings } from './applyThings';
import { OrderDecisions } from './OrderDecisions';
import { OrderRecord, OrderStore } from './OrderStore';
import { planTenantCluster } from './planTenantCluster';
import { OrderRun } from './work/OrderRun';

// Management clusters with their controllers, Proxmox, and a hundred deaths.
jest.setTimeout(180_000);

const LEASE_MS = 30_000;
const LOOK_MS = 20;
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

type Inventory = Awaited<ReturnType<typeof startInventory>>;

describe('an order whose workers are killed one after the other', () => {
  let simulator: Simulator;
  let started: Inventory;
  let store: OrderStore;
  /** Added to the time, so that nobody waits for leases of the dead. */
  let offset = 0;
  const now = () => new Date(Date.now() + offset);

  beforeAll(async () => {
    simulator = await startOrderSite();
    started = await startInventory(orderConfig(simulator));
    const knex = await databases.init('SQLITE_3');
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@rackstage/plugin-proxmox-backend',
        'migrations',
      ),
    });
    store = OrderStore.create({ knex, now });
  });
  afterAll(async () => {
    await started?.stop();
    await simulator?.close();
  });

  function buildManifests({ order, decisions }: OrderRecord) {
    const { id: orderId, owner, spec } = order;
    const { settings } = started;
    const plan = planTenantCluster({
      orderId,
      owner,
      spec,
      decisions,
      settings,
    });
    return buildTenantCluster(plan, decisions.stack);
  }

  async function accept(id: string, name: string, decisions: OrderDecisions) {
    const base = anOrderSpec();
    const spec = {
      ...base,
      name,
      network: {
        ...base.network,
        addresses: `10.0.41.${
          decisions.vmidRange.start - 20_000 + 10
        }-10.0.41.${decisions.vmidRange.start - 20_000 + 30}`,
      },
    };
    const accepted = anAcceptedOrder({ id, spec });
    const startedAt = now().toISOString();
    const order = { ...accepted.order, createdAt: startedAt };
    const manifests = buildManifests({ order, decisions, startedAt });
    await store.accept({
      ...accepted,
      order: { ...order, things: planThings(manifests) },
      decisions,
      lastNumber: await store.getLastNumber(),
    });
  }

  /** A worker that lives for so many moments, or until it has nothing more to do. */
  async function live(id: string, moments: number) {
    const holder = `worker-${moments}`;
    expect(await store.lease(id, holder, LEASE_MS)).toBe(true);
    const mortal = new Mortal(moments);
    const kube = mortal.wrap(started.inventory.getKubeClient('mgmt-b'));
    const run = new OrderRun({
      id,
      holder,
      leaseMs: LEASE_MS,
      timeoutMs: 24 * 60 * 60_000,
      store: mortal.wrap<Pick<OrderStore, keyof OrderStore>>(store),
      inventory: started.inventory,
      getWriter: () => kube,
      buildManifests,
      onState: async () => {},
      logger: mockServices.logger.mock(),
      now,
    });
    while (!mortal.isDead && (await run.step()).is !== 'done') {
      await new Promise(resolve => {
        setTimeout(resolve, LOOK_MS);
      });
    }
    offset += LEASE_MS;
  }

  /** Each worker lives one moment longer than the one before. */
  async function liveUntil(id: string, isSo: (order: Order) => boolean) {
    let deaths = 0;
    for (; !isSo(await store.get(id)); deaths++) {
      await live(id, deaths + 1);
      expect(deaths).toBeLessThan(500);
    }
    return deaths;
  }
  const is = (state: OrderState) => (order: Order) => order.state === state;

  /** What the order applied, and what is there of it by its mark. */
  async function countObjects(id: string) {
    const { things } = await store.get(id);
    const kube = started.inventory.getKubeClient('mgmt-b');
    const pages = await Promise.all(
      addPlanned(things, []).map(async ({ apiVersion, kind, namespace }) => {
        const [version, group = ''] = apiVersion.split('/').reverse();
        const plural = `${kind.toLowerCase()}s`;
        const { items } = await kube.list(
          { group, version, plural, namespace },
          { labelSelector: `${ORDER_LABEL}=${id}` },
        );
        return (items as KubeObject[]).map(item => item.metadata.uid);
      }),
    );
    const found = new Set(pages.flat());
    return {
      own: things.filter(({ uid }) => uid && found.has(uid)).length,
      all: found.size,
    };
  }
  const listGuests = () =>
    [...simulator.site('fra').world.guests.keys()].sort();

  it('is ready with what was ordered, and nothing more', async () => {
    const before = listGuests();
    await accept('order-1', 'shop', someDecisions);
    const deaths = await liveUntil('order-1', is('ready'));

    expect(deaths).toBeGreaterThan(8);
    const { own, all } = await countObjects('order-1');
    expect(own).toBe(8);
    // Some controllers copy labels to what they make of an object.
    expect(all - own).toBeLessThanOrEqual(1);
    const guests = listGuests().filter(vmid => !before.includes(vmid));
    expect(guests).toEqual([20_000, 20_001]);
  });

  it('leaves nothing when it is cleaned up', async () => {
    const before = listGuests();
    await accept('order-2', 'other', {
      ...someDecisions,
      vmidRange: { start: 20_100, end: 20_199 },
    });
    await liveUntil(
      'order-2',
      ({ state }) => state === 'waiting' && listGuests().length > before.length,
    );
    await store.lease('order-2', 'test', LEASE_MS);
    await store.update('order-2', 'test', { state: 'failed' });
    await store.release('order-2', 'test');
    await store.decide('order-2', { state: 'cleaning-up', line: 'Clean-up' });
    const deaths = await liveUntil('order-2', is('cleaned-up'));

    expect(deaths).toBeGreaterThan(4);
    expect(await countObjects('order-2')).toEqual({ own: 0, all: 0 });
    expect(listGuests()).toEqual(before);
    // The other one is as it was.
    expect((await countObjects('order-1')).own).toBe(8);
  });
});
