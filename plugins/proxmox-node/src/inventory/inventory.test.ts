import { configOf } from './__testUtils__/startInventory';
import {
  codes,
  guestOf,
  useSimulatedFra,
} from './__testUtils__/useSimulatedFra';

describe('the inventory over a simulated site', () => {
  const world = useSimulatedFra();

  it('knows everything of a site after one refresh, with owners and entity names', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    expect(inventory.getSource('fra')).toMatchObject({
      complete: false,
      version: 0,
      warnings: [],
    });

    const state = await inventory.refresh('fra');

    expect(state).toMatchObject({ complete: true, warnings: [] });
    expect(state.error).toBeUndefined();
    expect(state.data?.cluster).toMatchObject({
      source: 'fra',
      name: 'fra',
      quorate: true,
      version: expect.stringMatching(/^9\./),
      entityRef: 'resource:default/fra-cluster',
    });
    expect(state.data?.nodes.map(node => node.name).sort()).toEqual([
      'pve1',
      'pve2',
      'pve3',
    ]);
    expect(guestOf(state, 201)).toMatchObject({
      name: 'orders-api-1',
      owner: 'group:default/team-a',
      entityRef: 'resource:default/fra-guest-201',
    });
    expect(guestOf(state, 101)?.owner).toBe('group:default/platform');
    expect(
      state.data?.storages.filter(({ storage }) => storage === 'ceph-vm'),
    ).toHaveLength(1);
    expect(
      state.data?.networks?.items.some(({ name }) => name === 'vmbr0'),
    ).toBe(true);
    expect(inventory.getResource('fra/qemu/201')).toMatchObject({
      owner: 'group:default/team-a',
      pool: 'team-a',
    });
    expect(inventory.getResource('fra/cluster/fra')).toBeDefined();
    expect(inventory.getResource('fra/qemu/4711')).toBeUndefined();
  });

  it('makes at most three calls per cycle, whatever the number of callers and guests', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    await inventory.refresh('fra');
    fra.resetCalls();

    const states = await Promise.all(
      [1, 2, 3, 4, 5].map(() => inventory.refresh('fra')),
    );

    expect(new Set(states).size).toBe(1);
    expect(Object.keys(fra.calls().byTemplate).sort()).toEqual([
      'GET /cluster/resources',
      'GET /cluster/status',
      'GET /cluster/tasks',
    ]);
    expect(fra.calls().total).toBe(3);

    await inventory.refresh('fra', { maxAge: { seconds: 30 } });
    expect(fra.calls().total).toBe(3);
  });

  it('keeps everything and says why when the cluster goes down, and recovers', async () => {
    const { fra } = world;
    const { inventory, clock, log } = world.start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();

    const down = await inventory.refresh('fra');
    expect(down.data).toBe(before.data);
    expect(down).toMatchObject({
      asOf: before.asOf,
      complete: false,
      error: { code: 'unreachable', since: '2026-11-01T12:00:00.000Z' },
    });
    expect(down.error?.nextStep).toBeTruthy();

    clock.advance(60_000);
    const later = await inventory.refresh('fra');
    expect(later.error?.since).toBe('2026-11-01T12:00:00.000Z');

    fra.clear();
    await fra.settled();
    const up = await inventory.refresh('fra');
    expect(up).toMatchObject({ complete: true });
    expect(up.error).toBeUndefined();
    expect(log).toEqual([
      expect.stringContaining('Proxmox source fra'),
      'Proxmox source fra can be read again',
    ]);
  });

  it('keeps VMID 101 of two clusters apart, and a dead one costs the other nothing', async () => {
    const { fra } = world;
    const edge = world.simulator.site('edge');
    const { inventory } = world.start([configOf(fra), configOf(edge)]);
    await Promise.all(['fra', 'edge'].map(name => inventory.refresh(name)));
    edge.inject({ kind: 'api-refusing' });
    await edge.settled();
    await Promise.all(['fra', 'edge'].map(name => inventory.refresh(name)));

    const [first, second] = inventory.getSources();
    expect(guestOf(first, 101)?.entityRef).toBe(
      'resource:default/fra-guest-101',
    );
    expect(guestOf(second, 101)?.entityRef).toBe(
      'resource:default/edge-guest-101',
    );
    expect(first.error).toBeUndefined();
    expect(second.error?.code).toBe('unreachable');
  });

  it('reads in intervals: soon while somebody looks, ever more seldom while it fails', async () => {
    const { fra } = world;
    const { inventory, clock } = world.start([configOf(fra)], {
      configurationDelay: { days: 1 },
    });
    const tick = async () => {
      clock.advance(clock.nextIn!);
      return inventory.refresh('fra', { maxAge: { seconds: 0 } });
    };
    inventory.start();
    await tick();
    await Promise.resolve();
    expect(clock.nextIn).toBe(60_000);

    clock.advance(30_000);
    inventory.renewInterest('fra');
    expect(clock.nextIn).toBe(0);
    await tick();
    expect(clock.nextIn).toBe(10_000);

    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    const delays: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      await tick();
      delays.push(clock.nextIn!);
    }
    expect(delays.slice(0, 2)).toEqual([20_000, 40_000]);
    expect(delays.at(-1)).toBe(300_000);
    await inventory.stop();
    expect(clock.nextIn).toBeUndefined();
  });

  it('names what is wrong with credentials, certificate and address', async () => {
    const { fra } = world;
    const wrongToken = configOf(fra, {
      auth: {
        tokenId: fra.tokens.inventory.id,
        tokenSecret: '00000000-0000-0000-0000-000000000000',
      },
    });
    const wrongCa = { ...configOf(fra), name: 'ca', tls: {} };
    const wrongUrl = {
      ...configOf(fra),
      name: 'url',
      endpoints: ['https://127.0.0.1:1'],
    };
    for (const [config, code] of [
      [wrongToken, 'unauthorized'],
      [wrongCa, 'certificate'],
      [wrongUrl, 'unreachable'],
    ] as const) {
      const { inventory } = world.start([config]);
      const [{ source }] = inventory.getSources();
      const state = await inventory.refresh(source);
      expect(state.error?.code).toBe(code);
      expect(state.data).toBeUndefined();
    }
  });

  it('tells its listeners every change and survives a listener that fails', async () => {
    const { fra } = world;
    const { inventory, log } = world.start([configOf(fra)]);
    const versions: number[] = [];
    inventory.subscribe(() => {
      throw new Error('no');
    });
    const end = inventory.subscribe(state => versions.push(state.version));
    await inventory.refresh('fra');
    expect(versions).toEqual([1, 2]);
    inventory.reportTakenNames('fra', ['resource:default/fra-guest-101']);
    expect(codes(inventory.getSource('fra')!)).toEqual(['name-taken']);
    inventory.reportTakenNames('fra', ['resource:default/fra-guest-101']);
    expect(versions).toEqual([1, 2, 3]);
    end();
    inventory.reportTakenNames('fra', []);
    expect(versions).toHaveLength(3);
    expect(inventory.getSource('fra')?.warnings).toEqual([]);
    expect(log[0]).toContain('A listener failed');
  });

  it('names a source that does not exist', async () => {
    const { fra } = world;
    const { inventory } = world.start([configOf(fra)]);
    await expect(inventory.refresh('fro')).rejects.toThrow(
      "There is no Proxmox source 'fro'",
    );
    expect(() => inventory.getClient('fro')).toThrow(/no Proxmox source/);
    expect(inventory.getClient('fra').name).toBe('fra');
  });
});
