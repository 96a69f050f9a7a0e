import {
  TestDatabaseId,
  TestDatabases,
  mockServices,
} from '@backstage/backend-test-utils';
import { gunzipSync } from 'node:zlib';
import { aSnapshot, aSourceState } from '../__testUtils__/aSourceState';
import {
  aManagementCluster,
  aMachine,
  aTenantCluster,
} from '../__testUtils__/aTenantCluster';
import { LastGoodStore } from './LastGoodStore';
import { managementClusterFormat } from './managementClusterFormat';
import { proxmoxSourceFormat } from './proxmoxSourceFormat';

const POSTGRES: TestDatabaseId[] = [
  'POSTGRES_14',
  'POSTGRES_15',
  'POSTGRES_16',
];
const databases = TestDatabases.create({ ids: ['SQLITE_3', ...POSTGRES] });

describe.each(databases.eachSupportedId())('LastGoodStore on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    const logger = mockServices.logger.mock();
    const database = mockServices.database({ knex });
    const create = () =>
      LastGoodStore.create({ database, logger, format: proxmoxSourceFormat });
    const createForKubernetes = () =>
      LastGoodStore.create({
        database,
        logger,
        format: managementClusterFormat,
      });
    const store = await create();
    return { knex, logger, create, createForKubernetes, store };
  }

  it('gives back after a restart what it was given, the error included', async () => {
    const { store, create, logger } = await setUp();
    const dead = aSourceState({
      error: {
        code: 'unreachable',
        message: 'No endpoint answers.',
        nextStep: 'Start one.',
        since: '2026-11-21T10:00:30.000Z',
      },
      data: aSnapshot({
        networks: { asOf: '2026-11-21T09:50:00.000Z', items: [] },
        configurations: {
          'qemu/201': {
            asOf: '2026-11-21T09:20:00.000Z',
            storages: ['ceph-vm'],
            macs: ['bc:24:11:00:00:01'],
            addresses: ['10.0.0.5'],
            smbiosUuid: '0b9c1f6e-5c8d-4c1a-9b62-6f1f5a2c7d10',
          },
        },
      }),
    });
    const healthy = aSourceState({ source: 'edge', title: 'Edge' });

    await store.save(dead);
    await store.save(healthy);

    const restarted = await create();
    const states = await restarted.load();
    expect(states).toHaveLength(2);
    expect(states).toEqual(expect.arrayContaining([dead, healthy]));
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('keeps management clusters apart from Proxmox sources, without the guests of another source', async () => {
    const { store, createForKubernetes, logger } = await setUp();
    const kubernetes = await createForKubernetes();
    const machine = aMachine();
    const state = aManagementCluster([aTenantCluster()], [machine]);

    await store.save(aSourceState());
    await kubernetes.save(state);
    await kubernetes.forgetRemoved([]);

    const { guest: _, ...withoutGuest } = machine;
    const restarted = await createForKubernetes();
    expect(await restarted.load()).toEqual([
      { ...state, data: { ...state.data, machines: [withoutGuest] } },
    ]);
    expect(await store.load()).toEqual([aSourceState()]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('lets the newer snapshot win when two replicas write', async () => {
    const { store, create } = await setUp();
    const other = await create();

    await store.save(aSourceState({ asOf: '2026-11-21T10:00:10.000Z' }));
    await other.save(
      aSourceState({ asOf: '2026-11-21T09:59:59.999Z', title: 'Older' }),
    );
    expect(await store.load()).toMatchObject([{ title: 'Frankfurt' }]);

    await other.save(
      aSourceState({ asOf: '2026-11-21T10:00:10.001Z', title: 'Newer' }),
    );
    expect(await store.load()).toMatchObject([{ title: 'Newer' }]);
  });

  it('replaces a row of a clock that ran ahead and was set back', async () => {
    const { store } = await setUp();
    const other = aSourceState({ source: 'edge', title: 'Other' });
    const ahead = new Date(Date.now() + 3_600_000).toISOString();

    await store.save(other);
    await store.save(aSourceState({ asOf: ahead, title: 'Ahead' }));
    await store.save(aSourceState({ title: 'Now' }));

    const titles = (await store.load()).map(({ title }) => title);
    expect(titles.sort()).toEqual(['Now', 'Other']);
  });

  it('writes a new error of a snapshot that has not changed', async () => {
    const { store } = await setUp();
    const error = {
      code: 'timeout',
      message: 'No answer in 30 s.',
      nextStep: 'Wait.',
      since: '2026-11-21T10:01:00.000Z',
    } as const;

    await store.save(aSourceState());
    await store.save(aSourceState({ error }));

    expect(await store.load()).toMatchObject([{ error }]);
  });

  it('has nothing to remember of a source that was never read', async () => {
    const { store } = await setUp();

    await store.save(aSourceState({ data: undefined, asOf: undefined }));

    expect(await store.load()).toEqual([]);
  });

  it('skips a damaged row and one of another format, and names them', async () => {
    const { knex, logger, store } = await setUp();
    for (const source of ['fra', 'edge', 'lab', 'ok']) {
      await store.save(aSourceState({ source }));
    }
    const table = () => knex('proxmox_last_good');
    await table().where({ source: 'fra' }).update({ format: 0 });
    await table()
      .where({ source: 'edge' })
      .update({ state: Buffer.from('no gzip') });
    const [{ state }] = await table().where({ source: 'ok' }).select('state');
    await table().where({ source: 'lab' }).update({ state });

    const states = await store.load();

    expect(states.map(({ source }) => source)).toEqual(['ok']);
    const warnings = logger.warn.mock.calls.map(([message]) => message).sort();
    expect(warnings).toEqual([
      expect.stringMatching(/'edge'.*is not used: .*header/),
      expect.stringMatching(/'fra'.*has format 0, this version reads 1/),
      expect.stringMatching(/'lab'.*holds the source 'ok'/),
    ]);

    await store.save(aSourceState());
    expect((await store.load()).map(({ source }) => source).sort()).toEqual([
      'fra',
      'ok',
    ]);
  });

  it('forgets a source that left the configuration, after thirty days', async () => {
    const { knex, store } = await setUp();
    for (const source of ['fra', 'closed', 'paused']) {
      await store.save(aSourceState({ source }));
    }
    const longAgo = new Date(Date.now() - 31 * 86_400_000).toISOString();
    await knex('proxmox_last_good')
      .whereIn('source', ['fra', 'closed'])
      .update({ saved_at: longAgo });

    await store.forgetRemoved(['fra']);

    const left = (await store.load()).map(({ source }) => source);
    expect(left.sort()).toEqual(['fra', 'paused']);
  });

  it('writes the fields of the model and nothing else', async () => {
    const { knex, store } = await setUp();

    await store.save({
      ...aSourceState(),
      ...{ client: { tokenSecret: 'not-for-the-database' } },
    });

    const [{ state }] = await knex('proxmox_last_good').select('state');
    expect(gunzipSync(state).toString()).not.toContain('not-for-the-database');
  });
});
