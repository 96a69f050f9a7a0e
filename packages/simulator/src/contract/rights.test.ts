import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';
const backup = 'share:backup/vzdump-qemu-150-2026_01_01-00_00_00.vma.zst';
const content = (storage: string, volid?: string) =>
  `/nodes/alpha/storage/${storage}/content${
    volid ? `/${encodeURIComponent(volid)}` : ''
  }`;

describe('rights that no declaration names, because the code checks them', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder
        .addVolume({ volid: backup, content: 'backup', vmid: 150 })
        .addVolume({ volid: 'share:iso/x.iso', content: 'iso' })
        .addSectionRow('sdnZones', 'zone1', { zone: 'zone1', type: 'simple' })
        .addSectionRow('sdnVnets', 'net1', { vnet: 'net1', zone: 'zone1' });
      grant(builder, 'nobody', {});
      grant(builder, 'auditor', {
        '/': ['VM.Audit', 'Datastore.Audit', 'Sys.Audit', 'SDN.Audit'],
      });
      grant(builder, 'cloner', {
        '/vms': ['VM.Clone', 'VM.Allocate', 'VM.Audit'],
        '/storage/thin': 'Datastore.AllocateSpace',
      });
      grant(builder, 'disk', { '/vms/150': 'VM.Config.Disk' });
      grant(builder, 'reader', {
        '/vms/150': 'VM.Config.Disk',
        '/storage/ceph': 'Datastore.Audit',
      });
      grant(builder, 'keeper', {
        '/vms/150': 'VM.Backup',
        '/storage/share': 'Datastore.AllocateSpace',
      });
      grant(builder, 'operator', { '/vms/150': 'VM.PowerMgmt' });
      grant(builder, 'replicator', { '/vms/150': ['VM.Replicate'] });
    });
  });

  afterEach(() => world.close());

  describe('a clone', () => {
    const clone = (extra = {}) =>
      world
        .as('cloner')
        .post('/nodes/alpha/qemu/190/clone', { newid: 301, ...extra });

    it('takes room on its storage and the use of its bridge', async () => {
      expect((await clone()).reason).toBe(
        'Permission check failed (/sdn/zones/localnetwork/vmbr0, SDN.Use)',
      );
      world.site.world.roles.get('cloner-0')?.privileges.push('SDN.Use');
      world.site.world.acl.push({
        path: '/sdn',
        type: 'user',
        ugid: 'cloner@pve',
        roleid: 'cloner-0',
        propagate: true,
      });
      expect((await clone()).status).toBe(200);
    });

    it('takes room where it is put, not where it comes from', async () => {
      expect((await clone({ full: 1, storage: 'ceph' })).reason).toBe(
        'Permission check failed (/storage/ceph, Datastore.AllocateSpace)',
      );
    });

    it('takes the right on the source and on the new id or pool', async () => {
      const stranger = await world
        .as('auditor')
        .post('/nodes/alpha/qemu/190/clone', { newid: 301 });
      expect(stranger.reason).toBe(
        'Permission check failed (/vms/190, VM.Clone)',
      );
    });
  });

  it('growing and moving a disk take room on the storage', async () => {
    const disk = world.as('disk');
    const grown = await disk.put(`${machine}/resize`, {
      disk: 'scsi0',
      size: '+1G',
    });
    expect(grown.reason).toBe(
      'Permission check failed (/storage/ceph, Datastore.AllocateSpace)',
    );
    const moved = await disk.post(`${machine}/move_disk`, {
      disk: 'scsi0',
      storage: 'thin',
    });
    expect(moved.reason).toBe(
      'Permission check failed (/storage/thin, Datastore.AllocateSpace)',
    );
  });

  it('moving a disk needs a storage that is there', async () => {
    const reply = await world.root.post(`${machine}/move_disk`, {
      disk: 'scsi0',
      storage: 'none',
    });
    expect(reply.reason).toBe("storage 'none' does not exist");
  });

  describe('volumes', () => {
    const volids = async (name: string, storage: string) =>
      (await world.as(name).get<Row[]>(content(storage))).data.map(
        row => row.volid,
      );

    it('are listed by what may be read: disks take a right on the guest', async () => {
      expect(await volids('auditor', 'ceph')).toEqual([]);
      expect(await volids('auditor', 'share')).toEqual(['share:iso/x.iso']);
      expect(await volids('reader', 'ceph')).toEqual(['ceph:vm-150-disk-0']);
      expect(await volids('keeper', 'share')).toEqual([
        backup,
        'share:iso/x.iso',
      ]);
    });

    it('are shown one by one under the same rule', async () => {
      const disk = content('ceph', 'ceph:vm-150-disk-0');
      expect((await world.as('nobody').get(disk)).status).toBe(403);
      expect((await world.as('auditor').get(disk)).reason).toBe(
        'Permission check failed (/vms/150, VM.Config.Disk)',
      );
      expect((await world.as('reader').get(disk)).status).toBe(200);
    });

    it('are removed by who may allocate, backups by who makes them', async () => {
      const iso = content('share', 'share:iso/x.iso');
      expect((await world.as('keeper').delete(iso)).reason).toBe(
        'Permission check failed (/storage/share, Datastore.Allocate)',
      );
      expect((await world.as('nobody').delete(iso)).status).toBe(403);
      const gone = await world.as('keeper').delete(content('share', backup));
      expect(await world.finish(gone)).toBe('OK');
      expect((await world.root.delete(iso)).status).toBe(200);
    });

    it('are annotated by who may read them', async () => {
      const path = content('share', backup);
      const refused = await world.as('nobody').put(path, { notes: 'x' });
      expect(refused.status).toBe(403);
      const noted = await world.as('keeper').put(path, { notes: 'x' });
      expect(noted.status).toBe(200);
    });

    it('are pruned for one guest by who may back it up, else by the owner', async () => {
      const path = '/nodes/alpha/storage/share/prunebackups';
      const rule = { 'prune-backups': 'keep-last=1' };
      const all = await world.as('keeper').delete(path, rule);
      expect(all.reason).toBe(
        'Permission check failed (/storage/share, Datastore.Allocate)',
      );
      const own = await world.as('keeper').delete(path, { ...rule, vmid: 150 });
      expect(own.status).toBe(200);
    });

    it('give the configuration in a backup to who may restore it', async () => {
      const path = '/nodes/alpha/vzdump/extractconfig';
      const refused = await world.as('auditor').get(path, { volume: backup });
      expect(refused.status).toBe(403);
      const given = await world.as('keeper').get(path, { volume: backup });
      expect(given.status).toBe(200);
    });
  });

  describe('many guests at once', () => {
    it.each([
      '/nodes/alpha/startall',
      '/nodes/alpha/stopall',
      '/nodes/alpha/suspendall',
      '/cluster/bulk-action/guest/start',
      '/cluster/bulk-action/guest/shutdown',
    ])('%s takes the right on all of them', async path => {
      const operator = world.as('operator');
      expect((await operator.post(path)).reason).toBe(
        'Permission check failed (/, VM.PowerMgmt)',
      );
      const one = await operator.post(path, { vms: '150' });
      expect(one.status).toBe(200);
      const list = path.startsWith('/cluster') ? ['150', '160'] : '150,160';
      const two = await operator.post(path, { vms: list });
      expect(two.reason).toBe(
        'Permission check failed (/vms/160, VM.PowerMgmt)',
      );
    });

    it('moving them takes the right to migrate', async () => {
      const reply = await world
        .as('operator')
        .post('/nodes/alpha/migrateall', { target: 'beta', vms: '150' });
      expect(reply.reason).toBe(
        'Permission check failed (/vms/150, VM.Migrate)',
      );
    });

    it('starts with a node only what is marked for it', async () => {
      for (const path of [machine, '/nodes/alpha/lxc/160']) {
        await world.finish(await world.root.post(`${path}/status/stop`));
      }
      await world.root.put(`${machine}/config`, { onboot: 1 });
      await world.finish(await world.root.post('/nodes/alpha/startall'));
      const status = async (path: string) =>
        (await world.root.get<Row>(`${path}/status/current`)).data.status;
      expect(await status(machine)).toBe('running');
      expect(await status('/nodes/alpha/lxc/160')).toBe('stopped');
      const forced = { force: 1 };
      await world.finish(
        await world.root.post('/nodes/alpha/startall', forced),
      );
      expect(await status('/nodes/alpha/lxc/160')).toBe('running');
    });
  });

  describe('replication jobs', () => {
    const job = { id: '150-0', type: 'local', target: 'beta' };

    it('are made and removed by who may replicate the guest', async () => {
      const refused = await world
        .as('auditor')
        .post('/cluster/replication', job);
      expect(refused.reason).toBe(
        'Permission check failed (/vms/150, VM.Replicate)',
      );
      const replicator = world.as('replicator');
      const made = await replicator.post('/cluster/replication', job);
      expect(made.status).toBe(200);
      const other = { ...job, id: '160-0' };
      expect(
        (await replicator.post('/cluster/replication', other)).status,
      ).toBe(403);
      const gone = await replicator.delete('/cluster/replication/150-0');
      expect(gone.status).toBe(200);
    });

    it('are listed to who sees the guest, and on its node', async () => {
      await world.root.post('/cluster/replication', job);
      const rows = async (name: string, path: string) =>
        (await world.as(name).get<Row[]>(path)).data;
      expect(await rows('auditor', '/cluster/replication')).toMatchObject([
        { id: '150-0', guest: 150, jobnum: 0, source: 'alpha', target: 'beta' },
      ]);
      expect(await rows('nobody', '/cluster/replication')).toEqual([]);
      expect(await rows('auditor', '/nodes/alpha/replication')).toHaveLength(1);
      expect(await rows('auditor', '/nodes/beta/replication')).toEqual([]);
    });

    it('need a guest and an id of its own', async () => {
      const missing = await world.root.post('/cluster/replication', {
        ...job,
        id: '999-0',
      });
      expect(missing.status).toBe(500);
      const odd = await world.root.post('/cluster/replication', {
        ...job,
        id: 'x',
      });
      expect(odd.status).toBe(400);
    });
  });

  it('virtual networks are changed by who may allocate them', async () => {
    for (const name of ['nobody', 'auditor']) {
      const who = world.as(name);
      for (const reply of [
        await who.put('/cluster/sdn/vnets/net1', { alias: 'x' }),
        await who.delete('/cluster/sdn/vnets/net1'),
        await who.post('/cluster/sdn/vnets/net1/subnets', {
          subnet: '10.1.0.0/24',
          type: 'subnet',
        }),
      ]) {
        expect([reply.status, reply.reason]).toEqual([
          403,
          'Permission check failed (/sdn/zones/zone1/net1, SDN.Allocate)',
        ]);
      }
    }
    const root = await world.root.put('/cluster/sdn/vnets/net1', {
      alias: 'x',
    });
    expect(root.status).toBe(200);
  });
});
