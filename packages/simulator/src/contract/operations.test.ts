import { connect, finish, Peer, rawCall } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

describe('running a site with proxmox-api', () => {
  let simulator: Simulator;
  let peer: Peer;
  const site = () => simulator.site('fra');

  beforeEach(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    peer = connect(site(), { login: site().user });
  });

  afterEach(async () => {
    await peer.close();
    await simulator.close();
  });

  it('manages pools in both forms', async () => {
    await peer.api.pools.$post({ poolid: 'p1', comment: 'x' });
    await peer.api.pools.$put({
      poolid: 'p1',
      vms: '231',
      'allow-move': true,
    } as never);
    const pool = await peer.api.pools.$('p1').$get();
    expect(pool).toMatchObject({
      comment: 'x',
      members: [{ vmid: 231, type: 'qemu' }],
    });
    const listed = await rawCall(site(), {
      path: '/api2/json/pools?poolid=p1',
    });
    expect(listed.json().data).toMatchObject([
      { poolid: 'p1', members: [{ vmid: 231 }] },
    ]);
    await expect(peer.api.pools.$('p1').$delete()).rejects.toThrow(
      'is not empty (contains VM 231)',
    );
    await peer.api.pools.$put({
      poolid: 'p1',
      vms: '231',
      delete: true,
    } as never);
    await peer.api.pools.$('p1').$delete();
    await expect(peer.api.pools.$('p1').$get()).rejects.toThrow(
      "pool 'p1' does not exist",
    );
  });

  it('manages users, groups and roles', async () => {
    await peer.api.access.groups.$post({
      groupid: 'ops',
      comment: 'Operators',
    });
    await peer.api.access.users.$post({
      userid: 'ann@pve',
      password: 'annspassword',
      groups: 'ops',
    });
    await expect(
      peer.api.access.users.$post({ userid: 'ann@pve' }),
    ).rejects.toThrow("create user failed: user 'ann@pve' already exists");
    expect(await peer.api.access.groups.$('ops').$get()).toMatchObject({
      members: ['ann@pve'],
    });
    await peer.api.access.roles.$post({ roleid: 'Watcher', privs: 'VM.Audit' });
    await peer.api.access.acl.$put({
      path: '/vms',
      roles: 'Watcher',
      groups: 'ops',
    } as never);
    const ann = connect(site(), {
      login: { username: 'ann@pve', password: 'annspassword' },
    });
    expect(
      (await ann.api.cluster.resources.$get({ type: 'vm' })).length,
    ).toBeGreaterThan(10);
    await peer.api.access.users.$('ann@pve').$put({ enable: false });
    await expect(ann.api.version.$get()).rejects.toThrow(/401/);
    await expect(
      peer.api.access.roles.$post({ roleid: 'Bad', privs: 'VM.Monitor' }),
    ).rejects.toThrow(/invalid privilege/);
    await ann.close();
  });

  it('hands guests under high availability to the manager', async () => {
    await peer.api.cluster.ha.resources.$post({
      sid: 'vm:231',
      state: 'stopped',
    });
    const machine = peer.api.nodes.$('pve3').qemu.$(231);
    const upid = await machine.status.start.$post();
    expect(upid).toContain(':hastart:231:');
    expect(await finish(simulator, upid)).toBe('OK');
    await simulator.clock.advance(10_000);
    expect(await machine.status.current.$get()).toMatchObject({
      status: 'running',
      ha: { managed: 1, state: 'started' },
    });
    const rows = await peer.api.cluster.ha.status.current.$get();
    expect(rows).toContainEqual(
      expect.objectContaining({ id: 'service:vm:231', node: 'pve3' }),
    );
    await expect(machine.$delete()).rejects.toThrow(/running/);
    await rawCall(site(), {
      method: 'DELETE',
      path: '/api2/json/cluster/ha/resources/vm:231',
    });
    expect(await machine.status.current.$get()).toMatchObject({
      ha: { managed: 0 },
    });
  });

  it('refuses a rule that needs more nodes than there are', async () => {
    const answer = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/cluster/ha/rules',
      body: 'rule=apart&type=resource-affinity&affinity=negative&resources=vm%3A101%2Cvm%3A102%2Cvm%3A103%2Cvm%3A201',
    });
    expect(answer.reason).toBe(
      "create ha rule failed: 400 Rule 'apart' is invalid.",
    );
    expect(answer.json().message).toBe(
      "create ha rule failed: 400 Rule 'apart' is invalid.\nresources: rule defines more resources than available nodes\n",
    );
  });

  it('makes zones and virtual networks, and applies them', async () => {
    await peer.api.cluster.sdn.zones.$post({ zone: 'z1', type: 'simple' });
    await peer.api.cluster.sdn.vnets.$post({ vnet: 'net1', zone: 'z1' });
    expect(await peer.api.cluster.sdn.vnets.$get()).toMatchObject([
      { vnet: 'net1', zone: 'z1', type: 'vnet' },
    ]);
    const zones = () => peer.api.nodes.$('pve1').sdn.zones.$get();
    expect(await zones()).toContainEqual({ zone: 'z1', status: 'pending' });
    expect(await finish(simulator, await peer.api.cluster.sdn.$put())).toBe(
      'OK',
    );
    expect(await zones()).toContainEqual({ zone: 'z1', status: 'available' });
    await expect(peer.api.cluster.sdn.zones.$('none').$get()).rejects.toThrow(
      'does not exist',
    );
  });

  it('opens a console ticket on the node', async () => {
    const console = await peer.api.nodes
      .$('pve1')
      .qemu.$(201)
      .vncproxy.$post({ websocket: true });
    expect(console).toMatchObject({
      user: 'root@pam',
      port: expect.stringMatching(/^59\d\d$/),
    });
    expect(console.ticket).toMatch(/^PVEVNC:/);
    expect(console.cert).toContain('BEGIN CERTIFICATE');
    const terminal = await peer.api.nodes
      .$('pve2')
      .lxc.$(210)
      .termproxy.$post();
    expect(await finish(simulator, terminal.upid)).toBe('connection timed out');
  });

  it('starts and stops everything on a node', async () => {
    const node = peer.api.nodes.$('pve3');
    expect(await finish(simulator, await node.stopall.$post())).toBe('OK');
    const stopped = await node.qemu.$get();
    expect(stopped.every(row => row.status === 'stopped')).toBe(true);
    expect(
      await finish(simulator, await node.startall.$post({ force: true })),
    ).toBe('OK');
    expect(
      (await node.qemu.$get()).every(row => row.status === 'running'),
    ).toBe(true);
  });

  it('exports live figures of everything in one answer', async () => {
    const answer = await rawCall(site(), {
      path: '/api2/json/cluster/metrics/export',
    });
    const { data } = answer.json().data as {
      data: { id: string; metric: string; value: number }[];
    };
    const of = (id: string) =>
      data.filter(row => row.id === id).map(row => row.metric);
    expect(of('node/pve1')).toContain('cpu_current');
    expect(of('qemu/201')).toEqual(
      expect.arrayContaining(['mem_used', 'net_in']),
    );
    expect(of('qemu/231')).not.toContain('mem_used');
    expect(of('storage/pve1/ceph-vm')).toEqual(['disk_total', 'disk_used']);
  });

  it('shows what cloud-init will be given', async () => {
    const machine = peer.api.nodes.$('pve3').qemu.$(231);
    const keys = 'ssh-ed25519 AAAA+/= me@example';
    await machine.config.$put({
      ciuser: 'admin',
      sshkeys: encodeURIComponent(keys),
      ipconfig0: 'ip=dhcp',
    } as never);
    const dump = await machine.cloudinit.dump.$get({ type: 'user' });
    expect(dump).toContain('user: admin');
    expect(dump).toContain(keys);
    await expect(machine.config.$put({ sshkeys: keys })).rejects.toThrow(
      /invalid urlencoded string/,
    );
  });

  it('changes node interfaces only after they are applied', async () => {
    const { network } = peer.api.nodes.$('pve1');
    await network.$post({
      iface: 'vmbr9',
      type: 'bridge',
      cidr: '10.9.0.1/24',
      autostart: true,
    } as never);
    const find = async () =>
      (await network.$get()).find(row => row.iface === 'vmbr9');
    expect(await find()).toMatchObject({ address: '10.9.0.1', netmask: '24' });
    expect(await find()).not.toHaveProperty('active');
    expect(await finish(simulator, await network.$put())).toBe('OK');
    expect(await find()).toMatchObject({ active: 1 });
    await network.$('vmbr9').$delete();
    expect(await find()).toBeUndefined();
  });

  it('hands out free VMIDs of the range that the data centre sets', async () => {
    expect(await peer.api.cluster.nextid.$get()).toBe('100');
    await peer.api.cluster.options.$put({
      'next-id': 'lower=201,upper=204',
    } as never);
    expect(await peer.api.cluster.nextid.$get()).toBe('203');
    await peer.api.nodes.$('pve1').qemu.$post({ vmid: 203 });
    await expect(peer.api.cluster.nextid.$get()).rejects.toThrow(
      'unable to get any free VMID in range [201, 204)',
    );
    await expect(peer.api.cluster.nextid.$get({ vmid: 203 })).rejects.toThrow(
      'VM 203 already exists',
    );
  });

  it('lets exactly one of two racing creations have a VMID', async () => {
    const create = () => peer.api.nodes.$('pve1').qemu.$post({ vmid: 900 });
    const outcomes = await Promise.allSettled([create(), create()]);
    expect(outcomes.map(o => o.status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
  });
});
