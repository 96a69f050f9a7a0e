import { ManagementWorld } from './__testUtils__/managementWorld';
import type { Machine, Node, ProxmoxMachine, Secret } from './objects/kinds';
import { kindRef } from './objects/stack';
import { controllerNames } from './runtime/Controller';

describe.each(['v1beta1', 'v1beta2'] as const)('an order in %s', stack => {
  let world: ManagementWorld;

  afterEach(async () => {
    await world?.close();
  });

  it('becomes a cluster with workers, and leaves nothing when it is deleted', async () => {
    world = await ManagementWorld.start({ stack });
    const site = world.simulator.site('fra');
    const before = [...site.world.guests.keys()];
    world.order();
    await world.until('the cluster is ready', () => world.isReady());

    const machines = world.list<Machine>('Machine');
    expect(machines.map(m => m.status?.phase)).toEqual(['Running', 'Running']);
    const guests = [...site.world.guests.values()].filter(
      guest => !before.includes(guest.vmid),
    );
    expect(guests.map(g => String(g.config.name)).sort()).toEqual(
      machines.map(m => m.metadata.name).sort(),
    );
    expect(guests.every(guest => guest.status === 'running')).toBe(true);

    const tenant = world.controllers.tenants.find({
      namespace: 'tenant-team-a',
      name: 'acme',
    });
    const nodes = tenant!.api.list<Node>(kindRef(stack, 'Node'));
    expect(nodes.map(node => node.spec.providerID).sort()).toEqual(
      world
        .list<ProxmoxMachine>('ProxmoxMachine')
        .map(machine => machine.spec.providerID)
        .sort(),
    );
    const kubeconfig = world.find<Secret>('Secret', 'acme-kubeconfig');
    expect(
      Buffer.from(kubeconfig?.data?.value ?? '', 'base64').toString(),
    ).toContain(tenant?.url);

    world.api.remove(world.find('Cluster', 'acme')!);
    await world.until(
      'the cluster is gone',
      () => world.find('Cluster', 'acme') === undefined,
    );
    expect([...site.world.guests.keys()]).toEqual(before);
    expect(world.list('IPAddress')).toEqual([]);
    await world.until(
      'nothing is left in the namespace',
      () =>
        world.list('Secret').length === 0 &&
        world.list('ProxmoxMachineTemplate').length === 0,
    );
  }, 30_000);
});

describe.each(['v1beta1', 'v1beta2'] as const)('controllers of %s', stack => {
  let world: ManagementWorld;
  let usualMs: number;

  beforeAll(async () => {
    world = await ManagementWorld.start({ stack });
    const startedAt = Date.now();
    world.order({ name: 'usual', replicas: 1 });
    await world.until('the usual is ready', () => world.isReady('usual'));
    usualMs = Date.now() - startedAt;
  });

  afterAll(async () => {
    await world?.close();
  });

  // A health check only replaces what broke.
  const needed = controllerNames.filter(
    name => name !== 'machine-health-check',
  );

  it.each(needed)(
    'are all needed: %s too',
    async off => {
      world.controllers.switchOff(off);
      const name = `without-${off}`;
      world.order({ name, replicas: 1 });
      await new Promise(resolve => {
        setTimeout(resolve, 2 * usualMs);
      });
      expect(world.isReady(name)).toBe(false);
      world.controllers.switchOn(off);
      await world.until('it is ready after all', () => world.isReady(name));
      expect(world.isReady('usual')).toBe(true);
      world.api.remove(world.find('Cluster', name)!);
    },
    20_000,
  );
});
