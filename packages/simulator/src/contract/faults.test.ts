import { connect, finish, rawCall } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

describe('sites with a fault', () => {
  let simulator: Simulator;
  const site = () => simulator.site('fra');

  beforeEach(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  });

  afterEach(() => simulator.close());

  async function guest(id: string) {
    const answer = await rawCall(site(), {
      path: '/api2/json/cluster/resources?type=vm',
    });
    const rows = answer.json().data as Record<string, unknown>[];
    return rows.find(row => row.id === id);
  }

  it('node down: 595 without a body, guests unknown, the rest alive', async () => {
    site().inject({ kind: 'node-down', node: 'pve2' });
    await site().settled();
    const ask = () => rawCall(site(), { path: '/api2/json/nodes/pve2/qemu' });
    expect((await ask()).reason).toBe('Connection timed out');
    await simulator.clock.advance(120_000);
    const direct = await ask();
    expect([direct.status, direct.reason, direct.text]).toEqual([
      595,
      'No route to host',
      '',
    ]);
    expect(direct.headers).not.toHaveProperty('content-type');
    expect(await guest('qemu/202')).toMatchObject({
      status: 'unknown',
      name: 'orders-api-2',
      pool: 'team-a',
    });
    expect(await guest('qemu/201')).toMatchObject({ status: 'running' });
    await simulator.clock.advance(6 * 60_000);
    const forgotten = await guest('qemu/202');
    expect(forgotten).toMatchObject({
      status: 'unknown',
      vmid: 202,
      node: 'pve2',
    });
    expect(forgotten).not.toHaveProperty('name');
    await expect(
      rawCall(site(), { path: '/api2/json/version', node: 'pve2' }),
    ).rejects.toThrow(/ECONNREFUSED/);
    site().clear('node-down');
    await site().settled();
    await simulator.clock.advance(10_000);
    expect(await guest('qemu/202')).toMatchObject({
      status: 'running',
      name: 'orders-api-2',
    });
    const back = await rawCall(site(), {
      path: '/api2/json/version',
      node: 'pve2',
    });
    expect(back.status).toBe(200);
  });

  it('node down: the node loses its figures but not its limits', async () => {
    site().inject({ kind: 'node-down', node: 'pve2' });
    const peer = connect(site(), { token: 'inventory' });
    const rows = await peer.api.cluster.resources.$get({ type: 'node' });
    const down = rows.find(row => row.node === 'pve2');
    expect(down).toMatchObject({ status: 'offline', maxcpu: 32 });
    expect(down).not.toHaveProperty('mem');
    const status = await peer.api.cluster.status.$get();
    expect(status.find(row => row.name === 'pve2')).toMatchObject({
      online: 0,
    });
    expect(status.find(row => row.type === 'cluster')).toMatchObject({
      quorate: 1,
    });
    await peer.close();
  });

  it('API refusing: every host of the site refuses, the other site answers', async () => {
    site().inject({ kind: 'api-refusing' });
    await site().settled();
    for (const { name } of site().nodes) {
      await expect(
        rawCall(site(), { path: '/api2/json/version', node: name }),
      ).rejects.toThrow(/ECONNREFUSED/);
    }
    const other = await rawCall(simulator.site('edge'), {
      path: '/api2/json/version',
    });
    expect(other.status).toBe(200);
    site().clear();
    await site().settled();
    expect((await rawCall(site(), { path: '/api2/json/version' })).status).toBe(
      200,
    );
  });

  it('API slow: the answer comes, later', async () => {
    site().inject({ kind: 'api-slow', delayMs: 150 });
    const before = Date.now();
    const answer = await rawCall(site(), { path: '/api2/json/version' });
    expect(answer.status).toBe(200);
    expect(Date.now() - before).toBeGreaterThanOrEqual(145);
  });

  it('token without privileges: lists shrink to nothing, root still sees', async () => {
    site().inject({ kind: 'token-without-privileges' });
    const peer = connect(site(), { token: 'inventory' });
    expect(await peer.api.cluster.resources.$get({ type: 'vm' })).toEqual([]);
    expect(await peer.api.access.permissions.$get()).toEqual({});
    const root = connect(site(), { login: site().user });
    expect(
      (await root.api.cluster.resources.$get({ type: 'vm' })).length,
    ).toBeGreaterThan(10);
    site().clear();
    expect(
      (await peer.api.cluster.resources.$get({ type: 'vm' })).length,
    ).toBeGreaterThan(10);
    await peer.close();
    await root.close();
  });

  it('token without privileges: can be limited to one token', async () => {
    site().inject({
      kind: 'token-without-privileges',
      token: site().tokens.day2.id,
    });
    const lost = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/qemu/201/config',
      token: 'day2',
    });
    expect(lost.status).toBe(403);
    const kept = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/qemu/201/config',
      token: 'inventory',
    });
    expect(kept.status).toBe(200);
  });

  it('privileges lost on a pool: only its guests vanish', async () => {
    site().inject({ kind: 'pool-privileges-lost', pool: 'team-a' });
    const peer = connect(site(), { token: 'inventory' });
    const rows = await peer.api.cluster.resources.$get({ type: 'vm' });
    const names = rows.map(row => row.name);
    expect(names).toContain('shop-web-1');
    expect(names).not.toContain('orders-api-1');
    const permissions: Record<string, unknown> =
      await peer.api.access.permissions.$get({ path: '/pool/team-a' });
    expect(permissions['/pool/team-a'] ?? {}).toEqual({});
    await peer.close();
  });

  it('clone lock: a template stays locked until the fault goes', async () => {
    site().inject({ kind: 'clone-lock', vmid: 9000 });
    const clone = () =>
      rawCall(site(), {
        method: 'POST',
        path: '/api2/json/nodes/pve1/qemu/9000/clone',
        body: 'newid=700',
      });
    expect((await clone()).reason).toBe('VM is locked (clone)');
    expect(await guest('qemu/9000')).toMatchObject({ lock: 'clone' });
    site().clear('clone-lock');
    expect((await clone()).status).toBe(200);
  });

  it('storage full: new volumes fail in their task and leave nothing behind', async () => {
    site().inject({ kind: 'storage-full', storage: 'local-lvm' });
    const answer = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/nodes/pve1/qemu',
      body: 'vmid=700&scsi0=local-lvm%3A8',
    });
    expect(await finish(simulator, answer.json().data)).toMatch(
      /unable to create VM 700 - lvcreate .*free space/,
    );
    const config = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/qemu/700/config',
    });
    expect(config.status).toBe(500);
    const status = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/storage/local-lvm/status',
    });
    expect(status.json().data).toMatchObject({ avail: 0, active: 1 });
  });

  it('agent silent: configured but not answering', async () => {
    site().inject({ kind: 'agent-silent', vmid: 201 });
    const ask = (vmid: number, node: string) =>
      rawCall(site(), {
        path: `/api2/json/nodes/${node}/qemu/${vmid}/agent/network-get-interfaces`,
      });
    expect((await ask(201, 'pve1')).reason).toBe(
      'QEMU guest agent is not running',
    );
    expect((await ask(202, 'pve2')).status).toBe(200);
  });

  it('no quorum: reading and logging in work, changing does not', async () => {
    site().inject({ kind: 'no-quorum' });
    const peer = connect(site(), { login: site().user });
    expect((await peer.api.cluster.resources.$get()).length).toBeGreaterThan(0);
    const status = await peer.api.cluster.status.$get();
    expect(status.find(row => row.type === 'cluster')).toMatchObject({
      quorate: 0,
    });
    await expect(
      peer.api.nodes.$('pve3').qemu.$(231).status.start.$post(),
    ).rejects.toThrow('cluster not ready - no quorum?');
    await expect(peer.api.pools.$post({ poolid: 'p' })).rejects.toThrow(
      "create pool failed: cfs-lock 'file-user_cfg' error: no quorum!",
    );
    await peer.close();
  });

  it('refuses faults that name what is not there', () => {
    expect(() => site().inject({ kind: 'node-down', node: 'pve9' })).toThrow(
      /site 'fra' does not have.*pve1, pve2, pve3/s,
    );
    expect(() => site().inject({ kind: 'storage-full', storage: 'x' })).toThrow(
      /does not have/,
    );
    expect(() =>
      site().inject({ kind: 'pool-privileges-lost', pool: 'x' }),
    ).toThrow(/does not have/);
  });
});
