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

  it('backs a guest up, protects the copy and restores from it', async () => {
    const node = peer.api.nodes.$('pve2');
    const upid = await node.vzdump.$post({
      vmid: '210',
      storage: 'nfs-backup',
      mode: 'snapshot',
      compress: 'zstd',
      'notes-template': '{{guestname}} on {{node}}',
    });
    expect(await finish(simulator, upid)).toBe('OK');
    const rows = await node.storage
      .$('nfs-backup')
      .content.$get({ content: 'backup', vmid: 210 });
    const fresh = rows.find(row => row.notes === 'orders-postgres on pve2');
    expect(fresh).toMatchObject({
      subtype: 'lxc',
      vmid: 210,
      format: 'tar.zst',
    });
    const volid = String(fresh?.volid);
    const restored = await node.lxc.$post({
      vmid: 810,
      ostemplate: volid,
      restore: true,
      storage: 'local-lvm',
      hostname: 'copy',
    });
    expect(restored).toContain(':vzrestore:810:');
    expect(await finish(simulator, restored)).toMatch(/^(OK|WARNINGS: 1)$/);
    expect(await node.lxc.$(810).config.$get()).toMatchObject({
      memory: 4096,
      hostname: 'copy',
    });
    const removed = await rawCall(site(), {
      method: 'DELETE',
      path: `/api2/json/nodes/pve2/storage/nfs-backup/content/${encodeURIComponent(
        volid,
      )}`,
    });
    expect(await finish(simulator, removed.json().data)).toBe('OK');
    const protectedVolume =
      'nfs-backup%3Abackup%2Fvzdump-qemu-220-2026_11_20-02_10_31.vma.zst';
    const refused = await rawCall(site(), {
      method: 'DELETE',
      path: `/api2/json/nodes/pve2/storage/nfs-backup/content/${protectedVolume}`,
    });
    expect(refused.reason).toBe("can't remove protected backup");
  });

  it('locks a guest while its backup runs', async () => {
    const node = peer.api.nodes.$('pve1');
    const upid = await node.vzdump.$post({
      vmid: '201',
      storage: 'nfs-backup',
    });
    await simulator.clock.advance(10);
    await expect(node.qemu.$(201).config.$put({ cores: 4 })).rejects.toThrow(
      'VM is locked (backup)',
    );
    const start = await node.qemu.$(201).snapshot.$post({ snapname: 'x1' });
    expect(await finish(simulator, start)).toBe('VM is locked (backup)');
    expect(await finish(simulator, upid)).toBe('OK');
    await node.qemu.$(201).config.$put({ description: 'free again' });
  });

  it('keeps the newest backups when pruning', async () => {
    const node = peer.api.nodes.$('pve2');
    for (let round = 0; round < 3; round += 1) {
      await finish(
        simulator,
        await node.vzdump.$post({ vmid: '210', storage: 'nfs-backup' }),
      );
    }
    const storage = node.storage.$('nfs-backup');
    const options = { vmid: 210, 'prune-backups': 'keep-last=2' };
    const marks = await storage.prunebackups.$get(options);
    expect(marks.map(row => row.mark)).toEqual([
      'keep',
      'keep',
      'remove',
      'remove',
    ]);
    await finish(simulator, await storage.prunebackups.$delete(options));
    expect(
      await storage.content.$get({ content: 'backup', vmid: 210 }),
    ).toHaveLength(2);
  });

  it('makes, changes and removes storages and volumes', async () => {
    const made = await peer.api.storage.$post({
      storage: 'extra',
      type: 'dir',
      path: '/var/lib/extra',
      content: 'images,iso',
    });
    expect(made).toMatchObject({ storage: 'extra', type: 'dir' });
    const content = peer.api.nodes.$('pve1').storage.$('extra').content;
    const volid = await content.$post({
      vmid: 201,
      filename: 'vm-201-disk-9.raw',
      size: '1M',
    });
    expect(volid).toBe('extra:201/vm-201-disk-9.raw');
    const volume = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/storage/extra/content/extra%3A201%2Fvm-201-disk-9.raw',
    });
    expect(volume.json().data).toMatchObject({
      size: 1_048_576,
      format: 'raw',
      path: '/var/lib/extra/images/201/vm-201-disk-9.raw',
    });
    await peer.api.storage.$('extra').$put({ disable: true });
    const rows = await peer.api.nodes.$('pve1').storage.$get();
    expect(rows.find(row => row.storage === 'extra')).toMatchObject({
      enabled: 0,
      active: 0,
    });
    await peer.api.storage.$('extra').$delete();
    await expect(peer.api.storage.$('extra').$get()).rejects.toThrow(
      "storage 'extra' does not exist",
    );
  });

  it('downloads templates and images', async () => {
    const node = peer.api.nodes.$('pve1');
    const index = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/aplinfo',
    });
    const [appliance] = index.json().data as { template: string }[];
    const upid = await node.aplinfo.$post({
      storage: 'local',
      template: appliance.template,
    });
    expect(await finish(simulator, upid)).toBe('OK');
    await expect(
      node.aplinfo.$post({ storage: 'local', template: 'none' }),
    ).rejects.toThrow(/no such template/);
    const image = await node.storage.$('local')['download-url'].$post({
      content: 'iso',
      filename: 'x.iso',
      url: 'https://example.com/x.iso',
    });
    expect(await finish(simulator, image)).toBe('OK');
    const volids = (await node.storage.$('local').content.$get()).map(
      row => row.volid,
    );
    expect(volids).toEqual(
      expect.arrayContaining([
        `local:vztmpl/${appliance.template}`,
        'local:iso/x.iso',
      ]),
    );
  });

  it('pulls an image from a registry once', async () => {
    const pull = () =>
      rawCall(site(), {
        method: 'POST',
        path: '/api2/json/nodes/pve1/storage/local/oci-registry-pull',
        body: `reference=${encodeURIComponent(
          'docker.io/library/postgres:17',
        )}`,
      });
    expect(await finish(simulator, (await pull()).json().data)).toBe('OK');
    expect((await pull()).reason).toBe(
      "refusing to override existing file 'postgres_17.tar'",
    );
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
    expect(await finish(simulator, await node.startall.$post())).toBe('OK');
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
});
