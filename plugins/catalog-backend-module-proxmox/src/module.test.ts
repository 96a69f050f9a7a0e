import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { PveClient } from '@rackstage/plugin-proxmox-node';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import {
  configOf,
  startCatalog,
  TestCatalog,
  until,
} from './__testUtils__/startCatalog';

jest.setTimeout(120_000);

const guests = { 'spec.type': 'virtual-machine' };
const names = (entities: Entity[]) =>
  entities.map(entity => entity.metadata.name).sort();

describe('Proxmox in the catalogue', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let simulator: Simulator;
  let fra: SimulatedSite;
  let running: TestCatalog[];

  const start = async (options: Parameters<typeof startCatalog>[0]) => {
    const catalog = await startCatalog(options);
    running.push(catalog);
    return catalog;
  };
  /** Starts with everything of fra ingested, in a database that outlives the catalogue. */
  const startIngested = async () => {
    const knex = await databases.init('SQLITE_3');
    const catalog = await start({ clusters: [configOf(fra)], knex });
    await catalog.refresh('fra');
    const before = await until(
      () => catalog.find({ kind: 'resource' }),
      found => found.length > 20,
    );
    const total = catalog.inventory.getSource('fra')!.data!;
    const expected =
      1 +
      total.nodes.length +
      total.guests.length +
      total.storages.length +
      total.networks!.items.length;
    await until(
      () => catalog.find({ kind: 'resource' }),
      found => found.length === expected,
    );
    return { knex, catalog, before, expected };
  };
  const destroy = async (node: string, type: string, vmid: number) => {
    const token = fra.tokens.root;
    const client = PveClient.create({
      name: 'root',
      endpoints: [fra.nodes[0].url],
      tls: { ca: fra.caPem },
      auth: { tokenId: token.id, tokenSecret: token.secret },
    });
    await client.request({
      method: 'DELETE',
      pathTemplate: `/nodes/{node}/${type}/{vmid}`,
      path: { node, vmid },
      params: { force: type === 'lxc' || undefined },
    });
    await client.close();
    await simulator.clock.advance(60_000);
  };

  beforeEach(async () => {
    running = [];
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    fra = simulator.site('fra');
  });

  afterEach(async () => {
    await Promise.all(running.map(catalog => catalog.stop()));
    await simulator.close();
  });

  it('holds all things of a site with owners, relations and links', async () => {
    const { catalog } = await startIngested();

    const guest = await until(
      () => catalog.findByRef('resource:default/fra-guest-201'),
      entity => (entity?.relations?.length ?? 0) > 0,
    );
    expect(guest).toMatchObject({
      metadata: {
        title: 'orders-api-1',
        annotations: {
          'rackstage.io/proxmox-guest': 'fra/qemu/201',
          'rackstage.io/proxmox-cluster': 'fra',
          'backstage.io/managed-by-origin-location': 'proxmox:fra',
          'backstage.io/view-url': `${fra.nodes[0].url}/#v1:0:=qemu%2F201`,
        },
      },
      spec: {
        type: 'virtual-machine',
        owner: 'group:default/team-a',
        dependsOn: ['resource:default/fra-node-pve1'],
      },
    });
    expect(guest?.relations).toContainEqual({
      type: 'dependsOn',
      targetRef: 'resource:default/fra-node-pve1',
    });
    const types = new Set(
      (await catalog.find({ kind: 'resource' })).map(
        entity => entity.spec?.type,
      ),
    );
    expect([...types].sort()).toEqual([
      'lxc-container',
      'proxmox-cluster',
      'proxmox-network',
      'proxmox-node',
      'proxmox-storage',
      'virtual-machine',
      'vm-template',
    ]);
    expect(catalog.inventory.getSource('fra')?.warnings).toEqual([]);
  });

  it('loses nothing when the cluster goes down, nor after a restart with it still down', async () => {
    const { catalog, knex, expected } = await startIngested();
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    await catalog.inventory.refresh('fra');
    await catalog.refresh('fra');
    expect(await catalog.find({ kind: 'resource' })).toHaveLength(expected);
    await catalog.stop();

    const restarted = await start({ clusters: [configOf(fra)], knex });
    await restarted.refresh('fra');

    expect(restarted.inventory.getSource('fra')?.error?.code).toBe(
      'unreachable',
    );
    expect(await restarted.find({ kind: 'resource' })).toHaveLength(expected);
  });

  it('loses nothing when it restarts with the endpoints of another cluster', async () => {
    const { knex, catalog, expected } = await startIngested();
    await catalog.stop();

    const wrong = { ...configOf(simulator.site('edge')), name: 'fra' };
    const restarted = await start({ clusters: [wrong], knex });
    await restarted.refresh('fra');
    expect(
      restarted.inventory.getSource('fra')?.data?.nodes.map(node => node.name),
    ).toEqual(['edge1']);
    expect(await restarted.find({ kind: 'resource' })).toHaveLength(expected);
  });

  it('loses nothing when privileges are lost, nor after a restart without them', async () => {
    const { catalog, knex, expected } = await startIngested();
    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });
    await catalog.inventory.refresh('fra');
    await catalog.refresh('fra');
    expect(await catalog.find({ kind: 'resource' })).toHaveLength(expected);
    await catalog.stop();

    fra.inject({ kind: 'token-without-privileges' });
    const restarted = await start({ clusters: [configOf(fra)], knex });
    await restarted.refresh('fra');
    await restarted.refresh('fra');

    const state = restarted.inventory.getSource('fra')!;
    expect(state.data?.guests).toEqual([]);
    expect(state.warnings[0]).toMatchObject({ code: 'privileges-missing' });
    expect(await restarted.find({ kind: 'resource' })).toHaveLength(expected);
    expect(
      await restarted.findByRef('resource:default/fra-guest-201'),
    ).toMatchObject({ spec: { owner: 'group:default/team-a' } });
  });

  it('removes what was really deleted, also while the portal was down', async () => {
    const { catalog, knex, expected } = await startIngested();
    await destroy('pve3', 'qemu', 231);
    await catalog.inventory.refresh('fra');
    await catalog.refresh('fra');
    await until(
      () => catalog.find({ kind: 'resource' }),
      found => found.length === expected - 1,
    );
    expect(
      await catalog.findByRef('resource:default/fra-guest-231'),
    ).toBeUndefined();
    await catalog.stop();

    await destroy('pve3', 'lxc', 232);
    const restarted = await start({ clusters: [configOf(fra)], knex });
    await restarted.refresh('fra');
    await until(
      () => restarted.find({ kind: 'resource' }),
      found => found.length === expected - 2,
    );
  });

  it('keeps VMID 101 of two clusters apart', async () => {
    const edge = simulator.site('edge');
    const catalog = await start({ clusters: [configOf(fra), configOf(edge)] });
    await catalog.refresh('fra');
    await catalog.refresh('edge');

    const found = await until(
      () => catalog.find(guests),
      entities =>
        names(entities).includes('fra-guest-101') &&
        names(entities).includes('edge-guest-101'),
    );
    const titles = Object.fromEntries(
      found.map(({ metadata }) => [metadata.name, metadata.title]),
    );
    expect(titles).toMatchObject({
      'fra-guest-101': 'talos-cp-1',
      'edge-guest-101': 'edge-gateway',
    });
  });

  it('says which names somebody else has taken, until they are free', async () => {
    const catalog = await start({ clusters: [configOf(fra)] });
    await catalog.addForeign({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'fra-guest-201',
        annotations: {
          'backstage.io/managed-by-location': 'url:https://example.com/x.yaml',
          'backstage.io/managed-by-origin-location':
            'url:https://example.com/x.yaml',
        },
      },
      spec: { type: 'virtual-machine', owner: 'group:default/squatters' },
    });
    await until(
      () => catalog.findByRef('resource:default/fra-guest-201'),
      entity => entity !== undefined,
    );

    await catalog.refresh('fra');

    expect(catalog.inventory.getSource('fra')?.warnings).toEqual([
      expect.objectContaining({
        code: 'name-taken',
        message: expect.stringContaining('resource:default/fra-guest-201'),
      }),
    ]);
    expect(catalog.inventory.getResource('fra/qemu/201')?.owner).toBe(
      'group:default/team-a',
    );

    await catalog.removeForeign();
    await until(
      () => catalog.findByRef('resource:default/fra-guest-201'),
      entity => entity === undefined,
    );
    await catalog.refresh('fra');
    await until(
      () => catalog.findByRef('resource:default/fra-guest-201'),
      entity => entity?.spec?.owner === 'group:default/team-a',
    );
    await catalog.refresh('fra');
    expect(catalog.inventory.getSource('fra')?.warnings).toEqual([]);
  });
});
