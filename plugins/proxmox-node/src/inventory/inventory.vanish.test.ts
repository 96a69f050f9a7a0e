import { configOf } from './__testUtils__/startInventory';
import {
  codes,
  guestOf,
  vmids,
  useSimulatedFra,
} from './__testUtils__/useSimulatedFra';

describe('what is missing from an answer', () => {
  const world = useSimulatedFra();

  it('keeps guests of a pool whose privileges were lost, marks them, and clears the mark', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });

    const lost = await inventory.refresh('fra');

    expect(vmids(lost)).toEqual(vmids(before));
    expect(guestOf(lost, 201)).toMatchObject({
      name: 'orders-api-1',
      owner: 'group:default/team-a',
      unreadableSince: '2026-11-01T12:00:00.000Z',
    });
    expect(guestOf(lost, 220)?.unreadableSince).toBeUndefined();
    expect(lost.complete).toBe(true);
    expect(lost.warnings).toEqual([
      expect.objectContaining({
        code: 'privileges-missing',
        message: expect.stringMatching(/VM\.Audit on \/pool\/team-a: 3 guest/),
      }),
    ]);

    fra.resetCalls();
    await inventory.refresh('fra');
    expect(fra.calls().total).toBe(3);

    fra.clear();
    const back = await inventory.refresh('fra');
    expect(guestOf(back, 201)?.unreadableSince).toBeUndefined();
    expect(back.warnings).toEqual([]);
  });

  it('keeps everything when the token loses all privileges', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    fra.inject({ kind: 'token-without-privileges' });

    const lost = await inventory.refresh('fra');

    expect(vmids(lost)).toEqual(vmids(before));
    expect(lost.data?.storages).toHaveLength(before.data!.storages.length);
    expect(lost.data?.guests.every(guest => guest.unreadableSince)).toBe(true);
    expect(guestOf(lost, 201)?.owner).toBe('group:default/team-a');
    expect(codes(lost)).toContain('privileges-missing');
  });

  it('lets a deleted guest go', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    expect(vmids(before)).toContain(231);
    await world.destroy('qemu', 'pve3', 231);
    fra.resetCalls();

    const after = await inventory.refresh('fra');

    expect(vmids(after)).toEqual(vmids(before).filter(id => id !== 231));
    expect(after.complete).toBe(true);
    expect(fra.calls().byTemplate).toMatchObject({
      'GET /access/permissions': 1,
      'GET /cluster/nextid': 1,
    });
  });

  it('lets a guest go that was deleted while it could not be read', async () => {
    const { fra } = world;
    const { inventory, clock } = world.start([configOf(fra)]);
    await inventory.refresh('fra');
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-c' });
    expect(guestOf(await inventory.refresh('fra'), 231)).toMatchObject({
      unreadableSince: expect.any(String),
    });
    fra.clear();
    await world.destroy('qemu', 'pve3', 231);
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-c' });

    // Once the slow lane has run, what is known to be unreadable is looked at again.
    clock.advance(15 * 60_000);
    const slowLane = new Promise<void>(resolve => {
      inventory.subscribe(({ data }) => {
        if (data?.networks?.asOf === new Date(clock.now()).toISOString()) {
          resolve();
        }
      });
    });
    await inventory.refresh('fra');
    await slowLane;
    const state = await inventory.refresh('fra');

    expect(guestOf(state, 231)).toBeUndefined();
    expect(guestOf(state, 232)?.unreadableSince).toBeDefined();
  });

  it('keeps guests of an offline node with the names they had', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    await inventory.refresh('fra');
    fra.inject({ kind: 'node-down', node: 'pve2' });
    await fra.settled();
    await world.simulator.clock.advance(10 * 60_000);

    const state = await inventory.refresh('fra');

    expect(guestOf(state, 220)).toMatchObject({
      name: 'shop-mariadb',
      status: 'unknown',
      owner: 'group:default/team-b',
    });
    expect(state.warnings).toEqual([
      expect.objectContaining({
        code: 'node-offline',
        message: expect.stringContaining('pve2'),
      }),
    ]);
  });

  it('removes nothing without quorum', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    fra.inject({ kind: 'no-quorum' });
    await fra.settled();

    const state = await inventory.refresh('fra');

    expect(vmids(state)).toEqual(vmids(before));
    expect(state.complete).toBe(false);
    expect(codes(state)).toContain('no-quorum');
  });

  it('finds out what became of things that only the catalogue remembers', async () => {
    const { fra } = world;
    await world.destroy('qemu', 'pve3', 231);
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });
    const { inventory } = world.start([configOf(fra)]);

    const found = await inventory.findWhereabouts('fra', [
      'fra/qemu/201',
      'fra/qemu/231',
      'fra/qemu/101',
      'fra/storage/pve1:no-more',
      'fra/storage/pve9:local',
      'fra/network/pve1:vmbr7',
      'fra/node/pve9',
    ]);

    expect(Object.fromEntries(found)).toEqual({
      'fra/qemu/201': 'unreadable',
      'fra/qemu/231': 'gone',
      'fra/qemu/101': 'unproven',
      'fra/storage/pve1:no-more': 'gone',
      'fra/storage/pve9:local': 'gone',
      'fra/network/pve1:vmbr7': 'gone',
      'fra/node/pve9': 'gone',
    });

    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    const dead = await inventory.findWhereabouts('fra', ['fra/qemu/231']);
    expect(dead.get('fra/qemu/231')).toBe('unproven');
  });

  it('refuses a cluster that is another one than before', async () => {
    const { fra } = world;
    const first = world.start([configOf(fra)]);
    const saved = await first.inventory.refresh('fra');
    const edge = world.simulator.site('edge');

    const { inventory } = world.start([{ ...configOf(edge), name: 'fra' }]);
    inventory.restore([saved]);
    const state = await inventory.refresh('fra');

    expect(vmids(state)).toEqual(vmids(saved));
    expect(state.error).toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('lead to another cluster'),
    });
  });
});
