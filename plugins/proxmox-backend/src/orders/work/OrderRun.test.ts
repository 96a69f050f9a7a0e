import { ORDERED_AT, someDecisions } from '../../__testUtils__/anOrder';
import { aCondition, aStuckMachine } from '../../__testUtils__/aTenantCluster';
import { aKubeError } from '../../__testUtils__/FakeKube';
import {
  CLUSTER,
  LEASE_MS,
  setUpRuns,
  TIMEOUT_MS,
} from '../../__testUtils__/setUpRuns';
import { NextStep } from './OrderRun';

describe('a run of an order', () => {
  it('applies, waits and is ready, and says so in its log', async () => {
    const { order, work, store, readLines } = await setUpRuns();
    const world = await order('order-1');
    await work(world, 'one');

    const { state, things } = await store.get('order-1');
    expect(state).toBe('ready');
    expect(things.map(thing => thing.uid)).toEqual(
      [...world.kube.objects.values()].map(({ metadata }) => metadata.uid),
    );
    expect(await readLines(world)).toEqual([
      'Applying 0 objects in tenant-team-a of mgmt-b.',
      'Applied Secret shop-proxmox-credentials.',
      'Applied Cluster shop.',
      'Applied KamajiControlPlane shop.',
      'Applied ProxmoxCluster shop.',
      expect.stringMatching(/^Applied ProxmoxMachineTemplate shop-md-0-/),
      'Applied KubeadmConfigTemplate shop-md-0.',
      'Applied MachineDeployment shop-md-0.',
      'Applied MachineHealthCheck shop-md-0.',
      'All objects are there. Waiting for the controllers.',
      'Control plane: ready at 10.0.0.200:6443',
      'Infrastructure: ready',
      'Worker 1 of 2: ready as node acme-md-0-a',
      'Worker 2 of 2: ready as node b',
      'Workers: 2 of 2 ready',
      'Cluster shop is ready.',
    ]);
  });

  it('fails at once where it is refused, with who, what and the next step, and can be resumed', async () => {
    const { order, work, store, readLines } = await setUpRuns();
    const world = await order('order-1');
    world.kube.fail = { at: CLUSTER, error: aKubeError('forbidden') };
    await work(world, 'one');

    const failed = await store.get('order-1');
    expect(failed).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^Kubernetes mgmt-a: .* Look\.$/),
    });
    expect((await readLines(world)).at(-1)).toBe(`Failed: ${failed.message}`);
    // Nothing is deleted by itself.
    expect([...world.kube.objects.keys()]).toEqual([
      'secrets/shop-proxmox-credentials',
    ]);

    world.kube.fail = undefined;
    await store.decide('order-1', {
      state: 'applying',
      line: 'Resumed by user:default/alice.',
    });
    await work(world, 'two');
    expect(await store.get('order-1')).toMatchObject({ state: 'ready' });
    expect((await store.get('order-1')).message).toBeUndefined();
  });

  it.each(['throttled', 'timeout', 'unreachable', 'upstream'] as const)(
    'waits for a management cluster that answers with %s, and says so once',
    async kind => {
      const { order, run, work, store, readLines } = await setUpRuns();
      const world = await order('order-1');
      world.kube.fail = { at: CLUSTER, error: aKubeError(kind) };
      await store.lease('order-1', 'one', LEASE_MS);
      const steps = run(world, 'one');
      const delays: NextStep[] = [];
      for (let step = 0; step < 8; step++) {
        delays.push(await steps.step());
      }
      expect(delays.map(next => next.is !== 'done' && next.delayMs)).toEqual([
        0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
      ]);
      expect((await store.get('order-1')).state).toBe('applying');

      world.kube.fail = undefined;
      await work(world, 'one');
      expect((await store.get('order-1')).state).toBe('ready');
      const lines = await readLines(world);
      expect(lines.filter(line => /^Management cluster: /.test(line))).toEqual([
        'Management cluster: mgmt-b cannot be reached at present; trying again until it can.',
        'Management cluster: it can be reached.',
      ]);
    },
  );

  it('does not count an outage as time that the cluster had', async () => {
    const { order, run, store, clock } = await setUpRuns();
    const world = await order('order-1');
    world.cluster = { ready: false };
    const hold = () => store.lease('order-1', 'one', LEASE_MS);
    await hold();
    const steps = run(world, 'one');
    await steps.step();
    await steps.step();
    world.state = {
      error: {
        code: 'unreachable',
        message: 'gone',
        since: '2026',
        nextStep: '',
      },
    };
    clock.time += 2 * TIMEOUT_MS;
    await hold();
    await steps.step();
    world.state = undefined;
    await steps.step();
    expect((await store.get('order-1')).state).toBe('waiting');

    clock.time += 61_000;
    await hold();
    await steps.step();
    expect(await store.get('order-1')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('Not ready after 30 minutes.'),
    });
  });

  it('fails with the diagnosis where the provider gave up, and not for a moment of it', async () => {
    const { order, run, store, clock, readLines } = await setUpRuns();
    const world = await order('order-1');
    world.cluster = { ready: false };
    world.machines = [
      aStuckMachine(
        aCondition('VirtualMachineProvisioned', 'VMProvisionFailed', {
          message: 'found 0 VM templates',
        }),
      ),
    ];
    await store.lease('order-1', 'one', LEASE_MS);
    const steps = run(world, 'one');
    for (let step = 0; step < 3; step++) {
      await steps.step();
    }
    expect(await store.get('order-1')).toMatchObject({
      state: 'waiting',
      message: expect.stringContaining('template was not found'),
    });

    clock.time += 15_000;
    expect(await steps.step()).toEqual({ is: 'done' });
    const { state, message, diagnoses } = await store.get('order-1');
    expect(state).toBe('failed');
    expect(message).toMatch(/template was not found.*Check that the template/);
    expect(diagnoses).toMatchObject([{ ruleId: 'template-not-found' }]);
    expect((await readLines(world)).at(-1)).toBe(`Failed: ${message}`);
  });

  it('notices that the cluster is not the one that it created', async () => {
    const { order, run, store } = await setUpRuns();
    const world = await order('order-1');
    await store.lease('order-1', 'one', LEASE_MS);
    const steps = run(world, 'one');
    await steps.step();
    await steps.step();
    world.kube.objects.get(CLUSTER)!.metadata.uid = 'uid-of-another';
    await steps.step();

    expect(await store.get('order-1')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('somebody else has deleted it'),
    });
  });

  it('tells what remains after a clean-up and who holds it', async () => {
    const { order, work, run, store, clock, readLines } = await setUpRuns();
    const world = await order('order-1');
    world.cluster = { ready: false, deletingSince: ORDERED_AT.toISOString() };
    await work(world, 'one');
    world.kube.objects.get(CLUSTER)!.metadata.finalizers = [
      'cluster.cluster.x-k8s.io',
    ];
    world.kube.hold.add(CLUSTER);
    await store.decide('order-1', { state: 'cleaning-up', line: 'Clean-up' });
    await store.lease('order-1', 'one', LEASE_MS);
    const steps = run(world, 'one');
    await steps.step();
    await steps.step();
    const lines = await readLines(world);
    const held =
      'Cluster shop: being deleted, held by cluster.cluster.x-k8s.io';
    expect(lines.filter(line => line === held)).toHaveLength(1);
    expect(lines).toContain('Workers: 2 left: acme-md-0-a, b');

    clock.time += TIMEOUT_MS;
    await store.lease('order-1', 'one', LEASE_MS);
    await steps.step();
    expect(await store.get('order-1')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining(
        'this remains: Cluster shop held by cluster.cluster.x-k8s.io',
      ),
    });
  });

  it('keeps what it was decided on', async () => {
    const { order, store } = await setUpRuns();
    await order('order-1');

    expect((await store.getRecord('order-1')).decisions).toEqual(someDecisions);
  });
});
