import { connect, finish, Peer } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

describe('the life of guests with proxmox-api', () => {
  let simulator: Simulator;
  let peer: Peer;
  const node = () => peer.api.nodes.$('pve1');

  beforeEach(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
    peer = connect(simulator.site('fra'), { token: 'provisioning' });
  });

  afterEach(async () => {
    await peer.close();
    await simulator.close();
  });

  it('creates a machine that the cluster knows after the next status cycle', async () => {
    const upid = await node().qemu.$post({
      vmid: 500,
      name: 'fresh',
      memory: '2048',
      scsi0: 'local-lvm:8',
      net0: 'virtio,bridge=vmbr0',
      tags: 'Zeta;alpha',
      pool: 'team-a',
    });
    expect(upid).toMatch(
      /^UPID:pve1:[0-9A-F]{8}:[0-9A-F]{8}:[0-9A-F]{8}:qmcreate:500:rackstage@pve!provisioning:$/,
    );
    const find = async () => {
      const rows = await peer.api.cluster.resources.$get({ type: 'vm' });
      return rows.find(row => row.vmid === 500);
    };
    expect(await find()).toMatchObject({
      status: 'unknown',
      pool: 'team-a',
      lock: 'create',
    });
    expect(await find()).not.toHaveProperty('name');
    expect(await finish(simulator, upid)).toBe('OK');
    expect(await find()).toMatchObject({
      status: 'stopped',
      name: 'fresh',
      tags: 'alpha;zeta',
    });
    const config = await node().qemu.$(500).config.$get();
    expect(config).toMatchObject({
      scsi0: 'local-lvm:vm-500-disk-0,size=8G',
      boot: 'order=scsi0;net0',
      memory: '2048',
    });
    expect(config.net0).toMatch(
      /^virtio=BC:24:11(:[0-9A-F]{2}){3},bridge=vmbr0$/,
    );
  });

  it('starts, shuts down and removes a machine', async () => {
    const machine = peer.api.nodes.$('pve3').qemu.$(231);
    expect(await finish(simulator, await machine.status.start.$post())).toBe(
      'OK',
    );
    expect(await machine.status.current.$get()).toMatchObject({
      status: 'running',
    });
    const again = await machine.status.start.$post();
    expect(await finish(simulator, again)).toBe('VM 231 already running');
    await expect(machine.$delete()).rejects.toThrow(
      'VM 231 is running - destroy failed',
    );
    expect(await finish(simulator, await machine.status.shutdown.$post())).toBe(
      'OK',
    );
    expect(
      await finish(simulator, await machine.$delete({ purge: true })),
    ).toBe('OK');
    await expect(machine.config.$get()).rejects.toThrow(
      "Configuration file 'nodes/pve3/qemu-server/231.conf' does not exist",
    );
    const content = await peer.api.nodes
      .$('pve3')
      .storage.$('ceph-vm')
      .content.$get();
    expect(content.filter(volume => volume.vmid === 231)).toEqual([]);
  });

  it('follows a task through its state and log', async () => {
    const upid = await peer.api.nodes
      .$('pve3')
      .qemu.$(231)
      .status.start.$post();
    const task = peer.api.nodes.$('pve3').tasks.$(upid);
    expect(await task.status.$get()).toMatchObject({
      status: 'running',
      user: 'rackstage@pve',
      tokenid: 'provisioning',
      id: '231',
    });
    expect(await task.log.$get()).toEqual([{ n: 1, t: 'no content' }]);
    const active = await peer.api.nodes
      .$('pve3')
      .tasks.$get({ source: 'active' });
    expect(active).toMatchObject([{ upid, status: 'RUNNING' }]);
    await finish(simulator, upid);
    expect(await task.status.$get()).toMatchObject({
      status: 'stopped',
      exitstatus: 'OK',
    });
    expect(await task.log.$get()).toEqual([{ n: 1, t: 'TASK OK' }]);
    const [latest] = await peer.api.nodes
      .$('pve3')
      .tasks.$get({ vmid: 231, limit: 1 });
    expect(latest).toMatchObject({
      upid,
      status: 'OK',
      endtime: expect.any(Number),
    });
  });

  it('gives up waiting for a guest that ignores the shutdown', async () => {
    const guest = simulator.site('fra').world.guests.get(201);
    if (guest) guest.obeysShutdown = false;
    const machine = node().qemu.$(201);
    const upid = await machine.status.shutdown.$post({ timeout: 5 });
    expect(await finish(simulator, upid)).toBe(
      'VM quit/powerdown failed - got timeout',
    );
    const forced = await machine.status.shutdown.$post({
      timeout: 5,
      forceStop: true,
    });
    expect(await finish(simulator, forced)).toBe('OK');
    expect(await machine.status.current.$get()).toMatchObject({
      status: 'stopped',
    });
  });

  it('stops a task on request', async () => {
    const guest = simulator.site('fra').world.guests.get(201);
    if (guest) guest.obeysShutdown = false;
    const upid = await node()
      .qemu.$(201)
      .status.shutdown.$post({ timeout: 600 });
    await node().tasks.$(upid).$delete();
    expect(await finish(simulator, upid)).toBe('received interrupt');
    expect(await node().tasks.$(upid).log.$get()).toEqual([
      { n: 1, t: 'TASK ERROR: received interrupt' },
    ]);
  });

  it('clones a template by link at once and in full with progress', async () => {
    const template = node().qemu.$(9000);
    const linked = await template.clone.$post({
      newid: 600,
      name: 'linked',
      pool: 'team-b',
    });
    expect(await node().qemu.$(600).config.$get()).toMatchObject({
      lock: 'clone',
    });
    await expect(node().qemu.$(600).config.$put({ cores: 4 })).rejects.toThrow(
      'VM is locked (clone)',
    );
    expect(await finish(simulator, linked)).toBe('OK');
    const full = await template.clone.$post({
      newid: 601,
      full: true,
      storage: 'local-lvm',
    });
    expect(await finish(simulator, full)).toBe('OK');
    const source = await template.config.$get();
    const copy = await node().qemu.$(601).config.$get();
    expect(copy.scsi0).toContain('local-lvm:vm-601-disk-0');
    expect(copy.smbios1).not.toBe(source.smbios1);
    expect(copy.net0).not.toBe(source.net0);
    expect(copy).not.toHaveProperty('template');
    const log = await node().tasks.$(full).log.$get();
    expect(log.map(line => line.t).join('\n')).toMatch(
      /transferred .* \(50\.00%\)/,
    );
    await expect(template.$delete()).resolves.toMatch(/^UPID/);
    expect(
      (await node().tasks.$get({ vmid: 9000, limit: 1 }))[0].status,
    ).toMatch(/still in use by linked cloned/);
  });

  it('refuses impossible clones before any task', async () => {
    const machine = node().qemu.$(201).clone;
    await expect(machine.$post({ newid: 202 })).rejects.toThrow(
      'unable to create VM 202: config file already exists',
    );
    await expect(machine.$post({ newid: 700, full: false })).rejects.toThrow(
      'Linked clone feature is not supported',
    );
    await expect(
      node().qemu.$(9000).clone.$post({ newid: 700, storage: 'local-lvm' }),
    ).rejects.toThrow("parameter 'storage' not allowed for linked clones");
  });

  it('keeps changes of a running machine pending until it starts again', async () => {
    const machine = node().qemu.$(201);
    const upid = await machine.config.$post({
      memory: '8192',
      description: 'bigger',
    });
    expect(await finish(simulator, upid)).toBe('OK');
    expect(await machine.config.$get({ current: true })).toMatchObject({
      memory: '4096',
      description: 'bigger',
    });
    expect(await machine.config.$get()).toMatchObject({ memory: '8192' });
    expect(await machine.pending.$get()).toContainEqual({
      key: 'memory',
      value: '4096',
      pending: '8192',
    });
    await finish(simulator, await machine.status.reboot.$post());
    expect(await machine.config.$get({ current: true })).toMatchObject({
      memory: '8192',
    });
  });

  it('detects that somebody else changed the configuration', async () => {
    const machine = node().qemu.$(201);
    const { digest } = await machine.config.$get();
    await machine.config.$put({ description: 'first' });
    await expect(
      machine.config.$put({ description: 'second', digest }),
    ).rejects.toThrow('checksum mismatch (file change by other user?)');
  });

  it('grows disks but never shrinks them', async () => {
    const machine = node().qemu.$(201);
    const grown = await machine.resize.$put({ disk: 'scsi0', size: '+4G' });
    expect(await finish(simulator, grown)).toBe('OK');
    expect((await machine.config.$get()).scsi0).toContain('size=36G');
    const shrunk = await machine.resize.$put({ disk: 'scsi0', size: '1G' });
    expect(await finish(simulator, shrunk)).toBe(
      'shrinking disks is not supported',
    );
    const unknown = await machine.resize.$put({ disk: 'scsi9', size: '+1G' });
    expect(await finish(simulator, unknown)).toBe(
      "disk 'scsi9' does not exist",
    );
  });

  it('keeps a detached disk as unused until it is unlinked', async () => {
    const machine = peer.api.nodes.$('pve3').qemu.$(231);
    await machine.config.$put({ delete: 'scsi0' });
    const config: Record<string, unknown> = await machine.config.$get();
    expect(config.unused0).toBe('ceph-vm:vm-231-disk-0');
    expect(config).not.toHaveProperty('scsi0');
    await machine.unlink.$put({ idlist: 'unused0' });
    expect(await machine.config.$get()).not.toHaveProperty('unused0');
  });

  it('takes, lists, restores and removes snapshots', async () => {
    const machine = node().qemu.$(201);
    expect(
      await finish(
        simulator,
        await machine.snapshot.$post({ snapname: 'second' }),
      ),
    ).toBe('OK');
    const twice = await machine.snapshot.$post({ snapname: 'second' });
    expect(await finish(simulator, twice)).toBe(
      "snapshot name 'second' already used",
    );
    await machine.config.$put({ description: 'after the snapshot' });
    const rolled = await machine.snapshot.$('second').rollback.$post();
    expect(await finish(simulator, rolled)).toBe('OK');
    expect(await machine.config.$get()).not.toHaveProperty('description');
    expect(await machine.status.current.$get()).toMatchObject({
      status: 'stopped',
    });
    await finish(
      simulator,
      await machine.snapshot.$('before-upgrade').$delete(),
    );
    const rows = await machine.snapshot.$get();
    expect(rows.map(row => row.name)).toEqual(['second', 'current']);
    expect(rows[1]).toMatchObject({ parent: 'second', running: 0 });
  });

  it('moves a guest to another node, where it must then be looked for', async () => {
    const machine = node().qemu.$(201);
    await expect(machine.migrate.$post({ target: 'pve2' })).rejects.toThrow(
      "can't migrate running VM without --online",
    );
    const upid = await machine.migrate.$post({ target: 'pve2', online: true });
    expect(await finish(simulator, upid)).toBe('OK');
    await expect(machine.config.$get()).rejects.toThrow('does not exist');
    expect(
      await peer.api.nodes.$('pve2').qemu.$(201).config.$get(),
    ).toMatchObject({ name: 'orders-api-1' });
  });

  it('creates a container with a warning, and starts and stops it', async () => {
    const upid = await node().lxc.$post({
      vmid: 510,
      ostemplate: 'nfs-backup:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
      hostname: 'box',
      rootfs: 'local-lvm:8',
      net0: 'name=eth0,bridge=vmbr0,ip=dhcp',
      pool: 'team-a',
    });
    expect(await finish(simulator, upid)).toBe('WARNINGS: 1');
    const box = node().lxc.$(510);
    expect(await box.config.$get()).toMatchObject({
      ostype: 'debian',
      unprivileged: 1,
      memory: 512,
    });
    expect(await finish(simulator, await box.status.start.$post())).toBe(
      'WARNINGS: 1',
    );
    await expect(box.status.start.$post()).rejects.toThrow(
      'CT 510 already running',
    );
    expect(await finish(simulator, await box.status.stop.$post())).toBe('OK');
    await expect(box.status.stop.$post()).rejects.toThrow('CT 510 not running');
  });

  it('turns a machine into a template once', async () => {
    const machine = peer.api.nodes.$('pve3').qemu.$(231);
    expect(await finish(simulator, await machine.template.$post())).toBe('OK');
    expect((await machine.config.$get()).scsi0).toContain('base-231-disk-0');
    await expect(machine.template.$post()).rejects.toThrow(
      "you can't convert a template to a template",
    );
    expect(await finish(simulator, await machine.status.start.$post())).toBe(
      "you can't start a vm if it's a template",
    );
  });

  it('runs commands and writes files through the agent', async () => {
    const { agent } = node().qemu.$(201);
    await agent['file-write'].$post({ file: '/root/x', content: 'hello' });
    expect(await agent['file-read'].$get({ file: '/root/x' })).toMatchObject({
      content: 'hello',
    });
    const { pid } = await agent.exec.$post({
      command: ['/bin/echo', 'works'],
    } as never);
    expect(await agent['exec-status'].$get({ pid })).toMatchObject({
      exited: 1,
      exitcode: 0,
      'out-data': 'works\n',
    });
    expect(await agent['get-host-name'].$get()).toEqual({
      result: { 'host-name': 'orders-api-1' },
    });
  });
});
