import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

describe('nodes', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      grant(builder, 'auditor', { '/nodes/alpha': 'Sys.Audit' });
      grant(builder, 'reader', { '/nodes/alpha': 'Sys.Syslog' });
    });
  });

  afterEach(() => world.close());

  it('tell their state in numbers and text as recorded', async () => {
    const { data } = await world.as('auditor').get<Row>('/nodes/alpha/status');
    expect(data).toMatchObject({
      loadavg: [
        expect.stringMatching(/^\d+\.\d\d$/),
        expect.any(String),
        expect.any(String),
      ],
      cpuinfo: { cpus: 16, hvm: '1', user_hz: 100 },
      memory: { total: 64 * 1024 ** 3 },
      'boot-info': { mode: 'efi' },
    });
    const refused = await world.as('auditor').get('/nodes/beta/status');
    expect(refused.reason).toBe(
      'Permission check failed (/nodes/beta, Sys.Audit)',
    );
  });

  it('can be called localhost, which is the host that was asked', async () => {
    const own = await world.root.at('beta').get('/nodes/localhost/qemu');
    expect(own.data).toEqual([]);
    const other = await world.root
      .at('alpha')
      .get<Row[]>('/nodes/localhost/qemu');
    expect(other.data.map(row => row.vmid)).toEqual([150, 190]);
  });

  it('keep time zone, names and hosts that were set', async () => {
    const { root } = world;
    await root.put('/nodes/alpha/time', { timezone: 'Europe/Berlin' });
    expect((await root.get('/nodes/alpha/time')).data).toMatchObject({
      timezone: 'Europe/Berlin',
    });
    await root.put('/nodes/alpha/dns', { search: 'lab', dns1: '10.0.0.53' });
    expect((await root.get('/nodes/alpha/dns')).data).toMatchObject({
      search: 'lab',
      dns1: '10.0.0.53',
    });
    const before = await root.get<Row>('/nodes/alpha/hosts');
    await root.post('/nodes/alpha/hosts', { data: '127.0.0.1 localhost\n' });
    const after = await root.get<Row>('/nodes/alpha/hosts');
    expect(after.data.data).toBe('127.0.0.1 localhost\n');
    expect(after.data.digest).not.toBe(before.data.digest);
  });

  it('keep notes, and drop them', async () => {
    const { root } = world;
    await root.put('/nodes/alpha/config', { description: 'Rack 7' });
    const read = () => root.get('/nodes/alpha/config');
    expect((await read()).data).toMatchObject({ description: 'Rack 7' });
    await root.put('/nodes/alpha/config', { delete: 'description' });
    expect((await read()).data).not.toHaveProperty('description');
  });

  it('show their certificates with the print that the list has', async () => {
    const { data } = await world.root.get<Row[]>(
      '/nodes/alpha/certificates/info',
    );
    const own = data.find(row => row.filename === 'pve-ssl.pem');
    expect(own?.fingerprint).toBe(world.site.nodes[0].fingerprint);
    expect(own?.pem).toContain('BEGIN CERTIFICATE');
  });

  describe('services', () => {
    const path = '/nodes/alpha/services';
    const state = async () =>
      (await world.root.get<Row>(`${path}/pvestatd/state`)).data;

    it('run, and stop and start in tasks', async () => {
      expect(await state()).toMatchObject({ state: 'running' });
      const stopped = await world.root.post(`${path}/pvestatd/stop`);
      expect(stopped.data).toContain(':srvstop:pvestatd:');
      expect(await world.finish(stopped)).toBe('OK');
      expect(await state()).toMatchObject({
        state: 'dead',
        'active-state': 'inactive',
      });
      await world.finish(await world.root.post(`${path}/pvestatd/start`));
      expect(await state()).toMatchObject({ state: 'running' });
    });

    it('are listed for auditors and changed by others', async () => {
      const auditor = world.as('auditor');
      const { data } = await auditor.get<Row[]>(path);
      expect(data.map(row => row.name)).toContain('pveproxy');
      expect((await auditor.post(`${path}/pveproxy/restart`)).reason).toBe(
        'Permission check failed (/nodes/alpha, Sys.Modify)',
      );
    });
  });

  it('write what tasks did to a log that is read by pages', async () => {
    await world.finish(
      await world.root.post('/nodes/alpha/qemu/150/status/reset'),
    );
    const page = await world.as('reader').get<Row[]>('/nodes/alpha/syslog', {
      limit: 2,
    });
    expect(page.data).toHaveLength(2);
    expect(page.total).toBeGreaterThan(2);
    const all = await world
      .as('reader')
      .get<Row[]>('/nodes/alpha/syslog', { limit: 500 });
    expect(JSON.stringify(all.data)).toContain(':qmreset:150:root@pam:');
    expect((await world.as('auditor').get('/nodes/alpha/syslog')).status).toBe(
      403,
    );
  });

  describe('interfaces', () => {
    const path = '/nodes/alpha/network';
    const find = async (iface: string) =>
      (await world.root.get<Row[]>(path)).data.find(row => row.iface === iface);

    it('are filtered by kind', async () => {
      const { data } = await world.root.get<Row[]>(path, { type: 'bridge' });
      expect(data.length).toBeGreaterThan(0);
      expect(data.every(row => row.type === 'bridge')).toBe(true);
      expect((await world.root.get(path, { type: 'tube' })).status).toBe(400);
    });

    it('are made, changed and removed, and become active by applying', async () => {
      const { root } = world;
      const form = { iface: 'vmbr7', type: 'bridge', autostart: 1 };
      expect((await root.post(path, form)).data).toBeNull();
      expect((await root.post(path, form)).errors).toEqual({
        iface: 'interface already exists',
      });
      await root.put(`${path}/vmbr7`, { type: 'bridge', comments: 'new' });
      expect(await find('vmbr7')).toMatchObject({ comments: 'new' });
      const applied = await root.put(path);
      expect(applied.data).toContain(':srvreload:networking:');
      await world.finish(applied);
      expect(await find('vmbr7')).toMatchObject({ active: 1 });
      await root.delete(`${path}/vmbr7`);
      expect((await root.get(`${path}/vmbr7`)).errors).toEqual({
        iface: 'interface does not exist',
      });
    });
  });

  it('say that they are down with 595 for all that they would answer', async () => {
    world.site.inject({ kind: 'node-down', node: 'beta' });
    await world.simulator.clock.advance(60_000);
    for (const path of ['status', 'qemu', 'storage', 'network', 'tasks']) {
      const reply = await world.root.get(`/nodes/beta/${path}`);
      expect([reply.status, reply.text]).toEqual([595, '']);
    }
    const created = await world.root.post('/nodes/beta/qemu', { vmid: 300 });
    expect(created.status).toBe(595);
    expect((await world.root.get('/nodes')).data).toContainEqual(
      expect.objectContaining({ node: 'beta', status: 'offline' }),
    );
    world.site.clear();
    expect((await world.root.get('/nodes/beta/status')).status).toBe(200);
  });

  it('check the rights before they say that they are down', async () => {
    world.site.inject({ kind: 'node-down', node: 'beta' });
    const reply = await world.as('auditor').get('/nodes/beta/status');
    expect(reply.status).toBe(403);
  });
});
