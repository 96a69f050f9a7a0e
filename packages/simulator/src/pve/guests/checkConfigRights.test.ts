import {
  grant,
  OwnWorld,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150/config';
const container = '/nodes/alpha/lxc/160/config';
/** Opens the call, so that what is refused is refused for the option. */
const key = 'VM.Config.CPU';

describe('who may set which option', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.world.options['registered-tags'] = 'billed;audited';
      grant(builder, 'cpu', { '/vms': key });
      grant(builder, 'init', { '/vms': ['VM.Config.Cloudinit'] });
      grant(builder, 'network', {
        '/vms': ['VM.Config.Network', 'VM.Config.Options'],
        '/sdn/zones/localnetwork/vmbr0': 'SDN.Use',
      });
      grant(builder, 'disk', {
        '/vms': ['VM.Config.Disk'],
        '/storage/thin': 'Datastore.AllocateSpace',
      });
      grant(builder, 'player', { '/vms': ['VM.Config.CDROM'] });
      grant(builder, 'options', { '/vms': ['VM.Config.Options'] });
      grant(builder, 'hardware', { '/vms': ['VM.Config.HWType'] });
      grant(builder, 'mapper', {
        '/vms': ['VM.Config.HWType'],
        '/mapping/pci/gpu': 'Mapping.Use',
      });
      grant(builder, 'allocator', { '/vms': ['VM.Allocate', key] });
    });
  });

  afterEach(() => world.close());

  it.each([
    ['memory', '4096', 'VM.Config.Memory'],
    ['net0', 'virtio,bridge=vmbr0', 'VM.Config.Network'],
    ['scsi1', 'thin:4', 'VM.Config.Disk'],
    ['ide2', 'none,media=cdrom', 'VM.Config.CDROM'],
    ['description', 'x', 'VM.Config.Options'],
    ['vga', 'std', 'VM.Config.HWType'],
    ['ciuser', 'me', 'VM.Config.Cloudinit|VM.Config.Network'],
  ])('refuses %s without its privilege', async (option, value, privilege) => {
    const reply = await world.as('cpu').put(machine, { [option]: value });
    expect([reply.status, reply.reason]).toEqual([
      403,
      `Permission check failed (/vms/150, ${privilege})`,
    ]);
  });

  it('changes nothing of a call of which one option is refused', async () => {
    const reply = await world.as('cpu').put(machine, { cores: 8, memory: 64 });
    expect(reply.status).toBe(403);
    const { data } = await world.root.get(machine);
    expect(data).toMatchObject({ cores: 2, memory: '2048' });
  });

  it('checks what is taken away like what is set', async () => {
    const reply = await world.as('cpu').put(machine, { delete: 'net0' });
    expect(reply.reason).toContain('VM.Config.Network');
    const kept = await world.as('disk').put(machine, { delete: 'scsi0' });
    expect(kept.status).toBe(200);
  });

  it.each(['init', 'network'])(
    'lets %s set the address of cloud-init: one privilege is enough',
    async name => {
      const reply = await world
        .as(name)
        .put(machine, { ipconfig0: 'ip=dhcp', nameserver: '10.0.0.1' });
      expect(reply.status).toBe(200);
    },
  );

  it('lets a user of CDs change the medium but not a disk', async () => {
    const player = world.as('player');
    const ejected = await player.put(machine, { ide2: 'none,media=cdrom' });
    expect(ejected.status).toBe(200);
    const disk = await player.put(machine, { scsi1: 'thin:4' });
    expect(disk.reason).toContain('VM.Config.Disk');
  });

  it('wants the right to use the bridge as well', async () => {
    const network = world.as('network');
    const own = { net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0' };
    expect((await network.put(machine, own)).status).toBe(200);
    const other = await network.put(machine, { net0: 'virtio,bridge=vmbr1' });
    expect(other.reason).toBe(
      'Permission check failed (/sdn/zones/localnetwork/vmbr1, SDN.Use)',
    );
  });

  it('wants space on the storage of a new disk', async () => {
    const disk = world.as('disk');
    expect((await disk.put(machine, { scsi1: 'thin:4' })).status).toBe(200);
    const other = await disk.put(machine, { scsi2: 'ceph:4' });
    expect(other.reason).toBe(
      'Permission check failed (/storage/ceph, Datastore.AllocateSpace)',
    );
  });

  it('lets the order at start be set only by who may change the hosts', async () => {
    const reply = await world
      .as('options')
      .put(machine, { startup: 'order=1' });
    expect(reply.reason).toBe('Permission check failed (/, Sys.Modify)');
    expect((await world.root.put(machine, { startup: 'order=1' })).status).toBe(
      200,
    );
  });

  it.each([
    ['args', '-foo', "only root can set 'args' config"],
    ['hookscript', 'files:snippets/x', "only root can set 'hookscript' config"],
    ['arch', 'x86_64', "only root can set 'arch' config"],
    [
      'hostpci0',
      '0000:01:00.0',
      "only root can set 'hostpci0' config for non-mapped devices",
    ],
    [
      'usb0',
      'host=1234:5678',
      "only root can set 'usb0' config for real devices",
    ],
    [
      'serial0',
      '/dev/ttyS0',
      "only root can set 'serial0' config for real devices",
    ],
  ])('keeps %s for the login of root', async (option, value, text) => {
    const reply = await world.as('hardware').put(machine, { [option]: value });
    expect([reply.status, reply.reason]).toEqual([500, text]);
    const root = await world.root.put(machine, { [option]: value });
    expect(root.status).toBe(200);
    const taken = await world.as('hardware').put(machine, { delete: option });
    expect([taken.status, taken.reason]).toEqual([500, text]);
  });

  it('gives virtual devices to who may change the hardware', async () => {
    const reply = await world
      .as('hardware')
      .put(machine, { serial0: 'socket', usb0: 'spice' });
    expect(reply.status).toBe(200);
  });

  it('gives a mapped device to who may use the mapping', async () => {
    const gpu = { hostpci0: 'mapping=gpu' };
    const refused = await world.as('hardware').put(machine, gpu);
    expect(refused.reason).toBe(
      'Permission check failed (/mapping/pci/gpu, Mapping.Use)',
    );
    expect((await world.as('mapper').put(machine, gpu)).status).toBe(200);
  });

  it.each([
    [
      'dev0',
      '/dev/null',
      'configuring device passthrough is only allowed for root@pam',
    ],
    [
      'hookscript',
      'files:snippets/x',
      'changing the hookscript is only allowed for root@pam',
    ],
    [
      'features',
      'nesting=1,keyctl=1',
      'changing feature flags (except nesting) is only allowed for root@pam',
    ],
    [
      'mp0',
      '/mnt/data,mp=/data',
      'mount point type bind is only allowed for root@pam',
    ],
  ])(
    'keeps %s of containers for the login of root',
    async (option, value, text) => {
      grantAll(world);
      const reply = await world.as('cpu').put(container, { [option]: value });
      expect([reply.status, reply.reason]).toEqual([
        403,
        `Permission check failed (${text})`,
      ]);
    },
  );

  it('lets nesting be changed by who may allocate, and repeated by all', async () => {
    const off = { features: 'nesting=0' };
    const refused = await world.as('cpu').put(container, off);
    expect(refused.reason).toBe(
      'Permission check failed (/vms/160, VM.Allocate)',
    );
    const same = await world
      .as('cpu')
      .put(container, { features: 'nesting=1' });
    expect(same.status).toBe(200);
    expect((await world.as('allocator').put(container, off)).status).toBe(200);
  });

  it('leaves the features of a privileged container to the login of root', async () => {
    const guest = world.site.world.guests.get(160);
    if (guest) guest.config.unprivileged = 0;
    const reply = await world
      .as('allocator')
      .put(container, { features: 'nesting=0' });
    expect(reply.reason).toBe(
      'Permission check failed (changing feature flags for privileged container is only allowed for root@pam)',
    );
  });

  describe('tags', () => {
    const tag = (name: string, tags: string) =>
      world.as(name).put(machine, { tags });

    it('lets users invent tags but not give registered ones', async () => {
      expect((await tag('options', 'new;other')).status).toBe(200);
      const reply = await tag('options', 'new;other;billed');
      expect(reply.reason).toBe(
        "Permission check failed (/, Sys.Modify for modifying tag 'billed')",
      );
    });

    it('keeps registered tags that are there, and lets nobody take them', async () => {
      await world.root.put(machine, { tags: 'billed' });
      expect((await tag('options', 'billed;mine')).status).toBe(200);
      expect((await tag('options', 'mine')).reason).toContain("'billed'");
      const removed = await world
        .as('options')
        .put(machine, { delete: 'tags' });
      expect(removed.status).toBe(403);
    });

    it.each([
      ['none', 'seen', 403],
      ['list,user-allow-list=seen', 'seen', 200],
      ['list,user-allow-list=seen', 'unseen', 403],
      ['free', 'unseen', 200],
    ])('follows user-allow=%s for %s', async (rule, name, status) => {
      await world.root.put('/cluster/options', {
        'user-tag-access': `user-allow=${rule}`,
      });
      expect((await tag('options', name)).status).toBe(status);
    });

    it('allows with "existing" what a visible guest has', async () => {
      await world.root.put('/cluster/options', {
        'user-tag-access': 'user-allow=existing',
      });
      await world.root.put(container, { tags: 'seen' });
      expect((await tag('options', 'seen')).status).toBe(403);
      world.site.world.roles.get('options-0')?.privileges.push('VM.Audit');
      expect((await tag('options', 'seen')).status).toBe(200);
      expect((await tag('options', 'seen;unseen')).status).toBe(403);
    });
  });
});

/** Gives the CPU user every configuration privilege there is. */
function grantAll(world: OwnWorld): void {
  world.site.world.roles
    .get('cpu-0')
    ?.privileges.push(
      'VM.Config.Options',
      'VM.Config.Disk',
      'VM.Config.Network',
      'VM.Allocate',
    );
}
