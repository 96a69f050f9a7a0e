import { Agent, request } from 'undici';
import { rawCall } from '../__testUtils__/peer';
import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';

/** What was seen on a running server and is easily got wrong; numbered as noted there. */
describe('observed behaviour', () => {
  let world: OwnWorld;
  let agent: Agent;
  let cookie: string;
  let csrf: string;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      grant(builder, 'nobody', {});
      grant(builder, 'auditor', { '/': ['VM.Audit', 'Sys.Audit'] });
    });
    agent = new Agent({ connect: { ca: world.site.caPem } });
    const { data } = await world.root.post<Record<string, string>>(
      '/access/ticket',
      { username: 'root@pam', password: 'password-of-root' },
    );
    cookie = `PVEAuthCookie=${data.ticket}`;
    csrf = data.CSRFPreventionToken;
  });

  afterEach(async () => {
    await agent.close();
    await world.close();
  });

  /** A request by a second client that is not ours. */
  const send = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    options: { body?: string; type?: string; format?: string } = {},
  ) => {
    const { format = 'json', type, body } = options;
    const reply = await request(
      `${world.site.nodes[0].url}/api2/${format}${path}`,
      {
        method,
        body,
        dispatcher: agent,
        headers: {
          cookie,
          CSRFPreventionToken: csrf,
          ...(type ? { 'content-type': type } : {}),
        },
      },
    );
    const text = await reply.body.text();
    return { status: reply.statusCode, headers: reply.headers, text };
  };

  it('1: the text of an error is in status line and message, data is null', async () => {
    const reply = await world.root.get(`${machine}/config`, { snapshot: 'zz' });
    expect(reply.reason).toBe("snapshot 'zz' does not exist");
    expect(reply.json()).toEqual({
      data: null,
      message: "snapshot 'zz' does not exist\n",
    });
  });

  it('2: a 401 has neither body nor length, but a failed login has one', async () => {
    const refused = await rawCall(world.site, {
      path: '/api2/json/nodes',
      anonymous: true,
    });
    expect(refused.text).toBe('');
    for (const name of ['content-length', 'content-type']) {
      expect(refused.headers).not.toHaveProperty(name);
    }
    const login = await world.root.post('/access/ticket', {
      username: 'root@pam',
      password: 'wrong',
    });
    expect([login.status, login.message]).toEqual([
      401,
      'authentication failure\n',
    ]);
  });

  it('3: an unknown guest is 403 to who may not see guests', async () => {
    const reply = await world.as('nobody').get('/nodes/alpha/qemu/4711/config');
    expect(reply.reason).toBe('Permission check failed (/vms/4711, VM.Audit)');
  });

  it('4: lists are shorter, not forbidden', async () => {
    for (const path of ['/nodes', '/cluster/resources', '/storage', '/pools']) {
      expect((await world.as('nobody').get(path)).status).toBe(200);
    }
  });

  it('5: tokens need no protection against CSRF and cannot log in', async () => {
    const nobody = world.as('nobody');
    const write = await nobody.post('/pools', { poolid: 'x' });
    expect(write.status).toBe(403);
    for (const [method, path] of [
      ['post', '/access/ticket'],
      ['put', '/access/password'],
    ] as const) {
      const reply = await nobody[method](path, { x: 1 });
      expect(reply.message).toBe(
        `Permission check failed (URI '${path}' not available with API token, need proper ticket.\n)\n`,
      );
    }
  });

  it('6: an unknown machine is 500 to a clone in words of its own', async () => {
    const reply = await world.root.post('/nodes/alpha/qemu/4711/clone', {
      newid: 4712,
    });
    expect(reply.reason).toBe(
      "unable to find configuration file for VM 4711 on node 'alpha'",
    );
  });

  it('8: a locked machine refuses changes and clones, and lets tasks fail', async () => {
    await world.root.put(`${machine}/config`, { lock: 'backup', skiplock: 1 });
    const text = 'VM is locked (backup)';
    const { root } = world;
    const refused = [
      await root.put(`${machine}/config`, { cores: 1 }),
      await root.post(`${machine}/clone`, { newid: 300 }),
    ];
    expect(refused.map(reply => reply.reason)).toEqual([text, text]);
    const failed = [
      await root.post(`${machine}/snapshot`, { snapname: 'one' }),
      await root.post(`${machine}/status/reboot`),
    ];
    for (const reply of failed) expect(await world.finish(reply)).toBe(text);
    const list = await root.get<Row[]>('/nodes/alpha/qemu');
    expect(list.data[0]).toMatchObject({ vmid: 150, lock: 'backup' });
  });

  it('10: parameters are complained about all at once', async () => {
    const reply = await world.root.post('/nodes/alpha/qemu', {
      vmid: 'abc',
      bogus: 1,
      onboot: 'on',
      memory: 'much',
      cores: ['1', '2'],
    });
    expect(reply.status).toBe(400);
    expect(Object.keys(reply.errors ?? {}).sort()).toEqual([
      'bogus',
      'cores',
      'memory',
      'onboot',
      'vmid',
    ]);
    expect(reply.errors).toMatchObject({
      vmid: "type check ('integer') failed - got 'abc'",
      cores: "type check ('integer') failed - got ARRAY",
      onboot: "type check ('boolean') failed - got 'on'",
    });
  });

  it('11: what follows a second equals sign in a form is lost', async () => {
    const raw = 'description=a=b';
    const type = 'application/x-www-form-urlencoded';
    await send('PUT', `${machine}/config`, { body: raw, type });
    const { data } = await world.root.get<Row>(`${machine}/config`);
    expect(data.description).toBe('a');
  });

  it('12: JSON may say true and numbers, but must be an object', async () => {
    const put = (body: string) =>
      send('PUT', `${machine}/config`, { body, type: 'application/json' });
    const good = await put('{"onboot":true,"cores":4,"description":"a=b;c"}');
    expect(good.status).toBe(200);
    const { data } = await world.root.get<Row>(`${machine}/config`);
    expect(data).toMatchObject({ onboot: 1, cores: 4, description: 'a=b;c' });
    const bad = await put('{"cores":');
    expect(bad.status).toBe(500);
    expect(bad.headers['content-type']).toBeUndefined();
    expect(bad.text).toMatch(/^malformed JSON string/);
  });

  it('13: the log of an unknown task is 200, its state 400', async () => {
    const upid = 'UPID:alpha:00000001:00000001:66000000:qmstart:1:a@b!c:';
    const base = `/nodes/alpha/tasks/${upid}`;
    const log = await world.root.get(`${base}/log`);
    expect([log.status, log.data]).toEqual([
      200,
      [{ n: 1, t: 'unable to open file - No such file or directory' }],
    ]);
    expect((await world.root.get(`${base}/status`)).errors).toEqual({
      upid: 'no such task',
    });
  });

  it('14: some writes answer null, some a task, some what they made', async () => {
    const { root } = world;
    const made = await root.post('/storage', {
      storage: 'extra',
      type: 'dir',
      path: '/x',
    });
    expect(made.data).toMatchObject({ storage: 'extra', type: 'dir' });
    const resized = await root.put(`${machine}/resize`, {
      disk: 'scsi0',
      size: '+1G',
    });
    expect(resized.data).toMatch(/^UPID:/);
    const none = await root.delete(
      '/nodes/alpha/storage/thin/content/thin:vm-1-disk-0',
    );
    expect(await world.finish(none)).toBe('OK');
  });

  it('15: numbers and text are mixed as recorded', async () => {
    const { root } = world;
    expect((await root.get('/cluster/nextid')).data).toBe('100');
    const config = await root.get<Row>(`${machine}/config`);
    expect([config.data.memory, config.data.cores]).toEqual(['2048', 2]);
    const ct = await root.get<Row>('/nodes/alpha/lxc/160/config');
    expect([ct.data.memory, ct.data.unprivileged]).toEqual([1024, 1]);
    const running = await root.get<Row>('/nodes/alpha/lxc/160/status/current');
    expect(running.data.pressurecpusome).toBe('0.00');
  });

  it('16: the GUI gets its errors with 200, except for credentials', async () => {
    const format = 'extjs';
    const failed = await send('GET', '/nodes/alpha/qemu/4711/config', {
      format,
    });
    expect([failed.status, JSON.parse(failed.text)]).toMatchObject([
      200,
      { success: 0, status: 500, data: null },
    ]);
    const wrong = await send('GET', '/version?x=1', { format });
    expect(JSON.parse(wrong.text)).toMatchObject({
      success: 0,
      status: '400',
      errors: { x: expect.any(String) },
    });
    const good = await send('GET', '/version', { format });
    expect(JSON.parse(good.text)).toMatchObject({ success: 1 });
    const anonymous = await rawCall(world.site, {
      path: '/api2/extjs/version',
      anonymous: true,
    });
    expect(anonymous.status).toBe(401);
  });

  it('17: an unknown node cannot be looked up', async () => {
    const reply = await world.root.get('/nodes/gamma/qemu');
    expect([reply.status, reply.reason]).toEqual([
      500,
      "hostname lookup 'gamma' failed - failed to get address info for: gamma: Temporary failure in name resolution",
    ]);
  });

  it('18: long answers are zipped on request only, short ones never', async () => {
    const get = (path: string, encoding?: string) =>
      rawCall(world.site, {
        path: `/api2/json${path}`,
        anonymous: true,
        headers: {
          Cookie: cookie,
          ...(encoding ? { 'Accept-Encoding': encoding } : {}),
        },
      });
    const long = '/cluster/resources';
    expect((await get(long, 'gzip')).headers['content-encoding']).toBe('gzip');
    expect((await get(long)).headers).not.toHaveProperty('content-encoding');
    const short = await get('/version', 'gzip, deflate');
    expect(short.headers).not.toHaveProperty('content-encoding');
    expect(Number(short.headers['content-length'])).toBe(short.text.length);
  });

  it('18: the threshold is exactly 1024 bytes', async () => {
    const length = async (size: number) => {
      await world.root.put('/pools/shop', { comment: 'x'.repeat(size) });
      return rawCall(world.site, {
        path: '/api2/json/pools',
        anonymous: true,
        headers: { Cookie: cookie },
      });
    };
    const frame = (await length(0)).text.length;
    const probe = async (total: number) => {
      await length(total - frame);
      const reply = await rawCall(world.site, {
        path: '/api2/json/pools',
        anonymous: true,
        headers: { Cookie: cookie, 'Accept-Encoding': 'gzip' },
      });
      return reply.headers['content-encoding'];
    };
    expect(await probe(1024)).toBeUndefined();
    expect(await probe(1025)).toBe('gzip');
  });

  it('19: what is there already is refused in words of its noun', async () => {
    const { root } = world;
    await root.post('/access/users', { userid: 'joe@pve' });
    await root.post('/access/groups', { groupid: 'g1' });
    const reasons = [
      await root.post('/access/users', { userid: 'joe@pve' }),
      await root.post('/access/groups', { groupid: 'g1' }),
      await root.post('/pools', { poolid: 'shop' }),
      await root.post('/storage', { storage: 'thin', type: 'dir', path: '/x' }),
    ].map(reply => reply.reason);
    expect(reasons).toEqual([
      "create user failed: user 'joe@pve' already exists",
      "create group failed: group 'g1' already exists",
      "create pool failed: pool 'shop' already exists",
      "create storage failed: storage ID 'thin' already defined",
    ]);
  });

  it('20: a guest made on another node has no name until that node reports', async () => {
    await world.simulator.clock.advance(10_000);
    const made = await world.root.post('/nodes/beta/qemu', {
      vmid: 300,
      name: 'late',
    });
    const find = async () =>
      (await world.root.get<Row[]>('/cluster/resources')).data.find(
        row => row.vmid === 300,
      );
    expect(await find()).toMatchObject({ status: 'unknown', node: 'beta' });
    expect(await find()).not.toHaveProperty('name');
    await world.finish(made);
    await world.simulator.clock.advance(10_000);
    expect(await find()).toMatchObject({ status: 'stopped', name: 'late' });
  });

  it('an answer through a second server carries the header twice', async () => {
    const connection = async (method: 'GET' | 'PUT', path: string) =>
      [(await send(method, path)).headers.connection].flat().join(', ');
    expect(await connection('GET', '/version')).toMatch(/^keep-alive$/i);
    expect(await connection('GET', '/nodes/beta/qemu')).toMatch(
      /^keep-alive, keep-alive$/i,
    );
  });
});
