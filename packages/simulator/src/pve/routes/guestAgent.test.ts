import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const agent = '/nodes/alpha/qemu/150/agent';

describe('the agent inside a machine', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addGuest({
        type: 'qemu',
        vmid: 151,
        node: 'alpha',
        status: 'running',
        config: { agent: '1' },
      });
      grant(builder, 'watcher', { '/vms': 'VM.GuestAgent.Audit' });
      grant(builder, 'reader', { '/vms': 'VM.GuestAgent.FileRead' });
      grant(builder, 'writer', { '/vms': 'VM.GuestAgent.FileWrite' });
      grant(builder, 'runner', { '/vms': 'VM.GuestAgent.Unrestricted' });
      grant(builder, 'power', { '/vms': 'VM.PowerMgmt' });
    });
  });

  afterEach(() => world.close());

  it.each([
    ['get', 'network-get-interfaces', 'watcher'],
    ['get', 'get-osinfo', 'watcher'],
    ['get', 'get-fsinfo', 'watcher'],
    ['get', 'get-users', 'watcher'],
    ['post', 'ping', 'watcher'],
    ['post', 'shutdown', 'power'],
  ] as const)(
    '%s %s is for the %s, and for who may all',
    async (method, command, who) => {
      for (const name of [who, 'runner']) {
        const reply = await world.as(name)[method](`${agent}/${command}`);
        expect(reply.status).toBe(200);
        expect(reply.data).toHaveProperty('result');
      }
      const other = await world.as('writer')[method](`${agent}/${command}`);
      expect(other.status).toBe(403);
    },
  );

  it('names both privileges of which one would do', async () => {
    const reply = await world.as('writer').get(`${agent}/get-osinfo`);
    expect(reply.reason).toBe(
      'Permission check failed (/vms/150, VM.GuestAgent.Audit|VM.GuestAgent.Unrestricted)',
    );
  });

  it('keeps files that were written, for who may read', async () => {
    const file = '/etc/motd';
    const writer = world.as('writer');
    const wrote = await writer.post(`${agent}/file-write`, {
      file,
      content: 'first',
    });
    expect([wrote.status, wrote.data]).toEqual([200, null]);
    await writer.post(`${agent}/file-write`, { file, content: 'second' });
    expect((await writer.get(`${agent}/file-read`, { file })).status).toBe(403);
    const read = await world.as('reader').get(`${agent}/file-read`, { file });
    expect(read.data).toMatchObject({ content: 'second' });
    const none = await world
      .as('reader')
      .get(`${agent}/file-read`, { file: '/none' });
    expect([none.status, none.reason]).toEqual([
      500,
      expect.stringContaining('No such file or directory'),
    ]);
  });

  it('takes no more than sixty kibibytes at once', async () => {
    const reply = await world.as('writer').post(`${agent}/file-write`, {
      file: '/x',
      content: 'x'.repeat(61_441),
    });
    expect(reply.status).toBe(400);
    expect(reply.errors).toHaveProperty('content');
  });

  it('runs commands given as several values and tells how they ended', async () => {
    const runner = world.as('runner');
    const { data } = await runner.post<{ pid: number }>(`${agent}/exec`, {
      command: ['/bin/echo', 'a b', 'c'],
    });
    expect(data.pid).toEqual(expect.any(Number));
    const done = await runner.get(`${agent}/exec-status`, { pid: data.pid });
    expect(done.data).toMatchObject({
      exited: 1,
      exitcode: 0,
      'out-data': 'a b c\n',
    });
    const unknown = await runner.get(`${agent}/exec-status`, { pid: 1 });
    expect(unknown.status).toBe(500);
    const watcher = await world
      .as('watcher')
      .post(`${agent}/exec`, { command: 'id' });
    expect(watcher.status).toBe(403);
  });

  it.each([
    ['not configured', 'agent', 'No QEMU guest agent configured'],
    ['switched off', 'off', 'VM 150 is not running'],
    ['silent', 'silent', 'QEMU guest agent is not running'],
  ])('%s: says so', async (_, how, reason) => {
    const guest = world.site.world.guests.get(150)!;
    if (how === 'agent') guest.config.agent = '0';
    if (how === 'off') guest.status = 'stopped';
    if (how === 'silent') world.site.inject({ kind: 'agent-silent' });
    const reply = await world.as('watcher').get(`${agent}/get-osinfo`);
    expect([reply.status, reply.reason]).toEqual([500, reason]);
  });

  it('is silent where nothing was installed, and answers again after a fault', async () => {
    const other = '/nodes/alpha/qemu/151/agent/get-osinfo';
    expect((await world.as('watcher').get(other)).reason).toBe(
      'QEMU guest agent is not running',
    );
    const read = async () =>
      (await world.as('watcher').get(`${agent}/get-osinfo`)).status;
    world.site.inject({ kind: 'agent-silent', vmid: 150 });
    expect(await read()).toBe(500);
    world.site.clear('agent-silent');
    expect(await read()).toBe(200);
  });

  it('reports every interface with its addresses inside of result', async () => {
    const { data } = await world
      .as('watcher')
      .get<{ result: Row[] }>(`${agent}/network-get-interfaces`);
    const [loopback, ...others] = data.result;
    expect(loopback).toMatchObject({
      name: 'lo',
      'ip-addresses': [
        { 'ip-address': '127.0.0.1', 'ip-address-type': 'ipv4', prefix: 8 },
        { 'ip-address': '::1', 'ip-address-type': 'ipv6', prefix: 128 },
      ],
    });
    expect(String(others[0]['hardware-address']).toUpperCase()).toBe(
      'BC:24:11:00:00:01',
    );
  });

  it('runs any named command through the old form', async () => {
    const reply = await world.as('runner').post(agent, { command: 'ping' });
    expect(reply.data).toEqual({ result: {} });
    const odd = await world.as('runner').post(agent, { command: 'format' });
    expect(odd.status).toBe(400);
  });

  it('is not needed for containers, which report by themselves', async () => {
    const path = '/nodes/alpha/lxc/160/interfaces';
    const { data } = await world.root.get<Row[]>(path);
    expect(data[0]).toMatchObject({ name: 'lo', inet: '127.0.0.1/8' });
    expect(data[1]).toMatchObject({ name: 'eth0', hwaddr: expect.anything() });
    await world.finish(
      await world.root.post('/nodes/alpha/lxc/160/status/stop'),
    );
    expect((await world.root.get(path)).data).toBeNull();
  });
});

describe('consoles', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      grant(builder, 'viewer', { '/vms': 'VM.Console' });
      grant(builder, 'nobody', {});
    });
  });

  afterEach(() => world.close());

  it.each([
    ['/nodes/alpha/qemu/150/vncproxy', '150'],
    ['/nodes/alpha/lxc/160/vncproxy', '160'],
    ['/nodes/alpha/lxc/160/termproxy', '160'],
  ])('%s: a ticket, a port as text and a task', async (path, id) => {
    const { data } = await world.as('viewer').post<Row>(path);
    expect(data).toMatchObject({
      user: 'viewer@pve!test',
      port: expect.stringMatching(/^59\d\d$/),
      ticket: expect.stringMatching(/^PVEVNC:/),
      upid: expect.stringContaining(`:vncproxy:${id}:viewer@pve!test:`),
    });
    expect('cert' in data).toBe(path.endsWith('vncproxy'));
    expect((await world.as('nobody').post(path)).status).toBe(403);
  });

  it('give each viewer a port of its own', async () => {
    const path = '/nodes/alpha/qemu/150/vncproxy';
    const ports = new Set<unknown>();
    for (let round = 0; round < 3; round += 1) {
      ports.add((await world.root.post<Row>(path)).data.port);
    }
    expect(ports.size).toBe(3);
  });

  it('end when nobody comes', async () => {
    const { data } = await world.root.post<Row>(
      '/nodes/alpha/qemu/150/vncproxy',
    );
    await world.simulator.clock.advance(11_000);
    const state = await world.root.get(
      `/nodes/alpha/tasks/${data.upid}/status`,
    );
    expect(state.data).toMatchObject({ exitstatus: 'connection timed out' });
  });

  it('are no tickets for the API', async () => {
    const { data } = await world.root.post<Record<string, string>>(
      '/nodes/alpha/qemu/150/vncproxy',
    );
    const reply = await world.root.post('/access/ticket', {
      username: 'root@pam',
      password: data.ticket,
    });
    expect(reply.status).toBe(401);
  });
});
