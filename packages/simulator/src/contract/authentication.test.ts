import { connect, rawCall } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

describe('who may do what', () => {
  let simulator: Simulator;
  const site = () => simulator.site('fra');

  beforeEach(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  });

  afterEach(() => simulator.close());

  async function login(body: string) {
    return rawCall(site(), {
      method: 'POST',
      path: '/api2/json/access/ticket',
      body,
      anonymous: true,
    });
  }

  async function rootSession() {
    const { username, password } = site().user;
    const answer = await login(
      `username=${encodeURIComponent(username)}&password=${password}`,
    );
    const { ticket, CSRFPreventionToken } = answer.json().data as Record<
      string,
      string
    >;
    return { Cookie: `PVEAuthCookie=${ticket}`, CSRFPreventionToken, ticket };
  }

  it.each([
    ['nothing', {}, 'No ticket'],
    ['another scheme', { Authorization: 'Bearer x' }, 'No ticket'],
    [
      'a malformed token',
      { Authorization: 'PVEAPIToken=nonsense' },
      'Authentication failed!',
    ],
    [
      'an unknown token',
      {
        Authorization:
          'PVEAPIToken=root@pam!nope=00000000-0000-4000-8000-000000000000',
      },
      'Authentication failed!',
    ],
    [
      'a forged ticket',
      { Cookie: 'PVEAuthCookie=PVE:root@pam:00000000::AAAA' },
      'Authentication failed!',
    ],
  ])('refuses %s with an empty body', async (_, headers, reason) => {
    const answer = await rawCall(site(), {
      path: '/api2/json/version',
      headers,
      anonymous: true,
    });
    expect([answer.status, answer.reason, answer.text]).toEqual([
      401,
      reason,
      '',
    ]);
    expect(answer.headers).not.toHaveProperty('content-type');
    expect(answer.headers.connection).toBe('close');
  });

  it('asks for credentials before saying that a path is unknown', async () => {
    const answer = await rawCall(site(), {
      path: '/api2/json/nonexistent',
      anonymous: true,
    });
    expect(answer.status).toBe(401);
  });

  it('lets a 401 wait for three seconds of simulated time', async () => {
    const slow = await startSimulator({ clock: 'manual' });
    let answered = false;
    const pending = rawCall(slow.site('fra'), {
      path: '/api2/json/version',
      anonymous: true,
    }).then(answer => {
      answered = true;
      return answer;
    });
    while (
      slow.site('fra').calls().total + Number(answered) === 0 &&
      !answered
    ) {
      await slow.clock.advance(1000);
      if (slow.clock.elapsed() >= 3000) break;
    }
    expect(slow.clock.elapsed()).toBeGreaterThanOrEqual(3000);
    for (let tries = 0; !answered && tries < 1000; tries += 1)
      await slow.clock.advance(1000);
    expect((await pending).status).toBe(401);
    await slow.close();
  });

  it('logs in with a password through proxmox-api, and may write', async () => {
    const peer = connect(site(), { login: site().user });
    await peer.api.pools.$post({ poolid: 'fresh' });
    const pools = await peer.api.pools.$get();
    expect(pools.map(pool => pool.poolid)).toContain('fresh');
    await peer.close();
  });

  it('says nothing about why a login failed', async () => {
    for (const body of [
      'username=root%40pam&password=wrong',
      'username=nobody%40pve&password=x',
      'username=root&password=x',
    ]) {
      const answer = await login(body);
      expect([answer.status, answer.reason]).toEqual([
        401,
        'authentication failure',
      ]);
      expect(answer.json()).toEqual({
        data: null,
        message: 'authentication failure\n',
      });
    }
  });

  it('wants the CSRF token for writes of a session, not for reads', async () => {
    const { Cookie, CSRFPreventionToken } = await rootSession();
    const write = (headers: Record<string, string>) =>
      rawCall(site(), {
        method: 'POST',
        path: '/api2/json/pools',
        body: 'poolid=p9',
        headers,
        anonymous: true,
      });
    expect((await write({ Cookie })).reason).toBe(
      'Permission denied - invalid csrf token',
    );
    expect(
      (await write({ Cookie, CSRFPreventionToken: '00000000:AAAA' })).status,
    ).toBe(401);
    expect((await write({ Cookie, CSRFPreventionToken })).status).toBe(200);
    const read = await rawCall(site(), {
      path: '/api2/json/version',
      headers: { Cookie },
      anonymous: true,
    });
    expect(read.status).toBe(200);
  });

  it('lets a ticket die after two hours unless it was renewed', async () => {
    const { Cookie, ticket } = await rootSession();
    const version = (cookie: string) =>
      rawCall(site(), {
        path: '/api2/json/version',
        headers: { Cookie: cookie },
        anonymous: true,
      });
    await simulator.clock.advance(90 * 60_000);
    expect((await version(Cookie)).status).toBe(200);
    const renewal = await login(
      `username=root%40pam&password=${encodeURIComponent(ticket)}`,
    );
    const renewed = (renewal.json().data as Record<string, string>).ticket;
    await simulator.clock.advance(60 * 60_000);
    expect((await version(Cookie)).reason).toBe('Authentication failed!');
    expect((await version(`PVEAuthCookie=${renewed}`)).status).toBe(200);
  });

  it('shows a token without rights empty lists, never an error', async () => {
    const peer = connect(site(), { token: 'none' });
    expect(await peer.api.cluster.resources.$get({ type: 'vm' })).toEqual([]);
    expect(await peer.api.nodes.$('pve1').qemu.$get()).toEqual([]);
    expect(await peer.api.storage.$get()).toEqual([]);
    expect(await peer.api.access.permissions.$get()).toEqual({});
    const [node] = await peer.api.nodes.$get();
    expect(node).toMatchObject({ node: 'pve1', status: 'online' });
    expect(node).not.toHaveProperty('maxmem');
    await peer.close();
  });

  it.each([
    ['GET', '/nodes/pve1/qemu/201/config', undefined, '/vms/201, VM.Audit'],
    [
      'GET',
      '/nodes/pve1/qemu/4711/status/current',
      undefined,
      '/vms/4711, VM.Audit',
    ],
    ['POST', '/nodes/pve1/qemu/201/status/start', '', '/vms/201, VM.PowerMgmt'],
    ['GET', '/nodes/pve1/status', undefined, '/nodes/pve1, Sys.Audit'],
    [
      'GET',
      '/nodes/pve1/storage/local/content',
      undefined,
      '/storage/local, Datastore.Audit|Datastore.AllocateSpace',
    ],
    [
      'PUT',
      '/access/acl',
      'path=%2F&roles=Administrator&users=root%40pam',
      '/, Permissions.Modify',
    ],
  ])(
    '%s %s: 403 names path and privilege, before existence',
    async (...[method, path, body, detail]) => {
      const answer = await rawCall(site(), {
        method,
        path: `/api2/json${path}`,
        body,
        token: 'none',
      });
      expect([answer.status, answer.reason]).toEqual([
        403,
        `Permission check failed (${detail})`,
      ]);
    },
  );

  it('checks rights before parameters', async () => {
    const answer = await rawCall(site(), {
      method: 'PUT',
      path: '/api2/json/nodes/pve1/qemu/201/resize',
      body: 'bogus=1',
      token: 'none',
    });
    expect(answer.status).toBe(403);
  });

  it('keeps tokens away from tickets and passwords', async () => {
    const ticket = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/access/ticket',
      body: 'username=root%40pam&password=x',
    });
    expect([ticket.status, ticket.reason]).toEqual([
      403,
      "Permission check failed (URI '/access/ticket' not available with API token, need proper ticket.",
    ]);
  });

  it('gives a token with separate privileges only what both have', async () => {
    const root = connect(site(), { login: site().user });
    await root.api.access.users.$post({
      userid: 'joe@pve',
      password: 'joespassword',
    });
    const made = await root.api.access.users
      .$('joe@pve')
      .token.$('t1')
      .$post({ privsep: true });
    expect(made).toMatchObject({
      'full-tokenid': 'joe@pve!t1',
      info: { privsep: '1' },
    });
    const asToken = () =>
      rawCall(site(), {
        path: '/api2/json/nodes/pve1/qemu/201/config',
        headers: { Authorization: `PVEAPIToken=joe@pve!t1=${made.value}` },
        anonymous: true,
      });
    await root.api.access.acl.$put({
      path: '/vms/201',
      roles: 'PVEVMUser',
      users: 'joe@pve',
    } as never);
    expect((await asToken()).status).toBe(403);
    await root.api.access.acl.$put({
      path: '/vms/201',
      roles: 'PVEVMUser',
      tokens: 'joe@pve!t1',
    } as never);
    expect((await asToken()).status).toBe(200);
    await root.api.access.acl.$put({
      path: '/vms/201',
      roles: 'PVEVMUser',
      users: 'joe@pve',
      delete: true,
    } as never);
    expect((await asToken()).status).toBe(403);
    await root.close();
  });

  it('lets rights on a pool reach its guests, and moves with them', async () => {
    const root = connect(site(), { login: site().user });
    await root.api.access.users.$post({
      userid: 'ann@pve',
      password: 'annspassword',
    });
    await root.api.access.acl.$put({
      path: '/pool/team-a',
      roles: 'PVEVMUser,PVEPoolUser',
      users: 'ann@pve',
    } as never);
    const ann = connect(site(), {
      login: { username: 'ann@pve', password: 'annspassword' },
    });
    const names = async () => {
      const rows = await ann.api.cluster.resources.$get({ type: 'vm' });
      return rows.map(row => row.name).sort();
    };
    expect(await names()).toEqual([
      'orders-api-1',
      'orders-api-2',
      'orders-postgres',
    ]);
    await root.api.pools.$put({
      poolid: 'team-b',
      vms: '202',
      'allow-move': true,
    } as never);
    expect(await names()).toEqual(['orders-api-1', 'orders-postgres']);
    await ann.close();
    await root.close();
  });

  it('shows tasks to their owner, and a token nothing in the list of the cluster', async () => {
    const root = connect(site(), { login: site().user });
    await root.api.access.acl.$put({
      path: '/vms',
      roles: 'PVEVMUser',
      tokens: 'rackstage@pve!none',
    } as never);
    const peer = connect(site(), { token: 'none' });
    const upid = await peer.api.nodes
      .$('pve3')
      .qemu.$(231)
      .status.start.$post();
    expect(
      await peer.api.nodes.$('pve3').tasks.$(upid).status.$get(),
    ).toMatchObject({ tokenid: 'none' });
    const own = await peer.api.nodes.$('pve3').tasks.$get({ source: 'all' });
    expect(own.map(task => task.upid)).toEqual([upid]);
    expect(await peer.api.cluster.tasks.$get()).toEqual([]);
    const auditor = await rawCall(site(), {
      path: `/api2/json/nodes/pve3/tasks/${upid}/status`,
      token: 'day2',
    });
    expect(auditor.status).toBe(200);
    const other = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/nodes/pve3/qemu/231/status/stop',
      token: 'day2',
    });
    const foreign = await rawCall(site(), {
      path: `/api2/json/nodes/pve3/tasks/${other.json().data}/status`,
      token: 'none',
    });
    expect(foreign.reason).toBe(
      'Permission check failed (/nodes/pve3, Sys.Audit)',
    );
    await peer.close();
    await root.close();
  });

  it('keeps bind mounts and features beyond nesting for the root login', async () => {
    const create = (extra: string) =>
      rawCall(site(), {
        method: 'POST',
        path: '/api2/json/nodes/pve1/lxc',
        body: `vmid=390&ostemplate=local%3Avztmpl%2Fx.tar.gz&rootfs=local-lvm%3A1&${extra}`,
      });
    expect((await create('mp0=%2Ftmp%2Cmp%3D%2Fx')).reason).toBe(
      'Permission check failed (mount point type bind is only allowed for root@pam)',
    );
    expect((await create('features=keyctl%3D1')).reason).toBe(
      'Permission check failed (changing feature flags (except nesting) is only allowed for root@pam)',
    );
  });

  it('refuses a token after it expired', async () => {
    const root = connect(site(), { login: site().user });
    const made = await root.api.access.users
      .$('root@pam')
      .token.$('old')
      .$post({ privsep: false, expire: 1000 });
    const answer = await rawCall(site(), {
      path: '/api2/json/version',
      anonymous: true,
      headers: { Authorization: `PVEAPIToken=root@pam!old=${made.value}` },
    });
    expect([answer.status, answer.reason]).toEqual([
      401,
      'Authentication failed!',
    ]);
    await root.close();
  });
});
