import { setUpRuns } from '../__testUtils__/setUpRuns';
import { OrderWorker } from './OrderWorker';

const OBJECTS = 8;
// In real time, on a machine that may be busy.
jest.setTimeout(60_000);

type Runs = Awaited<ReturnType<typeof setUpRuns>>;
type World = Awaited<ReturnType<Runs['order']>>;

describe('OrderWorker', () => {
  const workers: OrderWorker[] = [];
  afterEach(() => Promise.all(workers.splice(0).map(worker => worker.stop())));

  /** A worker in real time, as in a replica of its own. */
  function start(runs: Runs, world: World, leaseMs?: number) {
    const listeners = new Set<() => void>();
    const work = runs.describeWork(world);
    const worker = new OrderWorker({
      ...work,
      now: undefined,
      store: runs.store,
      leaseMs,
      inventory: {
        ...work.inventory,
        subscribeManagementClusters(listener) {
          const call = () => listener(work.inventory.getManagementCluster());
          listeners.add(call);
          return () => listeners.delete(call);
        },
      },
    });
    workers.push(worker);
    worker.start();
    return {
      worker,
      change: () => listeners.forEach(listener => listener()),
      listeners,
    };
  }

  async function until(isSo: () => Promise<boolean> | boolean) {
    const deadline = Date.now() + 10_000;
    while (!(await isSo())) {
      if (Date.now() > deadline) {
        throw new Error('It did not come to it');
      }
      await new Promise(resolve => {
        setTimeout(resolve, 10);
      });
    }
  }

  async function setUp() {
    const runs = await setUpRuns({ isRealTime: true });
    const world = await runs.order('order-1');
    const stateOf = async (id = 'order-1') => (await runs.store.get(id)).state;
    return { runs, world, stateOf };
  }

  it('takes what waits, and a nudge makes it look at once', async () => {
    const { runs, world, stateOf } = await setUp();
    const { worker } = start(runs, world);
    await until(async () => (await stateOf()) === 'ready');

    await runs.order('order-2');
    const nudgedAt = Date.now();
    worker.nudge();
    await until(async () => (await stateOf('order-2')) !== 'accepted');
    expect(Date.now() - nudgedAt).toBeLessThan(1_500);
  });

  it('looks when the inventory has changed', async () => {
    const { runs, world, stateOf } = await setUp();
    world.cluster = { ready: false };
    const { change, worker, listeners } = start(runs, world);
    await until(async () => (await stateOf()) === 'waiting');
    world.cluster = {};
    change();
    await until(async () => (await stateOf()) === 'ready');

    await worker.stop();
    expect(listeners.size).toBe(0);
  });

  it('shares the orders with another replica, each of which has one worker at a time', async () => {
    const { runs, world, stateOf } = await setUp();
    start(runs, world);
    start(runs, world);
    await until(async () => (await stateOf()) === 'ready');

    const applied = world.kube.done.filter(line => line.startsWith('apply'));
    expect(applied).toHaveLength(OBJECTS);
    const lines = await runs.readLines(world);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('gives its orders to another replica when it is stopped', async () => {
    const { runs, world, stateOf } = await setUp();
    world.cluster = { ready: false };
    const { worker } = start(runs, world);
    await until(async () => (await stateOf()) === 'waiting');
    await worker.stop();
    expect(await runs.store.listWaiting()).toHaveLength(1);

    world.cluster = {};
    start(runs, world);
    await until(async () => (await stateOf()) === 'ready');
    expect(world.kube.objects.size).toBe(OBJECTS);
  });

  it('keeps a lease for as long as it works, and takes the one of a replica that was killed', async () => {
    // Long enough that a busy machine does not miss two heartbeats.
    const leaseMs = 3_000;
    const { runs, world, stateOf } = await setUp();
    await runs.store.lease('order-1', 'killed', leaseMs);
    world.cluster = { ready: false };
    start(runs, world, leaseMs);
    await until(async () => (await stateOf()) === 'waiting');

    const deadline = Date.now() + leaseMs * 1.5;
    while (Date.now() < deadline) {
      expect(await runs.store.lease('order-1', 'another', leaseMs)).toBe(false);
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  });
});
