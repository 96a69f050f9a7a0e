import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

describe('backups', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      grant(builder, 'guard', {
        '/vms/150': ['VM.Backup', 'VM.Audit'],
        '/storage/share': ['Datastore.AllocateSpace', 'Datastore.Audit'],
      });
    });
  });

  afterEach(() => world.close());

  const run = (form: Record<string, string | number>) =>
    world.root.post('/nodes/alpha/vzdump', { storage: 'share', ...form });
  const files = async () =>
    (
      await world.root.get<Row[]>('/nodes/alpha/storage/share/content', {
        content: 'backup',
      })
    ).data;

  it.each([
    ['150', 'zstd', /vzdump-qemu-150-[\d_]+-[\d_]+\.vma\.zst$/, 'vma.zst'],
    ['160', 'gzip', /vzdump-lxc-160-[\d_]+-[\d_]+\.tar\.gz$/, 'tar.gz'],
    ['150', '0', /\.vma$/, 'vma'],
  ])('of %s with %s are named for it', async (...row) => {
    const [vmid, compress, name, format] = row;
    const reply = await run({ vmid, compress });
    expect(reply.data).toContain(`:vzdump:${vmid}:`);
    expect(await world.finish(reply)).toBe('OK');
    expect(await files()).toMatchObject([
      { volid: expect.stringMatching(name), format, vmid: Number(vmid) },
    ]);
  });

  it('of many are one task without an object', async () => {
    const reply = await run({ vmid: '150,160' });
    expect(reply.data).toContain(':vzdump::');
    await world.finish(reply);
    expect((await files()).map(row => row.subtype).sort()).toEqual([
      'lxc',
      'qemu',
    ]);
  });

  it.each([
    [{ all: 1 }, [150, 160]],
    [{ all: 1, exclude: '150' }, [160]],
    [{ pool: 'shop' }, [150]],
  ])('are chosen by %j, never templates', async (form, vmids) => {
    await world.finish(await run(form as Record<string, string | number>));
    expect((await files()).map(row => row.vmid).sort()).toEqual(vmids);
  });

  it('carry notes made from a template, and protection', async () => {
    await world.finish(
      await run({
        vmid: '150',
        protected: 1,
        'notes-template': '{{guestname}} ({{vmid}}) on {{node}}',
      }),
    );
    expect(await files()).toMatchObject([
      { notes: 'web (150) on alpha', protected: 1 },
    ]);
  });

  it('lock the guest meanwhile, and fail for a locked one', async () => {
    const reply = await run({ vmid: '150' });
    await world.simulator.clock.advance(100);
    const { data } = await world.root.get(
      '/nodes/alpha/qemu/150/status/current',
    );
    expect(data).toMatchObject({ lock: 'backup', status: 'running' });
    expect(await world.finish(reply)).toBe('OK');
    await world.root.put('/nodes/alpha/qemu/150/config', {
      lock: 'clone',
      skiplock: 1,
    });
    expect(await world.finish(await run({ vmid: '150' }))).not.toBe('OK');
    expect(await files()).toHaveLength(1);
  });

  it.each([
    [{ storage: 'thin' }, /^storage 'thin' does not support backups/],
    [{ storage: 'none' }, /^storage 'none' does not exist$/],
  ])('refuse %j', async (form, reason) => {
    const reply = await run({ vmid: '150', ...form });
    expect(reply.status).toBe(500);
    expect(reply.reason).toMatch(reason);
  });

  it('need to be told of what', async () => {
    expect((await run({})).status).toBe(400);
  });

  it('are made by who may back that guest up and use that storage', async () => {
    const guard = world.as('guard');
    const make = (form: Record<string, string>) =>
      guard.post('/nodes/alpha/vzdump', { storage: 'share', ...form });
    expect(await world.finish(await make({ vmid: '150' }))).toBe('OK');
    expect((await make({ vmid: '150,160' })).reason).toBe(
      'Permission check failed (/vms/160, VM.Backup)',
    );
    expect((await make({ vmid: '150', storage: 'files' })).reason).toBe(
      'Permission check failed (/storage/files, Datastore.AllocateSpace)',
    );
    const seen = await guard.get<Row[]>('/nodes/alpha/storage/share/content');
    expect(seen.data.map(row => row.vmid)).toEqual([150]);
  });

  it('of everything leave out what the caller may not back up', async () => {
    const reply = await world
      .as('guard')
      .post('/nodes/alpha/vzdump', { storage: 'share', all: 1 });
    expect(await world.finish(reply)).toBe('OK');
    expect((await files()).map(row => row.vmid)).toEqual([150]);
  });

  it('hold the configuration of their moment', async () => {
    await world.finish(await run({ vmid: '150' }));
    await world.root.put('/nodes/alpha/qemu/150/config', { name: 'later' });
    const [{ volid }] = await files();
    const { data } = await world.root.get<string>(
      '/nodes/alpha/vzdump/extractconfig',
      { volume: String(volid) },
    );
    expect(data).toContain('name: web\n');
    expect(data).not.toContain('lock:');
  });

  it('fail when the storage is full, and work again afterwards', async () => {
    world.site.inject({ kind: 'storage-full', storage: 'share' });
    expect(await world.finish(await run({ vmid: '150' }))).toBe('job errors');
    expect(await files()).toEqual([]);
    world.site.clear('storage-full');
    expect(await world.finish(await run({ vmid: '150' }))).toBe('OK');
  });
});
