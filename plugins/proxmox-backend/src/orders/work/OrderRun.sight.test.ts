import { LEASE_MS, setUpRuns } from '../../__testUtils__/setUpRuns';

const unread = { complete: false, error: undefined };
const anError = {
  code: 'unreachable' as const,
  message: 'gone',
  since: '2026-11-22T10:00:00.000Z',
  nextStep: 'Look.',
};
const another = {
  ...anError,
  code: 'configuration' as const,
  message: 'The address of Kubernetes mgmt-b now leads to another cluster.',
  nextStep: 'Correct the url.',
};

/** An order that failed after it had created everything, and is about to be cleaned up. */
async function setUp() {
  const runs = await setUpRuns();
  const world = await runs.order('order-1');
  world.cluster = { ready: false, deletingSince: '2026-11-22T10:00:00.000Z' };
  await runs.work(world, 'one');
  expect(world.kube.objects.size).toBe(8);
  await runs.store.decide('order-1', { state: 'cleaning-up', line: 'Clean' });
  const step = async () => {
    await runs.store.lease('order-1', 'two', LEASE_MS);
    return runs.run(world, 'two').step();
  };
  return { ...runs, world, step };
}

describe('a run of an order whose management cluster is not known to be there', () => {
  it.each([
    ['was not read since the start', unread],
    ['is away', { complete: false, error: anError }],
  ])(
    'does not take absent objects for removed ones: it %s',
    async (...story) => {
      const { world, step, store, work } = await setUp();
      [, world.state] = story;
      // As behind an address that leads elsewhere.
      const objects = new Map(world.kube.objects);
      world.kube.objects.clear();
      expect(await step()).toMatchObject({ is: 'look' });
      expect((await store.get('order-1')).state).toBe('cleaning-up');

      objects.forEach((object, key) => world.kube.objects.set(key, object));
      world.state = undefined;
      await work(world, 'two');
      expect((await store.get('order-1')).state).toBe('cleaned-up');
      expect(world.kube.objects.size).toBe(0);
    },
  );

  it('fails where it is another one, in a clean-up and before anything is made', async () => {
    const { world, step, store } = await setUp();
    world.state = { complete: false, error: another };
    const objects = new Map(world.kube.objects);
    world.kube.objects.clear();
    const expected = {
      state: 'failed',
      message: `${another.message} ${another.nextStep}`,
    };
    expect(await step()).toEqual({ is: 'done' });
    expect(await store.get('order-1')).toMatchObject(expected);

    await store.decide('order-1', { state: 'applying', line: 'Resumed' });
    expect(await step()).toEqual({ is: 'done' });
    expect(await store.get('order-1')).toMatchObject(expected);
    expect(world.kube.objects.size).toBe(0);
    expect(objects.size).toBe(8);
  });
});
