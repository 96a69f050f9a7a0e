import { configOf } from './__testUtils__/startInventory';
import {
  guestOf,
  vmids,
  useSimulatedFra,
} from './__testUtils__/useSimulatedFra';

describe('the inventory', () => {
  const world = useSimulatedFra();

  describe('after a restart', () => {
    it('shows the restored state while the source is dead', async () => {
      const { fra } = world;
      const first = world.start([configOf(fra)]);
      const saved = await first.inventory.refresh('fra');
      fra.inject({ kind: 'api-refusing' });
      await fra.settled();

      const { inventory } = world.start([configOf(fra)]);
      inventory.restore([saved, { ...saved, source: 'no-more' }]);
      expect(inventory.getSource('fra')).toMatchObject({
        asOf: saved.asOf,
        complete: false,
      });
      const state = await inventory.refresh('fra');

      expect(vmids(state)).toEqual(vmids(saved));
      expect(state).toMatchObject({ complete: false, asOf: saved.asOf });
      expect(state.error?.code).toBe('unreachable');
      expect(inventory.getSources()).toHaveLength(1);
    });

    it('keeps what only the restored state knows until it is proven gone, in either order', async () => {
      const { fra } = world;
      const first = world.start([configOf(fra)]);
      const saved = await first.inventory.refresh('fra');
      await world.destroy('qemu', 'pve3', 231);
      fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });

      const early = world.start([configOf(fra)]).inventory;
      early.restore([saved]);
      const late = world.start([configOf(fra)]).inventory;
      expect(vmids(await late.refresh('fra'))).not.toContain(201);
      late.restore([saved]);
      expect(late.getSource('fra')?.complete).toBe(false);

      for (const inventory of [early, late]) {
        const state = await inventory.refresh('fra');
        expect(vmids(state)).toEqual(vmids(saved).filter(id => id !== 231));
        expect(guestOf(state, 201)?.unreadableSince).toBeDefined();
        expect(state.complete).toBe(true);
      }
    });

    it('forgets nothing of what is restored while the first read is under way', async () => {
      const { fra } = world;
      const saved = await world.start([configOf(fra)]).inventory.refresh('fra');
      fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });

      const { inventory } = world.start([configOf(fra)]);
      const first = inventory.refresh('fra');
      inventory.restore([saved]);
      expect((await first).complete).toBe(false);
      const state = await inventory.refresh('fra');

      expect(vmids(state)).toEqual(vmids(saved));
      expect(guestOf(state, 201)?.unreadableSince).toBeDefined();
      expect(state.complete).toBe(true);
    });

    it('never lets older data overwrite newer ones, and applies the owner rules of today', async () => {
      const { fra } = world;
      const first = world.start([configOf(fra)]);
      const saved = await first.inventory.refresh('fra');

      const { inventory } = world.start([
        configOf(fra, { owners: { default: 'group:default/sre' } }),
      ]);
      const older = { ...saved, asOf: '2026-10-01T00:00:00Z' };
      inventory.restore([saved]);
      inventory.restore([older]);

      expect(inventory.getSource('fra')?.asOf).toBe(saved.asOf);
      expect(inventory.getResource('fra/qemu/201')?.owner).toBe(
        'group:default/sre',
      );
    });
  });
});
