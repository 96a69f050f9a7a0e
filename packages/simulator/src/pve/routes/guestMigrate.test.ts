import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';
const container = '/nodes/alpha/lxc/160';

describe('moving guests between nodes', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addNode({ name: 'gamma' });
    });
  });

  afterEach(() => world.close());

  const move = (guest: string, form = {}) =>
    world.root.post(`${guest}/migrate`, { target: 'beta', ...form });

  it('says beforehand where a machine can go and what is in the way', async () => {
    await world.root.put(`${machine}/config`, { scsi1: 'thin:2' });
    const { data } = await world.root.get<Row>(`${machine}/migrate`);
    expect(data).toMatchObject({
      running: 1,
      allowed_nodes: ['beta', 'gamma'],
      local_resources: [],
      local_disks: [
        {
          volid: 'thin:vm-150-disk-0',
          drivename: 'scsi1',
          cdrom: 0,
          size: 2 * 1024 ** 3,
        },
      ],
    });
  });

  it('says the same of containers in other words', async () => {
    const { data } = await world.root.get<Row>(`${container}/migrate`);
    expect(data).toMatchObject({
      running: 1,
      'allowed-nodes': ['beta', 'gamma'],
    });
    expect(data).not.toHaveProperty('local_disks');
  });

  it('leaves out nodes that are down', async () => {
    world.site.inject({ kind: 'node-down', node: 'gamma' });
    const { data } = await world.root.get<Row>(`${machine}/migrate`);
    expect(data.allowed_nodes).toEqual(['beta']);
    const reply = await move(machine, { target: 'gamma', online: 1 });
    expect(reply.status).toBe(500);
    expect(reply.reason).toContain("'gamma'");
  });

  it.each([
    [{ target: 'alpha' }, 400, 'Parameter verification failed.'],
    [{ target: 'delta' }, 500, "no such cluster node 'delta'"],
    [{}, 500, "can't migrate running VM without --online"],
  ])('refuses a running machine with %j', async (form, status, reason) => {
    const reply = await move(machine, form);
    expect([reply.status, reply.reason]).toEqual([status, reason]);
  });

  it('runs on the node that the guest leaves, which then no longer knows it', async () => {
    const reply = await move(machine, { online: 1 });
    expect(reply.data).toMatch(/^UPID:alpha:.*:qmigrate:150:root@pam:$/);
    await world.simulator.clock.advance(100);
    const locked = await world.root.get(`${machine}/status/current`);
    expect(locked.data).toMatchObject({ lock: 'migrate' });
    expect(await world.finish(reply)).toBe('OK');
    const gone = await world.root.get(`${machine}/config`);
    expect(gone.reason).toBe(
      "Configuration file 'nodes/alpha/qemu-server/150.conf' does not exist",
    );
    const there = await world.root.get('/nodes/beta/qemu/150/status/current');
    expect(there.data).toMatchObject({ status: 'running', name: 'web' });
    const { data } = await world.root.get<Row[]>('/cluster/resources', {
      type: 'vm',
    });
    expect(data.find(row => row.vmid === 150)).toMatchObject({ node: 'beta' });
  });

  it('takes local disks along only when told', async () => {
    await world.root.put(`${machine}/config`, { scsi1: 'thin:2' });
    expect(await world.finish(await move(machine, { online: 1 }))).toBe(
      "can't live migrate attached local disks without with-local-disks option",
    );
    const form = { online: 1, 'with-local-disks': 1 };
    expect(await world.finish(await move(machine, form))).toBe('OK');
    const content = async (node: string) =>
      (
        await world.root.get<Row[]>(`/nodes/${node}/storage/thin/content`, {
          vmid: 150,
        })
      ).data;
    expect(await content('alpha')).toEqual([]);
    expect(await content('beta')).toHaveLength(1);
  });

  it('restarts a running container, and says so', async () => {
    expect((await move(container)).reason).toBe(
      "can't migrate running container without --online or --restart",
    );
    const reply = await move(container, { restart: 1 });
    expect(reply.data).toContain(':vzmigrate:160:');
    expect(await world.finish(reply)).toBe('OK');
    const { data } = await world.root.get<Row>(
      '/nodes/beta/lxc/160/status/current',
    );
    expect(data.status).toBe('running');
    expect(Number(data.uptime)).toBeLessThan(61);
  });

  it('is asked of the manager for a guest under high availability', async () => {
    await world.root.post('/cluster/ha/resources', { sid: 'vm:150' });
    const reply = await move(machine, { online: 1 });
    expect(reply.data).toContain(':hamigrate:150:');
    await world.finish(reply);
    await world.simulator.clock.advance(60_000);
    const there = await world.root.get('/nodes/beta/qemu/150/config');
    expect(there.status).toBe(200);
  });

  it('refuses locked guests', async () => {
    await world.root.put(`${machine}/config`, { lock: 'backup', skiplock: 1 });
    expect((await move(machine, { online: 1 })).reason).toBe(
      'VM is locked (backup)',
    );
  });

  it('answers for the guest on any host afterwards', async () => {
    await world.finish(await move(machine, { online: 1 }));
    for (const node of ['alpha', 'beta', 'gamma']) {
      const reply = await world.root
        .at(node)
        .get('/nodes/beta/qemu/150/config');
      expect(reply.status).toBe(200);
    }
  });
});
