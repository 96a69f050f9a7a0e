import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Order, OrderState } from '@rackstage/plugin-proxmox-common';
import { AcceptedOrder, LeaseLostError, OrderStore } from './OrderStore';
import { parseOrderSpec } from './parseOrderSpec';

const POSTGRES: TestDatabaseId[] = [
  'POSTGRES_14',
  'POSTGRES_15',
  'POSTGRES_16',
];
const databases = TestDatabases.create({ ids: ['SQLITE_3', ...POSTGRES] });
const START = new Date('2026-11-22T10:00:00.000Z');
const LEASE_MS = 30_000;

function anOrder(changes: Partial<Order> = {}): Order {
  return {
    id: 'order-1',
    kind: 'tenant-cluster',
    state: 'accepted',
    requestedBy: 'user:default/alice',
    owner: 'group:default/team-a',
    spec: parseOrderSpec({
      managementCluster: 'mgmt-a',
      tenant: 'tenant-team-a',
      name: 'acme',
      version: 'v1.33.3',
      pool: { replicas: 2, cores: 4, memoryMiB: 8192, diskGiB: 60 },
      proxmox: { source: 'fra', template: 9000, storage: 'c', bridge: 'v' },
      network: {
        addresses: '10.0.0.150-10.0.0.180',
        prefix: 24,
        gateway: '10.0.0.1',
        dnsServers: ['10.0.0.1'],
      },
    }),
    things: [],
    diagnoses: [],
    entityRef: 'resource:default/mgmt-a-cluster-tenant-team-a-acme',
    createdAt: START.toISOString(),
    updatedAt: START.toISOString(),
    ...changes,
  };
}

function accepted(changes: Partial<AcceptedOrder> = {}): AcceptedOrder {
  return {
    order: anOrder(),
    idempotencyKey: 'key-12345',
    decisions: {
      stack: 'v1beta2',
      templateNode: 'pve1',
      templateTags: [],
      vmidRange: { start: 20_000, end: 20_099 },
    },
    lastNumber: 0,
    ...changes,
  };
}

describe.each(databases.eachSupportedId())('OrderStore on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@rackstage/plugin-proxmox-backend',
        'migrations',
      ),
    });
    const clock = { time: START.getTime() };
    const now = () => new Date(clock.time);
    return {
      clock,
      knex,
      store: OrderStore.create({ knex, now }),
      /** Of another replica. */
      other: OrderStore.create({ knex, now }),
    };
  }

  it('makes one order of a request that comes twice, also at the same moment', async () => {
    const { store, other } = await setUp();
    const answers = await Promise.all([
      store.accept(accepted()),
      other.accept(accepted({ order: anOrder({ id: 'order-2' }) })),
    ]);

    expect(new Set(answers.map(answer => answer?.order.id)).size).toBe(1);
    expect(answers.filter(answer => answer?.created)).toHaveLength(1);
    expect(await store.list()).toHaveLength(1);
  });

  it('refuses a key that is used for something else, and keeps the keys of people apart', async () => {
    const { store } = await setUp();
    await store.accept(accepted());
    const another = { ...anOrder().spec, name: 'globex' };

    await expect(
      store.accept(
        accepted({ order: anOrder({ id: 'order-2', spec: another }) }),
      ),
    ).rejects.toThrow(/for order order-1 already/);
    const bobs = await store.accept(
      accepted({
        order: anOrder({ id: 'order-3', requestedBy: 'user:default/bob' }),
        lastNumber: 1,
      }),
    );
    expect(bobs?.created).toBe(true);
  });

  it('gives an order to one replica, and to the next one when the first was killed', async () => {
    const { store, other, clock } = await setUp();
    await store.accept(accepted());

    expect(await store.lease('order-1', 'one', LEASE_MS)).toBe(true);
    expect(await other.lease('order-1', 'two', LEASE_MS)).toBe(false);
    expect(await other.listWaiting()).toEqual([]);

    await store.update('order-1', 'one', { state: 'applying' });
    clock.time += LEASE_MS;
    expect(await other.listWaiting()).toMatchObject([
      { id: 'order-1', state: 'applying' },
    ]);
    expect(await other.lease('order-1', 'two', LEASE_MS)).toBe(true);
    // The first one was only slow, and must not undo what its successor does.
    await expect(
      store.update('order-1', 'one', { state: 'waiting' }),
    ).rejects.toThrow(/no longer worked on by one/);
    expect((await other.get('order-1')).state).toBe('applying');
  });

  it('renews and gives back a lease', async () => {
    const { store, other, clock } = await setUp();
    await store.accept(accepted());
    await store.lease('order-1', 'one', LEASE_MS);
    clock.time += LEASE_MS - 1;
    expect(await store.renew('order-1', 'one', { leaseMs: LEASE_MS })).toBe(
      true,
    );
    clock.time += LEASE_MS - 1;

    expect(await other.lease('order-1', 'two', LEASE_MS)).toBe(false);
    await store.release('order-1', 'two');
    expect(await other.listWaiting()).toEqual([]);
    await store.release('order-1', 'one');
    expect(await other.listWaiting()).toHaveLength(1);
    // What was given back is not renewed, though nobody else has it.
    expect(await store.renew('order-1', 'one', { leaseMs: LEASE_MS })).toBe(
      false,
    );
  });

  it('remembers what was created, and refuses a way that no order goes', async () => {
    const { store } = await setUp();
    await store.accept(accepted());
    await store.lease('order-1', 'one', LEASE_MS);
    const things = [
      {
        apiVersion: 'cluster.x-k8s.io/v1beta2',
        kind: 'Cluster',
        namespace: 'tenant-team-a',
        name: 'acme',
        uid: '1b4e28ba',
        state: 'created' as const,
      },
    ];
    await store.update('order-1', 'one', { state: 'applying', things });

    expect((await store.get('order-1')).things).toEqual(things);
    await expect(
      store.update('order-1', 'one', { state: 'ready' }),
    ).rejects.toThrow(/is applying and cannot become ready/);
  });

  it('has nothing to do for an order that has ended', async () => {
    const { store } = await setUp();
    await store.accept(accepted());
    await store.lease('order-1', 'one', LEASE_MS);
    for (const state of ['applying', 'waiting', 'ready'] as const) {
      await store.update('order-1', 'one', { state });
    }
    await store.release('order-1', 'one');

    expect(await store.listWaiting()).toEqual([]);
  });

  it('accepts one of two orders that were decided on the same knowledge', async () => {
    const { store, other } = await setUp();
    const second = accepted({
      order: anOrder({ id: 'order-2' }),
      idempotencyKey: 'key-67890',
    });
    const answers = await Promise.all([
      store.accept(accepted()),
      other.accept(second),
    ]);

    expect(answers.filter(answer => answer?.created)).toHaveLength(1);
    expect(answers).toContain(undefined);
    expect(await store.getLastNumber()).toBe(1);
    const loser = answers[0] ? second : accepted();
    const again = await store.accept({ ...loser, lastNumber: 1 });
    expect(again?.created).toBe(true);
    expect(await store.listHolding()).toHaveLength(2);
  });

  it('carries out one of two decisions that are made at the same moment, and dates it', async () => {
    const { store, other, clock } = await setUp();
    await store.accept(accepted({ log: ['accepted'] }));
    await store.lease('order-1', 'one', LEASE_MS);
    await store.update('order-1', 'one', {
      state: 'failed',
      message: 'refused',
      log: ['refused'],
    });
    clock.time += 1000;
    const results = await Promise.allSettled([
      store.decide('order-1', { state: 'applying', line: 'resumed' }),
      other.decide('order-1', { state: 'cleaning-up', line: 'cleaned up' }),
    ]);

    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const { order, startedAt } = await store.getRecord('order-1');
    expect(startedAt).toBe(new Date(clock.time).toISOString());
    expect(order.message).toBeUndefined();
    expect((await store.readLog('order-1')).lines).toHaveLength(3);
    // The one who saw it fail did not give it back: it may have been killed then.
    expect(await other.listWaiting()).toEqual([]);
    clock.time += LEASE_MS;
    expect(await other.listWaiting()).toHaveLength(1);
  });

  it('stops whoever works on a cancelled order, and gives it to nobody before they have ended', async () => {
    const { store } = await setUp();
    await store.accept(accepted());
    await store.lease('order-1', 'one', LEASE_MS);
    await store.update('order-1', 'one', { state: 'applying' });
    const message = 'Cancelled by user:default/alice.';
    await store.decide('order-1', { state: 'failed', line: message, message });

    const renew = (state: OrderState) =>
      store.renew('order-1', 'one', { leaseMs: LEASE_MS, state });
    expect(await renew('applying')).toBe(false);
    await expect(
      store.update('order-1', 'one', { state: 'waiting', from: 'applying' }),
    ).rejects.toThrow(LeaseLostError);
    // What was created by the call that was under way is still recorded.
    const secret = { apiVersion: 'v1', kind: 'Secret', name: 'acme' };
    await store.update('order-1', 'one', {
      things: [{ ...secret, uid: 'uid-1', state: 'created' }],
      from: 'applying',
    });
    await store.decide('order-1', { state: 'cleaning-up', line: 'clean up' });
    expect(await store.listWaiting()).toEqual([]);
    expect(await store.lease('order-1', 'two', LEASE_MS)).toBe(false);

    await store.release('order-1', 'one');
    expect(await store.lease('order-1', 'two', LEASE_MS)).toBe(true);
    expect(await store.get('order-1')).toMatchObject({
      state: 'cleaning-up',
      things: [{ uid: 'uid-1' }],
    });
  });

  it('holds nothing for an order that is cleaned up', async () => {
    const { store } = await setUp();
    await store.accept(accepted());
    await store.lease('order-1', 'one', LEASE_MS);
    await store.update('order-1', 'one', { state: 'failed' });
    expect(await store.listHolding()).toHaveLength(1);
    await store.decide('order-1', { state: 'cleaning-up', line: 'cleaned up' });
    await store.lease('order-1', 'one', LEASE_MS);
    await store.update('order-1', 'one', { state: 'cleaned-up' });

    expect(await store.listHolding()).toEqual([]);
  });

  it('keeps the log in order and tells what is new', async () => {
    const { store } = await setUp();
    await store.accept(accepted({ log: ['accepted'] }));
    await store.lease('order-1', 'one', LEASE_MS);
    await store.update('order-1', 'one', { log: ['applying', 'waiting'] });

    expect(await store.readLog('order-1', 1)).toEqual({
      state: 'accepted',
      lines: [
        { n: 2, at: START.toISOString(), text: 'applying' },
        { n: 3, at: START.toISOString(), text: 'waiting' },
      ],
    });
    await expect(
      store.update('order-1', 'two', { log: ['of another'] }),
    ).rejects.toThrow(/no longer worked on/);
    await expect(store.readLog('none')).rejects.toThrow(
      'There is no order none.',
    );
  });

  it('leaves nothing behind when the migration is taken back', async () => {
    const { knex } = await setUp();
    const directory = resolvePackagePath(
      '@rackstage/plugin-proxmox-backend',
      'migrations',
    );
    const down = (name: string) => knex.migrate.down({ directory, name });
    await down('20261123000000_order_decisions.js');
    expect(await knex.schema.hasColumn('proxmox_orders', 'number')).toBe(false);
    await down('20261122000000_orders.js');

    expect(await knex.schema.hasTable('proxmox_orders')).toBe(false);
    expect(await knex.schema.hasTable('proxmox_last_good')).toBe(true);
  });
});
