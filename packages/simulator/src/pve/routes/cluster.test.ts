import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

describe('what the cluster shows to whom', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addSectionRow('sdnZones', 'zone1', {
        zone: 'zone1',
        type: 'simple',
      });
      grant(builder, 'nobody', {});
      grant(builder, 'guests', { '/vms': 'VM.Audit' });
      grant(builder, 'one', { '/vms/160': 'VM.Audit' });
      grant(builder, 'pools', { '/': ['VM.Audit', 'Pool.Audit'] });
      grant(builder, 'space', { '/storage/ceph': 'Datastore.AllocateSpace' });
      grant(builder, 'stores', { '/storage': 'Datastore.Audit' });
      grant(builder, 'alpha', { '/nodes/alpha': 'Sys.Audit' });
      grant(builder, 'nets', { '/sdn/zones/zone1': 'SDN.Audit' });
      grant(builder, 'bridge', {
        '/sdn/zones/localnetwork/vmbr0': 'SDN.Use',
      });
    });
  });

  afterEach(() => world.close());

  const rows = async (name: string, type?: string) =>
    (
      await world
        .as(name)
        .get<Row[]>('/cluster/resources', type ? { type } : {})
    ).data;
  const ids = async (name: string, type?: string) =>
    (await rows(name, type)).map(row => row.id);

  it('nodes are there for all, their figures for who may audit them', async () => {
    expect(await ids('nobody')).toEqual(['node/alpha', 'node/beta']);
    const [alpha, beta] = await rows('alpha', 'node');
    expect(alpha).toMatchObject({
      maxcpu: 16,
      maxmem: 64 * 1024 ** 3,
      uptime: expect.any(Number),
    });
    expect(beta).toMatchObject({ node: 'beta', status: 'online' });
    expect(beta).not.toHaveProperty('maxmem');
  });

  it('guests take VM.Audit, and their pool Pool.Audit', async () => {
    expect(await ids('guests', 'vm')).toEqual([
      'qemu/150',
      'lxc/160',
      'qemu/190',
    ]);
    expect(await ids('one', 'vm')).toEqual(['lxc/160']);
    const find = async (name: string) =>
      (await rows(name, 'vm')).find(row => row.vmid === 150);
    expect(await find('guests')).not.toHaveProperty('pool');
    expect(await find('pools')).toHaveProperty('pool', 'shop');
  });

  it('storages take Datastore.Audit here, AllocateSpace does on the node', async () => {
    expect(await ids('space', 'storage')).toEqual([]);
    expect(await ids('stores', 'storage')).toHaveLength(8);
    const names = async (name: string, path: string) =>
      (await world.as(name).get<Row[]>(path)).data.map(row => row.storage);
    expect(await names('space', '/nodes/alpha/storage')).toEqual(['ceph']);
    expect(await names('space', '/storage')).toEqual(['ceph']);
    expect(await names('nobody', '/nodes/alpha/storage')).toEqual([]);
  });

  it('shared storages come once per node', async () => {
    const ceph = (await rows('stores', 'storage')).filter(
      row => row.storage === 'ceph',
    );
    expect(ceph.map(row => [row.id, row.shared])).toEqual([
      ['storage/alpha/ceph', 1],
      ['storage/beta/ceph', 1],
    ]);
  });

  it('networks take SDN.Audit and are of the kind of the release', async () => {
    expect(await rows('nets', 'sdn')).toMatchObject([
      { id: 'network/alpha/zone/zone1', type: 'network', network: 'zone1' },
      { id: 'network/beta/zone/zone1', type: 'network' },
    ]);
  });

  it('bridges of a node are left out silently', async () => {
    const bridges = async (name: string) =>
      (await world.as(name).get<Row[]>('/nodes/alpha/network')).data
        .filter(row => row.type === 'bridge')
        .map(row => row.iface);
    expect(await bridges('nobody')).toEqual([]);
    expect(await bridges('bridge')).toEqual(['vmbr0']);
  });

  it('the lists of a node hold what the caller may see', async () => {
    const vmids = async (name: string, type: string) =>
      (await world.as(name).get<Row[]>(`/nodes/alpha/${type}`)).data.map(
        row => row.vmid,
      );
    expect(await vmids('guests', 'qemu')).toEqual([150, 190]);
    expect(await vmids('one', 'qemu')).toEqual([]);
    expect(await vmids('one', 'lxc')).toEqual([160]);
  });

  it('the list of nodes is whole for everybody, with prints to pin', async () => {
    const { data } = await world.as('nobody').get<Row[]>('/nodes');
    expect(data.map(row => row.node)).toEqual(['alpha', 'beta']);
    for (const row of data) {
      expect(row.ssl_fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
      expect(row).not.toHaveProperty('mem');
    }
  });

  it('what is not a list is forbidden', async () => {
    for (const path of [
      '/cluster/status',
      '/cluster/options',
      '/nodes/alpha/status',
      '/nodes/alpha/qemu/150/config',
    ]) {
      expect((await world.as('nobody').get(path)).status).toBe(403);
    }
  });

  it('permissions tell beforehand which list will be empty', async () => {
    const own = await world.as('one').get<Row>('/access/permissions');
    expect(own.data).toEqual({ '/vms/160': { 'VM.Audit': 1 } });
    const none = await world.as('nobody').get('/access/permissions');
    expect(none.data).toEqual({});
  });

  describe('the next free id', () => {
    const next = (query = {}) => world.root.get('/cluster/nextid', query);
    const range = (text: string) =>
      world.root.put('/cluster/options', { 'next-id': text });

    it('is text, and the lowest that is free', async () => {
      expect((await next()).data).toBe('100');
      await world.root.post('/nodes/alpha/qemu', { vmid: 100 });
      expect((await next()).data).toBe('101');
    });

    it('is checked on request, and reserves nothing', async () => {
      expect((await next({ vmid: 300 })).data).toBe('300');
      expect((await next({ vmid: 300 })).data).toBe('300');
      const taken = await next({ vmid: 160 });
      expect(taken.errors).toEqual({ vmid: 'VM 160 already exists' });
    });

    it('comes from the range of the data centre, whose end is not in it', async () => {
      await range('lower=150,upper=152');
      expect((await next()).data).toBe('151');
      await world.root.post('/nodes/alpha/qemu', { vmid: 151 });
      expect((await next()).reason).toBe(
        'unable to get any free VMID in range [150, 152)',
      );
      await world.root.put('/cluster/options', { delete: 'next-id' });
      expect((await next()).data).toBe('100');
    });

    it('is known to everybody', async () => {
      const reply = await world.as('nobody').get('/cluster/nextid');
      expect(reply.status).toBe(200);
    });
  });

  it('the status names the host that was asked', async () => {
    const local = async (node: string) =>
      (await world.root.at(node).get<Row[]>('/cluster/status')).data
        .filter(row => row.local === 1)
        .map(row => row.name);
    expect(await local('alpha')).toEqual(['alpha']);
    expect(await local('beta')).toEqual(['beta']);
  });

  it('options keep what is set and forget what is deleted', async () => {
    const { root } = world;
    await root.put('/cluster/options', { keyboard: 'de', description: 'Hi' });
    expect((await root.get('/cluster/options')).data).toMatchObject({
      keyboard: 'de',
      description: 'Hi',
    });
    await root.put('/cluster/options', { delete: 'keyboard' });
    expect((await root.get('/cluster/options')).data).not.toHaveProperty(
      'keyboard',
    );
    const odd = await root.put('/cluster/options', { keyboard: 'klingon' });
    expect(odd.status).toBe(400);
  });

  it('backup jobs are kept, and tell which guests none of them holds', async () => {
    const { root } = world;
    const uncovered = async () =>
      (await root.get<Row[]>('/cluster/backup-info/not-backed-up')).data.map(
        row => row.vmid,
      );
    expect(await uncovered()).toEqual([150, 160, 190]);
    const job = { id: 'nightly', schedule: '02:00', storage: 'share' };
    expect(
      (await root.post('/cluster/backup', { ...job, vmid: '150,160' })).status,
    ).toBe(200);
    expect(await uncovered()).toEqual([190]);
    const volumes = await root.get<{ children: Row[] }>(
      '/cluster/backup/nightly/included_volumes',
    );
    expect(volumes.data.children.map(row => row.id)).toEqual([150, 160]);
    await root.put('/cluster/backup/nightly', { enabled: 0 });
    expect((await root.get('/cluster/backup/nightly')).data).toMatchObject({
      enabled: 0,
      storage: 'share',
    });
    await root.delete('/cluster/backup/nightly');
    const gone = await root.get('/cluster/backup/nightly');
    expect(gone.errors).toEqual({ id: "No such job 'nightly'" });
  });
});
