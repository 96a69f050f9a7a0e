import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { SourceState } from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  storageEntityName,
} from '@rackstage/plugin-proxmox-node';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import {
  configOf,
  startCatalog,
  TestCatalog,
  until,
} from './__testUtils__/startCatalog';

jest.setTimeout(120_000);

const LANE = { configurationDelay: '0s', configurationPause: '0s' };
const ref = (name: string) => `resource:default/fra-${name}`;

describe('storages of guests in the catalogue', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let simulator: Simulator;
  let fra: SimulatedSite;
  let running: TestCatalog[];

  beforeEach(async () => {
    running = [];
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    fra = simulator.site('fra');
  });

  afterEach(async () => {
    await Promise.all(running.map(catalog => catalog.stop()));
    await simulator.close();
  });

  const start = async (
    options: Partial<Parameters<typeof startCatalog>[0]>,
  ) => {
    const catalog = await startCatalog({
      clusters: [configOf(fra)],
      ...options,
    });
    running.push(catalog);
    return catalog;
  };
  const isConfigured = ({ data }: SourceState) =>
    Object.keys(data?.configurations ?? {}).length === data?.guests.length;
  /** Waits for the slow lane. */
  const configured = (inventory: ProxmoxInventory) =>
    until(async () => inventory.getSource('fra')!, isConfigured);
  const targetsOf = (entity?: Entity) =>
    (entity?.relations ?? [])
      .filter(({ type }) => type === 'dependsOn')
      .map(({ targetRef }) => targetRef)
      .sort();
  const ceph = storageEntityName('fra', { storage: 'ceph-vm' });
  const expected = [ref('node-pve1'), `resource:default/${ceph}`];
  const expectRelations = (catalog: TestCatalog, relations: string[]) =>
    until(
      async () => targetsOf(await catalog.findByRef(ref('guest-201'))),
      found => found.join() === relations.join(),
    );

  it('appear when the slow lane has read the configurations, and only those that exist', async () => {
    const catalog = await start({ inventory: LANE });
    await configured(catalog.inventory);
    await catalog.refresh('fra');

    await expectRelations(catalog, expected);
    const { guests } = catalog.inventory.getSource('fra')!.data!;
    const isGuest = ({ metadata }: Entity) =>
      metadata.annotations?.['rackstage.io/proxmox-guest'] !== undefined;
    const resources = await until(
      () => catalog.find({ kind: 'resource' }),
      found => found.filter(isGuest).length === guests.length,
    );
    const storages = new Set(
      catalog.inventory
        .getSource('fra')!
        .data!.storages.map(({ entityRef }) => entityRef),
    );
    const targets = resources
      .filter(isGuest)
      .flatMap(({ spec }) => spec!.dependsOn as string[])
      .filter(target => target.includes('-storage-'));
    expect(targets.length).toBeGreaterThanOrEqual(guests.length);
    expect(targets.filter(target => !storages.has(target))).toEqual([]);
  });

  it('are unknown until then', async () => {
    const catalog = await start({});
    await catalog.refresh('fra');
    await expectRelations(catalog, [ref('node-pve1')]);
    expect(catalog.inventory.getSource('fra')?.data).not.toHaveProperty(
      'configurations.qemu/201',
    );
  });

  it('stay when configurations can no longer be read, and when the source is dead', async () => {
    const catalog = await start({ inventory: LANE });
    await configured(catalog.inventory);
    await catalog.refresh('fra');
    await expectRelations(catalog, expected);

    fra.inject({ kind: 'pool-privileges-lost', pool: 'team-a' });
    await catalog.inventory.refresh('fra');
    await catalog.refresh('fra');
    expect(
      (await catalog.findByRef(ref('guest-201')))?.spec?.dependsOn,
    ).toEqual(expected);

    fra.clear();
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    await catalog.inventory.refresh('fra');
    await catalog.refresh('fra');
    expect(
      (await catalog.findByRef(ref('guest-201')))?.spec?.dependsOn,
    ).toEqual(expected);
  });

  it.each([
    ['with the last good state from the database', true],
    ['without a database, from the catalogue itself', false],
  ])(
    'survive a restart before the lane has begun anew, %s',
    async (_, keeps) => {
      const knex = await databases.init('SQLITE_3');
      const catalog = await start({ inventory: LANE, knex });
      const saved = structuredClone(await configured(catalog.inventory));
      await catalog.refresh('fra');
      await expectRelations(catalog, expected);
      await catalog.stop();

      const restarted = await start({ knex, restored: keeps ? [saved] : [] });
      await restarted.refresh('fra');
      await restarted.refresh('fra');

      expect(
        (await restarted.findByRef(ref('guest-201')))?.spec?.dependsOn,
      ).toEqual(expected);
    },
  );
});
