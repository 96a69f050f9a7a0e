import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
  WireParameters,
} from '../../__testUtils__/wire';

const template = 'share:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst';

describe('making guests', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addVolume({ volid: template, content: 'vztmpl' });
      builder.addVolume({
        volid: 'share:vztmpl/postgres_17.tar',
        content: 'vztmpl',
      });
      builder.addVolume({
        volid: 'share:backup/vzdump-qemu-150-2026_01_01-00_00_00.vma.zst',
        content: 'backup',
        vmid: 150,
        savedConfig: {
          name: 'saved',
          memory: '3072',
          scsi0: 'ceph:vm-150-disk-0,size=12G',
          net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0',
        },
      });
      grant(builder, 'tenant', {
        '/pool/shop': [
          'VM.Allocate',
          'VM.Audit',
          'VM.Config.CPU',
          'VM.Config.Memory',
          'VM.Config.Disk',
          'VM.Config.Network',
          'VM.Config.Options',
        ],
        '/storage/ceph': 'Datastore.AllocateSpace',
        '/sdn/zones/localnetwork/vmbr0': 'SDN.Use',
      });
    });
  });

  afterEach(() => world.close());

  const machine = (form: WireParameters, node = 'alpha') =>
    world.root.post(`/nodes/${node}/qemu`, form);
  const container = (form: WireParameters) =>
    world.root.post('/nodes/alpha/lxc', {
      ostemplate: template,
      rootfs: 'thin:4',
      ...form,
    });
  const config = async (path: string) =>
    (await world.root.get<Row>(`/nodes/alpha/${path}/config`)).data;

  it('gives a machine what nobody asked for', async () => {
    const reply = await machine({ vmid: 300, name: 'bare' });
    expect(await world.finish(reply)).toBe('OK');
    const made = await config('qemu/300');
    expect(made).toMatchObject({
      name: 'bare',
      smbios1: expect.stringMatching(/^uuid=[0-9a-f-]{36}$/),
      vmgenid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      meta: expect.stringMatching(/^creation-qemu=[\d.]+,ctime=\d+$/),
    });
    expect(made).not.toHaveProperty('lock');
  });

  it.each([
    ['ceph:8', 'ceph:vm-300-disk-0,size=8G'],
    ['thin:8,discard=on,ssd=1', 'thin:vm-300-disk-0,discard=on,ssd=1,size=8G'],
    ['files:2,format=qcow2', 'files:300/vm-300-disk-0.qcow2,size=2G'],
    ['ceph:0.5', 'ceph:vm-300-disk-0,size=512M'],
  ])('makes the disk %s as %s', async (asked, stored) => {
    await world.finish(await machine({ vmid: 300, scsi0: asked }));
    expect((await config('qemu/300')).scsi0).toBe(stored);
  });

  it('numbers disks, and makes a drive for cloud-init', async () => {
    await world.finish(
      await machine({
        vmid: 300,
        scsi0: 'ceph:4',
        scsi1: 'ceph:5',
        ide2: 'ceph:cloudinit',
        net0: 'virtio,bridge=vmbr0',
      }),
    );
    const made = await config('qemu/300');
    expect([made.scsi0, made.scsi1].sort()).toEqual([
      'ceph:vm-300-disk-0,size=4G',
      'ceph:vm-300-disk-1,size=5G',
    ]);
    expect(made.ide2).toBe('ceph:vm-300-cloudinit,media=cdrom');
    expect(made.boot).toMatch(/^order=scsi0;/);
  });

  it('imports a disk with the size that it had', async () => {
    world.site.world.volumes.push({
      volid: 'files:import/cloud.qcow2',
      storage: 'files',
      node: 'alpha',
      content: 'import',
      format: 'qcow2',
      size: 3 * 1024 ** 3,
      used: 1,
      ctime: 0,
    });
    const scsi0 = 'ceph:0,import-from=files:import/cloud.qcow2';
    await world.finish(await machine({ vmid: 300, scsi0 }));
    expect((await config('qemu/300')).scsi0).toBe('ceph:vm-300-disk-0,size=3G');
  });

  it('keeps a hardware address that is given', async () => {
    const net0 = 'virtio=02:00:00:00:00:01,bridge=vmbr0,tag=40';
    await world.finish(await machine({ vmid: 300, net0 }));
    expect((await config('qemu/300')).net0).toBe(net0);
  });

  it('starts it when asked, in the same task', async () => {
    await world.finish(await machine({ vmid: 300, start: 1 }));
    const { data } = await world.root.get(
      '/nodes/alpha/qemu/300/status/current',
    );
    expect(data).toMatchObject({ status: 'running' });
  });

  it('puts it under high availability when asked', async () => {
    await world.finish(await machine({ vmid: 300, 'ha-managed': 1 }));
    const { data } = await world.root.get('/cluster/ha/resources/vm:300');
    expect(data).toMatchObject({ sid: 'vm:300', state: 'started' });
  });

  it.each([
    [
      { vmid: 150 },
      "unable to create VM 150 - VM 150 already exists on node 'alpha'",
    ],
    [
      { vmid: 160 },
      "unable to create VM 160 - CT 160 already exists on node 'alpha'",
    ],
    [{ vmid: 300, scsi0: 'none:4' }, "storage 'none' does not exist"],
  ])('refuses %j', async (form, reason) => {
    for (const node of ['alpha', 'beta']) {
      const reply = await machine(form, node);
      expect([reply.status, reply.reason]).toEqual([500, reason]);
    }
  });

  it('refuses a storage that is switched off or elsewhere', async () => {
    await world.root.put('/storage/thin', { nodes: 'beta' });
    const elsewhere = await machine({ vmid: 300, scsi0: 'thin:4' });
    expect(elsewhere.reason).toBe(
      "storage 'thin' is not available on node 'alpha'",
    );
    await world.root.put('/storage/thin', { disable: 1 });
    const off = await machine({ vmid: 300, scsi0: 'thin:4' }, 'beta');
    expect(off.reason).toBe("storage 'thin' is disabled");
  });

  it('removes all of a machine of which one disk could not be made', async () => {
    world.site.inject({ kind: 'storage-full', storage: 'thin' });
    const reply = await machine({
      vmid: 300,
      scsi0: 'ceph:4',
      scsi1: 'thin:4',
    });
    expect(await world.finish(reply)).toMatch(/^unable to create VM 300 - lv/);
    const left = await world.root.get('/nodes/alpha/storage/ceph/content', {
      vmid: 300,
    });
    expect(left.data).toEqual([]);
    expect((await machine({ vmid: 300, scsi0: 'ceph:4' })).status).toBe(200);
  });

  describe('with rights on a pool only', () => {
    const order = { scsi0: 'ceph:4', net0: 'virtio,bridge=vmbr0', memory: 512 };

    it('needs the pool in the call', async () => {
      const tenant = world.as('tenant');
      const without = await tenant.post('/nodes/alpha/qemu', {
        vmid: 300,
        ...order,
      });
      expect([without.status, without.reason]).toEqual([
        403,
        'Permission check failed',
      ]);
      const within = await tenant.post('/nodes/alpha/qemu', {
        vmid: 300,
        pool: 'shop',
        ...order,
      });
      expect(await world.finish(within)).toBe('OK');
      const { data } = await tenant.get<Row[]>('/cluster/resources', {
        type: 'vm',
      });
      expect(data.map(row => row.vmid)).toEqual([150, 300]);
    });

    it.each([
      [{ scsi0: 'thin:4' }, '/storage/thin, Datastore.AllocateSpace'],
      [
        { net0: 'virtio,bridge=vmbr1' },
        '/sdn/zones/localnetwork/vmbr1, SDN.Use',
      ],
      [{ vga: 'std' }, '/vms/300, VM.Config.HWType'],
    ])('refuses %j', async (extra, detail) => {
      const reply = await world
        .as('tenant')
        .post('/nodes/alpha/qemu', { vmid: 300, pool: 'shop', ...extra });
      expect(reply.reason).toBe(`Permission check failed (${detail})`);
    });

    it('does not learn whether an id is taken before it may create', async () => {
      const reply = await world
        .as('tenant')
        .post('/nodes/alpha/qemu', { vmid: 160 });
      expect(reply.status).toBe(403);
    });
  });

  it('shows a new guest without name until its node has reported', async () => {
    await world.finish(await machine({ vmid: 300, name: 'new' }, 'beta'));
    world.site.world.guests.get(300)!.published = undefined;
    const find = async () =>
      (await world.root.get<Row[]>('/cluster/resources')).data.find(
        row => row.vmid === 300,
      );
    expect(await find()).toEqual({
      id: 'qemu/300',
      type: 'qemu',
      vmid: 300,
      node: 'beta',
      status: 'unknown',
    });
    await world.simulator.clock.advance(10_000);
    expect(await find()).toMatchObject({ name: 'new', status: 'stopped' });
  });

  describe('containers', () => {
    it('get the defaults of the release', async () => {
      const reply = await container({ vmid: 300, features: 'nesting=1' });
      expect(reply.data).toContain(':vzcreate:300:');
      expect(await world.finish(reply)).toBe('OK');
      expect(await config('lxc/300')).toMatchObject({
        arch: 'amd64',
        hostname: 'CT300',
        memory: 512,
        swap: 512,
        ostype: 'debian',
        unprivileged: 1,
        rootfs: 'thin:vm-300-disk-0,size=4G',
      });
    });

    it('may be privileged only with the right to change the hosts', async () => {
      const form = { vmid: 300, unprivileged: 0 };
      expect((await container(form)).status).toBe(200);
      const refused = await world.as('tenant').post('/nodes/alpha/lxc', {
        ...form,
        vmid: 301,
        pool: 'shop',
        ostemplate: template,
        rootfs: 'ceph:4',
      });
      expect(refused.reason).toBe('Permission check failed (/, Sys.Modify)');
    });

    it('take addresses, mounts and tags', async () => {
      await world.finish(
        await container({
          vmid: 300,
          hostname: 'db',
          net0: 'name=eth0,bridge=vmbr0,ip=10.0.0.5/24,gw=10.0.0.1',
          mp0: 'thin:10,mp=/data,backup=1',
          tags: 'Two;one',
        }),
      );
      expect(await config('lxc/300')).toMatchObject({
        hostname: 'db',
        mp0: expect.stringMatching(
          /^thin:vm-300-disk-\d,mp=\/data,backup=1,size=10G$/,
        ),
        net0: expect.stringMatching(
          /^name=eth0,bridge=vmbr0,ip=10.0.0.5\/24,gw=10.0.0.1,hwaddr=BC:24:11.*,type=veth$/,
        ),
        tags: 'one;two',
      });
    });

    it('of an image get its entry point', async () => {
      const reply = await container({
        vmid: 300,
        ostemplate: 'share:vztmpl/postgres_17.tar',
        entrypoint: '/mine',
      });
      await world.finish(reply);
      const made = await config('lxc/300');
      expect(made).toMatchObject({ cmode: 'console' });
      expect(made.entrypoint).not.toBe('/mine');
    });

    it('need a password of five characters and a template that is there', async () => {
      const short = await container({ vmid: 300, password: '1234' });
      expect(short.status).toBe(400);
      expect(short.errors).toHaveProperty('password');
      const missing = await container({
        vmid: 300,
        ostemplate: 'share:vztmpl/none.tar.zst',
      });
      expect(await world.finish(missing)).toBe(
        "unable to create CT 300 - volume 'share:vztmpl/none.tar.zst' does not exist",
      );
      expect((await container({ vmid: 300 })).status).toBe(200);
    });

    it('need an id that nothing has', async () => {
      expect((await container({ vmid: 160 })).reason).toBe(
        "CT 160 already exists on node 'alpha'",
      );
      expect((await container({ vmid: 150 })).reason).toBe(
        "VM 150 already exists on node 'alpha'",
      );
    });
  });

  it('restores a machine from a backup, on another storage if asked', async () => {
    const archive = 'share:backup/vzdump-qemu-150-2026_01_01-00_00_00.vma.zst';
    const reply = await machine({ vmid: 300, archive, storage: 'thin' });
    expect(reply.data).toContain(':qmrestore:300:');
    expect(await world.finish(reply)).toBe('OK');
    expect(await config('qemu/300')).toMatchObject({
      name: 'saved',
      memory: '3072',
      scsi0: 'thin:vm-300-disk-0,size=12G',
    });
    const taken = await machine({ vmid: 150, archive });
    expect(taken.reason).toBe(
      "unable to restore VM 150 - VM 150 already exists on node 'alpha'",
    );
  });
});
