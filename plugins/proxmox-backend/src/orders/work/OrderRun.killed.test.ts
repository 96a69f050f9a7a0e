import { ORDER_LABEL } from '@rackstage/plugin-proxmox-node';
import { ORDERED_AT } from '../../__testUtils__/anOrder';
import { aKubeError, FakeKube } from '../../__testUtils__/FakeKube';
import { Mortal } from '../../__testUtils__/Mortal';
import { LEASE_MS, setUpRuns } from '../../__testUtils__/setUpRuns';

const OBJECTS = 8;

/** Lets the first read of that kind hang until it is told to go on. */
function holdBack(kube: FakeKube, plural: string) {
  const gates = { goOn: () => {}, reach: () => {} };
  const open = new Promise<void>(resolve => {
    gates.goOn = resolve;
  });
  const reached = new Promise<void>(resolve => {
    gates.reach = resolve;
  });
  const get = kube.get.bind(kube);
  kube.get = async location => {
    if (location.plural === plural) {
      kube.get = get;
      gates.reach();
      await open;
    }
    return get(location);
  };
  return { reached, goOn: () => gates.goOn() };
}

describe('a run of an order that is killed', () => {
  it('loses nothing and does nothing twice, wherever it is killed', async () => {
    const { order, work, store, clock } = await setUpRuns();
    let isDead = true;
    let moments = 0;
    while (isDead) {
      moments += 1;
      const world = await order(`order-${moments}`);
      const mortal = new Mortal(moments);
      await work(world, 'one', mortal);
      isDead = mortal.isDead;
      clock.time += LEASE_MS;
      if (isDead) {
        await work(world, 'two');
      }

      const { state, things } = await store.get(world.id);
      expect([moments, state]).toEqual([moments, 'ready']);
      const objects = [...world.kube.objects.values()];
      expect(objects).toHaveLength(OBJECTS);
      for (const { metadata } of objects) {
        expect(metadata.labels?.[ORDER_LABEL]).toBe(world.id);
      }
      expect(things.map(({ uid }) => uid).sort()).toEqual(
        objects.map(({ metadata }) => metadata.uid).sort(),
      );
      // The fake numbers what it creates.
      expect(objects.map(({ metadata }) => metadata.uid)).toContain('uid-8');
    }
    expect(moments).toBeGreaterThan(60);
  }, 60_000);

  it('removes everything, wherever its clean-up is killed', async () => {
    const { order, work, store, clock } = await setUpRuns();
    let isDead = true;
    let moments = 0;
    while (isDead) {
      moments += 1;
      const world = await order(`order-${moments}`);
      world.kube.fail = { at: 'nothing', error: aKubeError('forbidden') };
      world.cluster = { ready: false, deletingSince: ORDERED_AT.toISOString() };
      await work(world, 'one');
      expect((await store.get(world.id)).state).toBe('failed');
      await store.decide(world.id, { state: 'cleaning-up', line: 'Clean-up' });
      const mortal = new Mortal(moments);
      await work(world, 'one', mortal);
      isDead = mortal.isDead;
      clock.time += LEASE_MS;
      if (isDead) {
        await work(world, 'two');
      }

      const { state, things } = await store.get(world.id);
      expect([moments, state]).toEqual([moments, 'cleaned-up']);
      expect([...world.kube.objects.keys()]).toEqual([]);
      expect(things.every(thing => thing.state === 'deleted')).toBe(true);
    }
    expect(moments).toBeGreaterThan(40);
  }, 60_000);

  it('creates nothing any more once somebody else works on it', async () => {
    const { order, run, work, store, clock } = await setUpRuns();
    const world = await order('order-1');
    await store.lease('order-1', 'slow', LEASE_MS);
    const slow = run(world, 'slow');
    await slow.step();
    const isDone = holdBack(world.kube, 'kamajicontrolplanes');
    const slowStep = slow.step();
    await isDone.reached;
    expect(world.kube.objects.size).toBe(2);

    clock.time += LEASE_MS;
    world.kube.fail = { at: 'clusters/shop', error: aKubeError('forbidden') };
    await work(world, 'two');
    await store.decide('order-1', { state: 'cleaning-up', line: 'Clean-up' });
    await work(world, 'two');
    expect(world.kube.objects.size).toBe(0);

    world.kube.fail = undefined;
    isDone.goOn();
    expect(await slowStep).toEqual({ is: 'done' });
    expect(world.kube.objects.size).toBe(0);
    expect((await store.get('order-1')).state).toBe('cleaned-up');
  });
});
