import { SourceState } from '@rackstage/plugin-proxmox-common';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import { PveClient } from '../pve';
import { configOf, startInventory } from './__testUtils__/startInventory';

const vmids = (state?: SourceState) =>
  (state?.data?.guests ?? []).map(guest => guest.vmid).sort((a, b) => a - b);
const guestOf = (state: SourceState, vmid: number) =>
  state.data?.guests.find(guest => guest.vmid === vmid);
const codes = (state: SourceState) =>
  [...new Set(state.warnings.map(warning => warning.code))].sort();

describe('the inventory over a simulated site', () => {
  let simulator: Simulator;
  let fra: SimulatedSite;
  let root: PveClient;
  let running: Array<{ stop(): Promise<void> }>;

  const start = (...args: Parameters<typeof startInventory>) => {
    const started = startInventory(...args);
    running.push(started.inventory);
    return started;
  };

  /** Deletes a stopped guest as an administrator would. */
  const destroy = async (type: string, node: string, vmid: number) => {
    await root.request({
      method: 'DELETE',
      pathTemplate: `/nodes/{node}/${type}/{vmid}`,
      path: { node, vmid },
    });
    await simulator.clock.advance(60_000);
  };

  beforeEach(async () => {
    running = [];
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    fra = simulator.site('fra');
    root = PveClient.create({
      name: 'root',
      endpoints: [fra.nodes[0].url],
      tls: { ca: fra.caPem },
      auth: {
        tokenId: fra.tokens.root.id,
        tokenSecret: fra.tokens.root.secret,
      },
    });
    running.push({ stop: () => root.close() });
  });

  afterEach(async () => {
    await Promise.all(running.map(part => part.stop()));
    await simulator.close();
  });

  it('knows everything of a site after one refresh, with owners and entity names', async () => {
    const { inventory } = start([configOf(fra)]);
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
    const { inventory } = start([configOf(fra)]);
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
    const { inventory, clock, log } = start([configOf(fra)]);
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

  it('keeps guests of a pool whose privileges were lost, marks them, and clears the mark', async () => {
    const { inventory } = start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });

    const lost = await inventory.refresh('fra');

    expect(vmids(lost)).toEqual(vmids(before));
    expect(guestOf(lost, 201)).toMatchObject({
      name: 'orders-api-1',
      owner: 'group:default/team-a',
      unreadableSince: '2026-11-01T12:00:00.000Z',
    });
    expect(guestOf(lost, 220)?.unreadableSince).toBeUndefined();
    expect(lost.complete).toBe(true);
    expect(lost.warnings).toEqual([
      expect.objectContaining({
        code: 'privileges-missing',
        message: expect.stringMatching(/VM\.Audit on \/pool\/team-a: 3 guest/),
      }),
    ]);

    fra.resetCalls();
    await inventory.refresh('fra');
    expect(fra.calls().total).toBe(3);

    fra.clear();
    const back = await inventory.refresh('fra');
    expect(guestOf(back, 201)?.unreadableSince).toBeUndefined();
    expect(back.warnings).toEqual([]);
  });

  it('keeps everything when the token loses all privileges', async () => {
    const { inventory } = start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    fra.inject({ kind: 'token-without-privileges' });

    const lost = await inventory.refresh('fra');

    expect(vmids(lost)).toEqual(vmids(before));
    expect(lost.data?.storages).toHaveLength(before.data!.storages.length);
    expect(lost.data?.guests.every(guest => guest.unreadableSince)).toBe(true);
    expect(guestOf(lost, 201)?.owner).toBe('group:default/team-a');
    expect(codes(lost)).toContain('privileges-missing');
  });

  it('lets a deleted guest go', async () => {
    const { inventory } = start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    expect(vmids(before)).toContain(231);
    await destroy('qemu', 'pve3', 231);
    fra.resetCalls();

    const after = await inventory.refresh('fra');

    expect(vmids(after)).toEqual(vmids(before).filter(id => id !== 231));
    expect(after.complete).toBe(true);
    expect(fra.calls().byTemplate).toMatchObject({
      'GET /access/permissions': 1,
      'GET /cluster/nextid': 1,
    });
  });

  it('lets a guest go that was deleted while it could not be read', async () => {
    const { inventory, clock } = start([configOf(fra)]);
    await inventory.refresh('fra');
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-c' });
    expect(guestOf(await inventory.refresh('fra'), 231)).toMatchObject({
      unreadableSince: expect.any(String),
    });
    await destroy('qemu', 'pve3', 231);

    // The slow lane looks again at what is known to be unreadable.
    clock.advance(15 * 60_000);
    await inventory.refresh('fra');
    await inventory.refresh('fra');
    const state = await inventory.refresh('fra');

    expect(guestOf(state, 231)).toBeUndefined();
    expect(guestOf(state, 232)?.unreadableSince).toBeDefined();
  });

  it('keeps guests of an offline node with the names they had', async () => {
    const { inventory } = start([configOf(fra)]);
    await inventory.refresh('fra');
    fra.inject({ kind: 'node-down', node: 'pve2' });
    await fra.settled();
    await simulator.clock.advance(10 * 60_000);

    const state = await inventory.refresh('fra');

    expect(guestOf(state, 220)).toMatchObject({
      name: 'shop-mariadb',
      status: 'unknown',
      owner: 'group:default/team-b',
    });
    expect(state.warnings).toEqual([
      expect.objectContaining({
        code: 'node-offline',
        message: expect.stringContaining('pve2'),
      }),
    ]);
  });

  it('removes nothing without quorum', async () => {
    const { inventory } = start([configOf(fra)]);
    const before = await inventory.refresh('fra');
    fra.inject({ kind: 'no-quorum' });
    await fra.settled();

    const state = await inventory.refresh('fra');

    expect(vmids(state)).toEqual(vmids(before));
    expect(state.complete).toBe(false);
    expect(codes(state)).toContain('no-quorum');
  });

  it('keeps VMID 101 of two clusters apart, and a dead one costs the other nothing', async () => {
    const edge = simulator.site('edge');
    const { inventory } = start([configOf(fra), configOf(edge)]);
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

  describe('after a restart', () => {
    it('shows the restored state while the source is dead', async () => {
      const first = start([configOf(fra)]);
      const saved = await first.inventory.refresh('fra');
      fra.inject({ kind: 'api-refusing' });
      await fra.settled();

      const { inventory } = start([configOf(fra)]);
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
      const first = start([configOf(fra)]);
      const saved = await first.inventory.refresh('fra');
      await destroy('qemu', 'pve3', 231);
      fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });

      const early = start([configOf(fra)]).inventory;
      early.restore([saved]);
      const late = start([configOf(fra)]).inventory;
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

    it('never lets older data overwrite newer ones, and applies the owner rules of today', async () => {
      const first = start([configOf(fra)]);
      const saved = await first.inventory.refresh('fra');

      const { inventory } = start([
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

  it('finds out what became of things that only the catalogue remembers', async () => {
    await destroy('qemu', 'pve3', 231);
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });
    const { inventory } = start([configOf(fra)]);

    const found = await inventory.findWhereabouts('fra', [
      'fra/qemu/201',
      'fra/qemu/231',
      'fra/qemu/101',
      'fra/storage/pve1:no-more',
      'fra/storage/pve9:local',
      'fra/network/pve1:vmbr7',
      'fra/node/pve9',
    ]);

    expect(Object.fromEntries(found)).toEqual({
      'fra/qemu/201': 'unreadable',
      'fra/qemu/231': 'gone',
      'fra/qemu/101': 'unproven',
      'fra/storage/pve1:no-more': 'gone',
      'fra/storage/pve9:local': 'gone',
      'fra/network/pve1:vmbr7': 'gone',
      'fra/node/pve9': 'gone',
    });

    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    const dead = await inventory.findWhereabouts('fra', ['fra/qemu/231']);
    expect(dead.get('fra/qemu/231')).toBe('unproven');
  });

  it('refuses a cluster that is another one than before', async () => {
    const first = start([configOf(fra)]);
    const saved = await first.inventory.refresh('fra');
    const edge = simulator.site('edge');

    const { inventory } = start([{ ...configOf(edge), name: 'fra' }]);
    inventory.restore([saved]);
    const state = await inventory.refresh('fra');

    expect(vmids(state)).toEqual(vmids(saved));
    expect(state.error).toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('lead to another cluster'),
    });
  });

  it('reads in intervals: soon while somebody looks, ever more seldom while it fails', async () => {
    const { inventory, clock } = start([configOf(fra)]);
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
      const { inventory } = start([config]);
      const [{ source }] = inventory.getSources();
      const state = await inventory.refresh(source);
      expect(state.error?.code).toBe(code);
      expect(state.data).toBeUndefined();
    }
  });

  it('tells its listeners every change and survives a listener that fails', async () => {
    const { inventory, log } = start([configOf(fra)]);
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
    const { inventory } = start([configOf(fra)]);
    await expect(inventory.refresh('fro')).rejects.toThrow(
      "There is no Proxmox source 'fro'",
    );
    expect(() => inventory.getClient('fro')).toThrow(/no Proxmox source/);
    expect(inventory.getClient('fra').name).toBe('fra');
  });
});
