import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
  WireParameters,
} from '../../__testUtils__/wire';

describe('clones', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addGuest({
        type: 'qemu',
        vmid: 191,
        node: 'alpha',
        name: 'shared-golden',
        isTemplate: true,
        config: {
          memory: '1024',
          net0: 'virtio=BC:24:11:00:00:04,bridge=vmbr0',
          scsi0: 'ceph:base-191-disk-0,size=4G',
          ide2: 'ceph:vm-191-cloudinit,media=cdrom,size=4M',
        },
      });
    });
  });

  afterEach(() => world.close());

  const clone = (vmid: number, newid: number, extra: WireParameters = {}) =>
    world.root.post(`/nodes/alpha/qemu/${vmid}/clone`, { newid, ...extra });
  const config = async (vmid: number, node = 'alpha') =>
    (await world.root.get<Row>(`/nodes/${node}/qemu/${vmid}/config`)).data;
  const volumes = async (storage: string, vmid: number) =>
    (
      await world.root.get<Row[]>(`/nodes/alpha/storage/${storage}/content`, {
        vmid,
      })
    ).data;

  it('links to a template unless asked for a full copy', async () => {
    const reply = await clone(190, 301);
    expect(reply.data).toMatch(/:qmclone:190:root@pam:$/);
    expect(await world.finish(reply)).toBe('OK');
    expect((await config(301)).scsi0).toBe('thin:vm-301-disk-0,size=4G');
    expect(await volumes('thin', 301)).toMatchObject([
      { parent: 'thin:base-190-disk-0' },
    ]);
    expect(await world.finish(await clone(190, 302, { full: 1 }))).toBe('OK');
    expect(await volumes('thin', 302)).toMatchObject([{ parent: null }]);
  });

  it('copies in full what is not a template', async () => {
    await world.finish(await clone(150, 301));
    expect((await config(301)).scsi0).toBe('ceph:vm-301-disk-0,size=10G');
  });

  it.each([
    [{ storage: 'ceph' }, "parameter 'storage' not allowed for linked clones"],
    [{ format: 'qcow2' }, "parameter 'format' not allowed for linked clones"],
  ])('refuses %j for a link', async (extra, reason) => {
    const reply = await clone(190, 301, extra);
    expect([reply.status, reply.reason]).toEqual([500, reason]);
  });

  it('puts a full copy on the storage asked for', async () => {
    await world.finish(await clone(190, 301, { full: 1, storage: 'ceph' }));
    expect((await config(301)).scsi0).toBe('ceph:vm-301-disk-0,size=4G');
  });

  it('refuses a link to what is not a template', async () => {
    const reply = await clone(150, 301, { full: 0 });
    expect(reply.reason).toBe(
      "Linked clone feature is not supported for 'ceph:vm-150-disk-0' (scsi0)",
    );
  });

  it('renews what must be unique and keeps the rest', async () => {
    const source = await config(150);
    await world.finish(await clone(150, 301, { name: 'copy' }));
    const copy = await config(301);
    expect(copy).toMatchObject({ name: 'copy', cores: 2, memory: '2048' });
    for (const key of ['net0', 'smbios1', 'vmgenid', 'scsi0', 'digest']) {
      expect(copy[key]).not.toBe(source[key]);
    }
    expect(copy.net0).toMatch(/^virtio=BC:24:11:[0-9A-F:]{8},bridge=vmbr0$/);
    expect(copy.smbios1).toMatch(/^uuid=[0-9a-f-]{36}$/);
    expect(copy).not.toHaveProperty('template');
  });

  it('gives a copy without a name one after its source', async () => {
    await world.finish(await clone(190, 301));
    expect((await config(301)).name).toBe('Copy-of-VM-golden');
  });

  it('takes description and pool along, and refuses a pool that is not there', async () => {
    await world.finish(
      await clone(190, 301, { description: 'order 17', pool: 'shop' }),
    );
    expect((await config(301)).description).toBe('order 17');
    const { data } = await world.root.get<{ members: Row[] }>('/pools/shop');
    expect(data.members.map(row => row.vmid)).toContain(301);
    const reply = await clone(190, 302, { pool: 'none' });
    expect([reply.status, reply.reason]).toEqual([
      403,
      "Permission check failed (pool 'none' does not exist)",
    ]);
  });

  it('is locked until it is complete', async () => {
    const reply = await clone(190, 301, { full: 1 });
    expect(await config(301)).toMatchObject({ lock: 'clone' });
    const start = await world.root.post('/nodes/alpha/qemu/301/status/start');
    expect(await world.finish(start)).toBe('VM is locked (clone)');
    expect(await world.finish(reply)).toBe('OK');
    expect(await config(301)).not.toHaveProperty('lock');
  });

  it('lets many clones of one template run side by side', async () => {
    const replies = [];
    for (const id of [301, 302, 303]) {
      replies.push(await clone(190, id, { full: 1 }));
    }
    for (const reply of replies) {
      expect(await world.finish(reply)).toBe('OK');
    }
  });

  it('lets a running machine be copied once at a time', async () => {
    const first = await clone(150, 301);
    const second = await clone(150, 302);
    expect(await world.finish(second)).toBe(
      "clone failed: can't lock file '/var/lock/qemu-server/lock-150.conf' - got timeout",
    );
    expect((await world.root.get('/nodes/alpha/qemu/302/config')).status).toBe(
      500,
    );
    expect(await world.finish(first)).toBe('OK');
    expect(await world.finish(await clone(150, 302))).toBe('OK');
  });

  it('refuses a source that is locked and an id that is taken', async () => {
    expect((await clone(190, 150)).reason).toBe(
      'unable to create VM 150: config file already exists',
    );
    expect((await clone(190, 160)).reason).toBe(
      'unable to create VM 160: config file already exists',
    );
    const { root } = world;
    await root.put('/nodes/alpha/qemu/150/config', {
      lock: 'backup',
      skiplock: 1,
    });
    expect((await clone(150, 301)).reason).toBe('VM is locked (backup)');
  });

  describe('to another node', () => {
    it('moves a copy whose disks are shared there at the end', async () => {
      const reply = await clone(191, 301, { target: 'beta' });
      expect(reply.data).toMatch(/^UPID:alpha:/);
      expect(await config(301)).toMatchObject({ lock: 'clone' });
      expect(await world.finish(reply)).toBe('OK');
      expect(await config(301, 'beta')).toMatchObject({
        scsi0: expect.stringContaining('ceph:vm-301-disk-0'),
        ide2: expect.stringContaining('ceph:vm-301-cloudinit'),
      });
    });

    it('refuses sources on local disks and local targets', async () => {
      expect((await clone(190, 301, { target: 'beta' })).reason).toBe(
        "can't clone VM to node 'beta' (VM uses local storage)",
      );
      const local = { target: 'beta', full: 1, storage: 'thin' };
      expect((await clone(191, 301, local)).reason).toBe(
        "can't clone to non-shared storage 'thin'",
      );
      expect((await clone(191, 301, { target: 'gamma' })).reason).toBe(
        "no such cluster node 'gamma'",
      );
    });
  });

  it('copies a snapshot as it was', async () => {
    const path = '/nodes/alpha/qemu/150';
    await world.finish(
      await world.root.post(`${path}/snapshot`, { snapname: 'before' }),
    );
    await world.root.put(`${path}/config`, { description: 'later' });
    await world.finish(await clone(150, 301, { snapname: 'before' }));
    expect(await config(301)).not.toHaveProperty('description');
    const missing = await clone(150, 302, { snapname: 'never' });
    expect(missing.reason).toBe("snapshot 'never' does not exist");
  });

  it('renews the address of a container, which has no uuid', async () => {
    const path = '/nodes/alpha/lxc/160';
    const running = await world.root.post(`${path}/clone`, { newid: 301 });
    expect(running.status).toBe(500);
    await world.finish(await world.root.post(`${path}/status/stop`));
    const reply = await world.root.post(`${path}/clone`, {
      newid: 301,
      hostname: 'twin',
      full: 1,
    });
    expect(reply.data).toMatch(/:vzclone:160:/);
    expect(await world.finish(reply)).toBe('OK');
    const { data } = await world.root.get<Row>('/nodes/alpha/lxc/301/config');
    expect(data.hostname).toBe('twin');
    expect(data.net0).toMatch(/hwaddr=BC:24:11/);
    expect(data.net0).not.toContain('BC:24:11:00:00:02');
    expect(data).not.toHaveProperty('smbios1');
  });

  it('frees what it had copied when a later disk fails or when it is stopped', async () => {
    const path = '/nodes/alpha/qemu/150';
    await world.root.put(`${path}/config`, { scsi1: 'thin:2' });
    world.site.inject({ kind: 'storage-full', storage: 'thin' });
    expect(await world.finish(await clone(150, 301))).toMatch(/^clone failed/);
    expect(await volumes('ceph', 301)).toEqual([]);
    world.site.clear();
    const reply = await clone(150, 301);
    await world.simulator.clock.advance(2000);
    await world.root.delete(`/nodes/alpha/tasks/${reply.data}`);
    expect(await world.finish(reply)).not.toBe('OK');
    expect(await volumes('ceph', 301)).toEqual([]);
    expect((await world.root.get('/nodes/alpha/qemu/301/config')).status).toBe(
      500,
    );
  });

  it('leaves nothing behind when the storage is full', async () => {
    world.site.inject({ kind: 'storage-full', storage: 'thin' });
    expect(await world.finish(await clone(190, 301))).toMatch(
      /^clone failed: lvcreate .*free space/,
    );
    expect((await world.root.get('/nodes/alpha/qemu/301/config')).status).toBe(
      500,
    );
    world.site.clear();
    expect(await world.finish(await clone(190, 301))).toBe('OK');
  });
});
