import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

describe('software-defined networks', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      grant(builder, 'one', { '/sdn/zones/zone1': 'SDN.Audit' });
      grant(builder, 'user', {
        '/sdn/zones/zone1/net1': 'SDN.Use',
        '/vms': 'VM.Config.Network',
      });
      grant(builder, 'nobody', {});
    });
    const { root } = world;
    await root.post('/cluster/sdn/zones', { zone: 'zone1', type: 'simple' });
    await root.post('/cluster/sdn/zones', {
      zone: 'zone2',
      type: 'vlan',
      bridge: 'vmbr0',
    });
    await root.post('/cluster/sdn/vnets', { vnet: 'net1', zone: 'zone1' });
    await root.post('/cluster/sdn/vnets', {
      vnet: 'net2',
      zone: 'zone2',
      tag: 40,
    });
  });

  afterEach(() => world.close());

  const names = async (name: string, kind: 'zone' | 'vnet') =>
    (await world.as(name).get<Row[]>(`/cluster/sdn/${kind}s`)).data.map(
      row => row[kind],
    );

  it('are listed by zones that the caller may see', async () => {
    expect(await names('one', 'zone')).toEqual(['zone1']);
    expect(await names('one', 'vnet')).toEqual(['net1']);
    expect(await names('nobody', 'zone')).toEqual([]);
    expect(await names('nobody', 'vnet')).toEqual([]);
  });

  it('are changed, which changes the digest', async () => {
    const read = async () =>
      (await world.root.get<Row>('/cluster/sdn/vnets/net2')).data;
    const before = await read();
    expect(before).toMatchObject({ vnet: 'net2', zone: 'zone2', tag: 40 });
    await world.root.put('/cluster/sdn/vnets/net2', { alias: 'Tenants' });
    const after = await read();
    expect(after.alias).toBe('Tenants');
    expect(after.digest).not.toBe(before.digest);
    await world.root.put('/cluster/sdn/vnets/net2', { delete: 'alias' });
    expect(await read()).not.toHaveProperty('alias');
  });

  it.each([
    ['zones', { zone: 'zone1', type: 'simple' }, 'zone'],
    ['vnets', { vnet: 'net1', zone: 'zone1' }, 'vnet'],
  ])('are refused twice: %s', async (path, form, noun) => {
    const reply = await world.root.post(`/cluster/sdn/${path}`, form);
    expect(reply.reason).toMatch(
      new RegExp(`^create sdn ${noun} object failed: .*already defined$`),
    );
  });

  it.each([
    ['toolongname1', 400],
    ['1abc', 400],
    ['abc', 200],
  ])('zone %s: %d', async (zone, status) => {
    const reply = await world.root.post('/cluster/sdn/zones', {
      zone,
      type: 'simple',
    });
    expect(reply.status).toBe(status);
  });

  it('become available on nodes only after they are applied', async () => {
    const states = async () =>
      (await world.root.get<Row[]>('/nodes/beta/sdn/zones')).data.map(
        row => row.status,
      );
    expect(await states()).toEqual(['pending', 'pending']);
    const reply = await world.root.put('/cluster/sdn');
    expect(reply.data).toContain(':reloadnetworkall::');
    expect(await world.finish(reply)).toBe('OK');
    expect(await states()).toEqual(['available', 'available']);
  });

  it('hold subnets under an id made of zone and network', async () => {
    const path = '/cluster/sdn/vnets/net1/subnets';
    const form = { subnet: '10.7.0.0/24', type: 'subnet', gateway: '10.7.0.1' };
    await world.root.post(path, form);
    expect((await world.root.get(path)).data).toMatchObject([
      {
        subnet: 'zone1-10.7.0.0-24',
        cidr: '10.7.0.0/24',
        network: '10.7.0.0',
        mask: '24',
        gateway: '10.7.0.1',
        vnet: 'net1',
        zone: 'zone1',
      },
    ]);
    const item = `${path}/zone1-10.7.0.0-24`;
    await world.root.put(item, { gateway: '10.7.0.254' });
    expect((await world.root.get(item)).data).toMatchObject({
      gateway: '10.7.0.254',
    });
    await world.root.delete(item);
    expect((await world.root.get(path)).data).toEqual([]);
    const other = await world.root.get('/cluster/sdn/vnets/none/subnets');
    expect(other.reason).toBe("sdn vnet object ID 'none' does not exist");
  });

  it('grant the use of one network to who may use that', async () => {
    const path = '/nodes/alpha/qemu/150/config';
    const user = world.as('user');
    const own = await user.put(path, { net1: 'virtio,bridge=net1' });
    expect(own.status).toBe(200);
    const other = await user.put(path, { net1: 'virtio,bridge=net2' });
    expect(other.reason).toBe(
      'Permission check failed (/sdn/zones/zone2/net2, SDN.Use)',
    );
  });

  it('show who is plugged into a bridge of a node', async () => {
    const { data } = await world.root.get<Row[]>(
      '/nodes/alpha/sdn/zones/localnetwork/bridges',
    );
    expect(data.find(row => row.name === 'vmbr0')).toMatchObject({
      ports: expect.arrayContaining([
        expect.objectContaining({ name: 'tap150i0', vmid: 150 }),
        expect.objectContaining({ name: 'veth160i0', vmid: 160 }),
      ]),
    });
  });
});
