import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
  WireParameters,
} from '../../__testUtils__/wire';

describe('pools', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addPool({ id: 'spare', comment: 'Nothing in it' });
      grant(builder, 'member', { '/pool/shop': 'Pool.Audit' });
      grant(builder, 'keeper', {
        '/pool': ['Pool.Allocate', 'Pool.Audit'],
        '/vms/150': ['VM.Allocate'],
      });
    });
  });

  afterEach(() => world.close());

  const members = async (pool: string) =>
    (await world.root.get<{ members: Row[] }>(`/pools/${pool}`)).data.members;

  it.each([
    ['the path', '/pools/shop', {}],
    ['the query', '/pools', { poolid: 'shop' }],
  ])('are read with their members by %s', async (_, path, query) => {
    const { data } = await world.root.get<Row | Row[]>(path, query);
    const [pool] = [data].flat();
    expect(pool).toMatchObject({
      members: [
        { id: 'qemu/150', type: 'qemu', vmid: 150, name: 'web', node: 'alpha' },
      ],
    });
    expect(Array.isArray(data)).toBe(path === '/pools');
  });

  it.each(['path', 'parameter'])(
    'are changed and removed with the name as %s',
    async form => {
      const { root } = world;
      const path = form === 'path' ? '/pools/spare' : '/pools';
      const name: WireParameters = form === 'path' ? {} : { poolid: 'spare' };
      const put = await root.put(path, { ...name, comment: 'new', vms: '160' });
      expect(put.status).toBe(200);
      expect(await members('spare')).toMatchObject([{ vmid: 160 }]);
      const full = await root.delete(path, name);
      expect(full.reason).toBe(
        "delete pool failed: pool 'spare' is not empty (contains VM 160)",
      );
      await root.put(path, { ...name, vms: '160', delete: 1 });
      expect((await root.delete(path, name)).status).toBe(200);
      expect((await root.get('/pools/spare')).status).toBe(500);
    },
  );

  it('take a guest from another pool only when told', async () => {
    const move = { poolid: 'spare', vms: '150' };
    expect((await world.root.put('/pools', move)).reason).toBe(
      "update pools failed: VM 150 belongs already to pool 'shop' and 'allow-move' is not set",
    );
    await world.root.put('/pools', { ...move, 'allow-move': 1 });
    expect(await members('shop')).toEqual([]);
    expect(await members('spare')).toMatchObject([{ vmid: 150 }]);
  });

  it.each([
    [{ vms: '999' }, 'update pools failed: VM 999 does not exist'],
    [
      { vms: '160', delete: 1 },
      'update pools failed: VM 160 is not a pool member',
    ],
  ])('refuse %j', async (form, reason) => {
    const reply = await world.root.put('/pools/shop', form);
    expect([reply.status, reply.reason]).toEqual([500, reason]);
  });

  it('hold storages too, which also keep them from going', async () => {
    await world.root.put('/pools/spare', { storage: 'ceph,thin' });
    expect((await members('spare')).map(row => row.storage)).toEqual([
      'ceph',
      'thin',
    ]);
    const only = await world.root.get<Row[]>('/pools', {
      poolid: 'spare',
      type: 'qemu',
    });
    expect(only.data[0].members).toEqual([]);
    expect((await world.root.delete('/pools/spare')).reason).toBe(
      "delete pool failed: pool 'spare' is not empty (contains storage 'ceph')",
    );
  });

  it('are listed to who may see them, without members', async () => {
    const list = async (name: string) =>
      (await world.as(name).get<Row[]>('/pools')).data;
    expect(await list('member')).toEqual([{ poolid: 'shop' }]);
    expect(await list('keeper')).toEqual([
      { poolid: 'shop' },
      { poolid: 'spare', comment: 'Nothing in it' },
    ]);
  });

  it('answer who may not with 403 before they say whether they exist', async () => {
    const member = world.as('member');
    for (const pool of ['spare', 'nothing']) {
      const reply = await member.get(`/pools/${pool}`);
      expect([reply.status, reply.reason]).toEqual([
        403,
        `Permission check failed (/pool/${pool}, Pool.Audit)`,
      ]);
    }
    expect((await member.delete('/pools/shop')).status).toBe(403);
  });

  it('take a guest only from who may allocate it', async () => {
    const keeper = world.as('keeper');
    const refused = await keeper.put('/pools/spare', { vms: '160' });
    expect(refused.reason).toBe(
      'Permission check failed (/vms/160, VM.Allocate)',
    );
    const taken = await keeper.put('/pools/spare', {
      vms: '150',
      'allow-move': 1,
    });
    expect(taken.status).toBe(200);
  });

  it('are refused twice, under an odd name and without quorum', async () => {
    const { root } = world;
    expect((await root.post('/pools', { poolid: 'shop' })).reason).toBe(
      "create pool failed: pool 'shop' already exists",
    );
    expect((await root.post('/pools', { poolid: 'a b' })).status).toBe(400);
    world.site.inject({ kind: 'no-quorum' });
    expect((await root.post('/pools', { poolid: 'late' })).reason).toBe(
      "create pool failed: cfs-lock 'file-user_cfg' error: no quorum!",
    );
    expect((await root.get('/pools')).status).toBe(200);
    world.site.clear();
    expect((await root.post('/pools', { poolid: 'late' })).status).toBe(200);
  });

  it('sum up what runs in them in the list of resources', async () => {
    const { data } = await world.root.get<Row[]>('/cluster/resources');
    const shop = data.find(row => row.id === '/pool/shop');
    expect(shop).toMatchObject({ type: 'pool', pool: 'shop', maxcpu: 2 });
    expect(data.find(row => row.id === '/pool/spare')).toEqual({
      id: '/pool/spare',
      type: 'pool',
      pool: 'spare',
    });
  });

  it('give the rights on them to their guests and storages, not further', async () => {
    world.site.world.roles.get('member-0')?.privileges.push('VM.Audit');
    const member = world.as('member');
    const rows = await member.get<Row[]>('/cluster/resources', { type: 'vm' });
    expect(rows.data.map(row => row.vmid)).toEqual([150]);
    expect((await member.get('/nodes/alpha/lxc/160/config')).status).toBe(403);
    await world.root.put('/pools/shop', { vms: '160' });
    expect((await member.get('/nodes/alpha/lxc/160/config')).status).toBe(200);
    await world.root.put('/pools/shop', { vms: '150', delete: 1 });
    expect((await member.get('/nodes/alpha/qemu/150/config')).status).toBe(403);
  });
});
