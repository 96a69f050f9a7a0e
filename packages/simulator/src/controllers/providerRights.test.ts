import { workerPool } from '../scenarios/access';
import { ManagementWorld } from './__testUtils__/managementWorld';
import type { ProxmoxMachine } from './objects/kinds';

describe('a Cluster API provider with the least rights that it documents', () => {
  let world: ManagementWorld;

  beforeEach(async () => {
    world = await ManagementWorld.start({ stack: 'v1beta2' });
  });

  afterEach(async () => {
    await world.close();
  });

  function order(resourcePool?: string) {
    const site = world.simulator.site('fra');
    const { id, secret } = site.tokens.capmox;
    const [{ url }] = site.nodes;
    world.order({
      credentials: { url, token: id, secret, caPem: site.caPem },
      resourcePool,
    });
  }

  it('makes machines in its pool, and removes them', async () => {
    const { guests } = world.simulator.site('fra').world;
    const before = new Set(guests.keys());
    order(workerPool);
    await world.until('the cluster is ready', () => world.isReady());

    const own = [...guests.values()].filter(
      ({ pool, vmid }) => pool === workerPool && !before.has(vmid),
    );
    expect(own).toHaveLength(2);

    world.api.remove(world.find('Cluster', 'acme')!);
    await world.until(
      'the cluster is gone',
      () => !world.find('Cluster', 'acme'),
    );
    expect(own.some(({ vmid }) => guests.has(vmid))).toBe(false);
  }, 30_000);

  it('makes none elsewhere', async () => {
    order();
    const reasons = () =>
      world
        .list<ProxmoxMachine>('ProxmoxMachine')
        .map(
          ({ metadata }) =>
            world.condition(
              'ProxmoxMachine',
              metadata.name ?? '',
              'VirtualMachineProvisioned',
            )?.reason,
        );
    await world.until('cloning is refused', () =>
      reasons().includes('CloningFailed'),
    );
    expect(reasons()).not.toContain('Provisioned');
  }, 30_000);
});
