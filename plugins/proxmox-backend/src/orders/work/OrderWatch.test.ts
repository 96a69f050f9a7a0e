import { aKubeError } from '../../__testUtils__/FakeKube';
import {
  CLUSTER,
  LEASE_MS,
  setUpRuns,
  TIMEOUT_MS,
} from '../../__testUtils__/setUpRuns';

const POOL = 'machinedeployments/shop-md-0';

describe('an order that waits', () => {
  it.each([
    ['the Cluster', CLUSTER, /^Cluster shop of this order does not/],
    ['its pool', POOL, /^MachineDeployment shop-md-0 of this order does not/],
  ])(
    'says that somebody deleted %s, long before its time is up',
    async (...story) => {
      const [, key, message] = story;
      const { order, run, store, clock } = await setUpRuns();
      const world = await order('order-1');
      world.cluster = { ready: false };
      await store.lease('order-1', 'one', LEASE_MS);
      const steps = run(world, 'one');
      for (let step = 0; step < 3; step++) {
        await steps.step();
      }
      expect((await store.get('order-1')).state).toBe('waiting');

      world.kube.objects.delete(key);
      world.cluster = { ready: false, pools: key === POOL ? [] : undefined };
      clock.time += 10_000;
      expect(await steps.step()).toEqual({ is: 'done' });
      expect(await store.get('order-1')).toMatchObject({
        state: 'failed',
        message: expect.stringMatching(message),
      });
    },
  );

  it('waits for a pool that the inventory has not shown yet', async () => {
    const { order, run, store, clock } = await setUpRuns();
    const world = await order('order-1');
    world.cluster = { ready: false, pools: [] };
    await store.lease('order-1', 'one', LEASE_MS);
    const steps = run(world, 'one');
    for (let step = 0; step < 3; step++) {
      await steps.step();
    }
    clock.time += 10_000;
    expect(await steps.step()).toMatchObject({ is: 'look' });
    expect((await store.get('order-1')).state).toBe('waiting');
  });

  it('gives the controllers all of their time, however long it took to apply', async () => {
    const { order, run, store, clock } = await setUpRuns();
    const world = await order('order-1');
    world.cluster = { ready: false };
    world.kube.fail = { at: CLUSTER, error: aKubeError('unreachable') };
    const hold = () => store.lease('order-1', 'one', LEASE_MS);
    const steps = run(world, 'one');
    const look = async () => {
      await hold();
      await steps.step();
      await steps.step();
      return (await store.get('order-1')).state;
    };
    expect(await look()).toBe('applying');
    clock.time += 2 * TIMEOUT_MS;
    world.kube.fail = undefined;
    expect(await look()).toBe('waiting');

    clock.time += TIMEOUT_MS - 1_000;
    expect(await look()).toBe('waiting');
    clock.time += 1_000;
    expect(await look()).toBe('failed');
  });
});
