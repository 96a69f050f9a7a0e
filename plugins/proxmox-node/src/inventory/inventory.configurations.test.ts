import { setImmediate as breathe } from 'node:timers/promises';
import { SourceState } from '@rackstage/plugin-proxmox-common';
import { configOf } from './__testUtils__/startInventory';
import { useSimulatedFra } from './__testUtils__/useSimulatedFra';

const CONFIG = /^GET \/nodes\/\{node\}\/(qemu|lxc)\/\{vmid\}\/config$/;

describe('the configurations in the inventory', () => {
  const world = useSimulatedFra();

  /** An inventory that reads by itself, as fast as the test turns its clock. */
  const start = (pace = {}) => {
    const started = world.start([configOf(world.fra)], {
      configurationDelay: { seconds: 10 },
      configurationPause: { seconds: 0 },
      ...pace,
    });
    started.inventory.start();
    return {
      ...started,
      state: () => started.inventory.getSource('fra')!,
      /** Reads the lists and lets the lane do whatever is due, without time going by. */
      settle: async (isDone: (state: SourceState) => boolean) => {
        await started.inventory.refresh('fra');
        while (!isDone(started.inventory.getSource('fra')!)) {
          started.clock.advance(0);
          await started.inventory.refresh('fra');
        }
      },
    };
  };
  const isWhole = ({ data }: SourceState) =>
    Object.keys(data?.configurations ?? {}).length === data?.guests.length;
  const configCalls = () =>
    Object.entries(world.fra.calls().byTemplate)
      .filter(([template]) => CONFIG.test(template))
      .reduce((sum, [, count]) => sum + count, 0);

  it('are read some seconds after the first good read, one at a time, templates too, and never within a cycle of the lists', async () => {
    const { fra } = world;
    const { inventory, clock, settle, state } = start();
    await inventory.refresh('fra');
    clock.advance(9_999);
    await inventory.refresh('fra');
    expect(configCalls()).toBe(0);
    expect(state().data?.configurations).toBeUndefined();

    clock.advance(1);
    await settle(isWhole);

    expect(configCalls()).toBe(state().data!.guests.length);
    expect(Math.max(...Object.values(fra.calls().maxConcurrentPerNode))).toBe(
      1,
    );
    const known = state().data!.configurations!;
    expect(known['qemu/201']).toEqual({
      asOf: new Date(clock.now()).toISOString(),
      storages: ['ceph-vm'],
      macs: [expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/)],
      addresses: expect.any(Array),
      smbiosUuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(known['qemu/9000'].storages).not.toEqual([]);
    expect(known['lxc/210'].smbiosUuid).toBeUndefined();

    fra.resetCalls();
    await inventory.refresh('fra');
    expect(fra.calls().total).toBe(3);
    await inventory.stop();
    expect(clock.nextIn).toBeUndefined();
  });

  it('stay as they were while the source fails, and are not asked for', async () => {
    const { fra } = world;
    const { inventory, clock, settle, state } = start();
    await inventory.refresh('fra');
    clock.advance(10_000);
    await settle(isWhole);
    const before = state().data!.configurations;

    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    clock.advance(2 * 60 * 60_000);
    await settle(({ error }) => error !== undefined);
    fra.resetCalls();
    clock.advance(0);
    await breathe();

    expect(configCalls()).toBe(0);
    expect(state().data!.configurations).toBe(before);

    fra.clear();
    await fra.settled();
    const now = new Date(clock.now()).toISOString();
    await settle(({ data }) =>
      Object.values(data!.configurations!).every(({ asOf }) => asOf === now),
    );
    expect(state().error).toBeUndefined();
  });

  it('are read again at once where the lists show a change, and of nobody else', async () => {
    const { fra } = world;
    const { inventory, clock, settle, state } = start();
    await inventory.refresh('fra');
    clock.advance(10_000);
    await settle(isWhole);
    fra.resetCalls();

    await world.edit('pve1', 201, {
      name: 'orders-api-9',
      net1: 'virtio=BC:24:11:AA:BB:CC,bridge=vmbr1',
      ipconfig1: 'ip=10.9.9.9/24',
    });
    await settle(
      ({ data }) => data!.configurations!['qemu/201']?.macs.length === 2,
    );

    expect(state().data!.configurations!['qemu/201']).toMatchObject({
      macs: [expect.any(String), 'bc:24:11:aa:bb:cc'],
      addresses: expect.arrayContaining(['10.9.9.9']),
    });
    expect(configCalls()).toBe(1);
  });

  it('go with their guest, and stay with one that can no longer be read', async () => {
    const { fra } = world;
    const { inventory, clock, settle, state } = start();
    await inventory.refresh('fra');
    clock.advance(10_000);
    await settle(isWhole);
    const before = state().data!.configurations!;

    await world.destroy('qemu', 'pve3', 231);
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });
    await inventory.refresh('fra');
    fra.resetCalls();
    clock.advance(60 * 60_000);
    const now = new Date(clock.now()).toISOString();
    await settle(({ data }) => data!.configurations!['qemu/101'].asOf === now);

    const after = state().data!.configurations!;
    expect(before).toHaveProperty(['qemu/231']);
    expect(after).not.toHaveProperty(['qemu/231']);
    expect(after['qemu/201']).toEqual(before['qemu/201']);
  });

  it('of guests on a dead node stay and are not asked for', async () => {
    const { fra } = world;
    const { inventory, clock, settle, state } = start();
    await inventory.refresh('fra');
    clock.advance(10_000);
    await settle(isWhole);
    const before = state().data!.configurations!;
    const guests = state().data!.guests.filter(({ node }) => node !== 'pve2');

    fra.inject({ kind: 'node-down', node: 'pve2' });
    await fra.settled();
    await inventory.refresh('fra');
    fra.resetCalls();
    clock.advance(60 * 60_000);
    const now = new Date(clock.now()).toISOString();
    await settle(({ data }) => {
      const known = Object.values(data!.configurations!);
      return known.filter(({ asOf }) => asOf === now).length === guests.length;
    });

    expect(configCalls()).toBe(guests.length);
    const after = state().data!.configurations!;
    expect(after['qemu/202']).toEqual(before['qemu/202']);
    expect(isWhole(state())).toBe(true);
  });

  it('are there again after a restart, without a call while they are young', async () => {
    const { fra } = world;
    const first = start();
    await first.inventory.refresh('fra');
    first.clock.advance(10_000);
    await first.settle(isWhole);
    const saved = structuredClone(first.state());
    await first.inventory.stop();
    fra.resetCalls();

    const second = world.start([configOf(fra)], {
      configurationDelay: { seconds: 0 },
    });
    second.inventory.restore([saved]);
    second.inventory.start();
    const state = await second.inventory.refresh('fra');
    second.clock.advance(0);
    await breathe();

    expect(state.data!.configurations).toEqual(saved.data!.configurations);
    expect(configCalls()).toBe(0);
  });

  it('are not forgotten where the restored state comes late', async () => {
    const { fra } = world;
    const first = start();
    await first.inventory.refresh('fra');
    first.clock.advance(10_000);
    await first.settle(isWhole);
    const saved = structuredClone(first.state());
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });

    const { inventory } = world.start([configOf(fra)]);
    const early = inventory.refresh('fra');
    inventory.restore([saved]);
    await early;
    const state = await inventory.refresh('fra');

    expect(state.complete).toBe(true);
    expect(state.data!.configurations).toEqual(saved.data!.configurations);
  });
});
