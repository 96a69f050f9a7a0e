import { rawCall } from '../../__testUtils__/peer';
import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const gib = 1024 ** 3;

describe('what lies on storages', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      for (const [day, extra] of [
        ['01', {}],
        ['02', { isProtected: true }],
        ['03', {}],
        ['04', {}],
      ] as const) {
        builder.addVolume({
          volid: `share:backup/vzdump-qemu-150-2026_01_${day}-00_00_00.vma.zst`,
          content: 'backup',
          vmid: 150,
          ctime: 1_767_225_600 + Number(day) * 86_400,
          ...extra,
        });
      }
      builder.addVolume({
        volid: 'share:backup/vzdump-lxc-160-2026_01_01-00_00_00.tar.zst',
        content: 'backup',
        vmid: 160,
      });
    });
  });

  afterEach(() => world.close());

  const path = (storage: string, rest = 'content', node = 'alpha') =>
    `/nodes/${node}/storage/${storage}/${rest}`;
  const list = async (storage: string, query = {}, node = 'alpha') =>
    (await world.root.get<Row[]>(path(storage, 'content', node), query)).data;

  it.each([
    [{}, 5],
    [{ content: 'backup' }, 5],
    [{ content: 'iso' }, 0],
    [{ vmid: 150 }, 4],
    [{ content: 'backup', vmid: 160 }, 1],
  ])('is listed by %j', async (query, count) => {
    expect(await list('share', query)).toHaveLength(count);
  });

  it('is the same on all nodes if shared, and each node’s own if not', async () => {
    expect(await list('ceph', {}, 'beta')).toEqual(await list('ceph'));
    expect(await list('thin')).toHaveLength(2);
    expect(await list('thin', {}, 'beta')).toEqual([]);
  });

  it('tells what a backup is of', async () => {
    const [row] = await list('share', { vmid: 160 });
    expect(row).toMatchObject({
      volid: 'share:backup/vzdump-lxc-160-2026_01_01-00_00_00.tar.zst',
      content: 'backup',
      subtype: 'lxc',
      vmid: 160,
    });
  });

  describe('volumes', () => {
    const make = (form: Record<string, string | number>, storage = 'files') =>
      world.root.post(path(storage), { vmid: 150, ...form });

    it.each([
      ['files', 'vm-150-disk-9.raw', '1G', 'files:150/vm-150-disk-9.raw', gib],
      ['files', 'vm-150-disk-9.raw', '4', 'files:150/vm-150-disk-9.raw', 4096],
      ['thin', 'vm-150-disk-9', '512M', 'thin:vm-150-disk-9', gib / 2],
    ])('on %s: %s of %s is %s', async (...row) => {
      const [storage, filename, size, volid, bytes] = row;
      expect((await make({ filename, size }, storage)).data).toBe(volid);
      const read = await world.root.get(
        `${path(storage)}/${encodeURIComponent(volid)}`,
      );
      expect(read.data).toMatchObject({ size: bytes, format: 'raw' });
    });

    it('cannot be made twice', async () => {
      const form = { filename: 'vm-150-disk-9.raw', size: '1G' };
      await make(form);
      expect((await make(form)).reason).toMatch(/already exists$/);
    });

    it('are removed in a task, which does not mind that they are gone', async () => {
      await make({ filename: 'vm-150-disk-9', size: '1G' }, 'thin');
      const volume = `${path('thin')}/thin:vm-150-disk-9`;
      for (const id of ['150@thin', 'thin']) {
        const reply = await world.root.delete(volume);
        expect(reply.data).toContain(`:imgdel:${id}:`);
        expect(await world.finish(reply)).toBe('OK');
      }
    });

    it('that are not there have no format', async () => {
      const reply = await world.root.get(`${path('thin')}/thin:vm-1-disk-0`);
      expect(reply.reason).toBe(
        "volume_size_info on 'thin:vm-1-disk-0' failed - no format",
      );
    });
  });

  describe('backups', () => {
    const first = 'share:backup/vzdump-qemu-150-2026_01_01-00_00_00.vma.zst';
    const item = `${path('share')}/${encodeURIComponent(first)}`;

    it('carry notes and protection', async () => {
      await world.root.put(item, { notes: 'keep me', protected: 1 });
      expect((await world.root.get(item)).data).toMatchObject({
        notes: 'keep me',
        protected: 1,
      });
      expect((await world.root.delete(item)).reason).toBe(
        "can't remove protected backup",
      );
      await world.root.put(item, { protected: 0 });
      expect((await world.root.delete(item)).status).toBe(200);
    });

    it('are marked before they are pruned, protected ones never', async () => {
      const { data } = await world.root.get<Row[]>(
        path('share', 'prunebackups'),
        { 'prune-backups': 'keep-last=1', vmid: 150 },
      );
      expect(data.map(row => row.mark)).toEqual([
        'keep',
        'remove',
        'protected',
        'remove',
      ]);
    });

    it('are pruned for each guest by itself', async () => {
      const reply = await world.root.delete(path('share', 'prunebackups'), {
        'prune-backups': 'keep-last=1',
      });
      expect(reply.data).toContain(':prunebackups:');
      expect(await world.finish(reply)).toBe('OK');
      const left = (await list('share')).map(row => String(row.volid));
      expect(left).toHaveLength(3);
      expect(left.join()).toMatch(/lxc-160.*2026_01_02.*2026_01_04/);
    });
  });

  describe('uploads', () => {
    const upload = (name: string, content = 'iso') => {
      const body = [
        '--X',
        'Content-Disposition: form-data; name="content"',
        '',
        content,
        '--X',
        `Content-Disposition: form-data; name="filename"; filename="${name}"`,
        '',
        'x'.repeat(2000),
        '--X--',
        '',
      ].join('\r\n');
      return world.root
        .post<Record<string, string>>('/access/ticket', {
          username: 'root@pam',
          password: 'password-of-root',
        })
        .then(({ data }) =>
          rawCall(world.site, {
            method: 'POST',
            path: `/api2/json${path('share', 'upload')}`,
            body,
            anonymous: true,
            headers: {
              // No token against CSRF: uploads are exempt.
              Cookie: `PVEAuthCookie=${data.ticket}`,
              'Content-Type': 'multipart/form-data; boundary=X',
            },
          }),
        );
    };

    it('arrive under their clean name with their size', async () => {
      const reply = await upload('my disk.iso');
      expect(reply.json().data).toMatch(/:imgcopy::root@pam:$/);
      await world.simulator.clock.advance(60_000);
      expect(await list('share', { content: 'iso' })).toMatchObject([
        { volid: 'share:iso/my_disk.iso', size: 2000, format: 'iso' },
      ]);
    });

    it('replace a file of the same name', async () => {
      for (let round = 0; round < 2; round += 1) {
        await upload('x.iso');
        await world.simulator.clock.advance(60_000);
      }
      expect(await list('share', { content: 'iso' })).toHaveLength(1);
    });

    it.each([
      ['x.exe', 'iso', 400],
      ['x.iso', 'vztmpl', 400],
      ['x.qcow2', 'import', 500],
      ['x.yaml', 'snippets', 400],
    ])('refuse %s as %s', async (name, content, status) => {
      expect((await upload(name, content)).status).toBe(status);
    });

    it('fail when there is no room', async () => {
      world.site.inject({ kind: 'storage-full', storage: 'share' });
      const { data } = (await upload('x.iso')).json();
      await world.simulator.clock.advance(60_000);
      const { data: state } = await world.root.get<Row>(
        `/nodes/alpha/tasks/${data}/status`,
      );
      expect(state.exitstatus).toContain('No space left on device');
      expect(await list('share', { content: 'iso' })).toEqual([]);
    });
  });

  describe('definitions', () => {
    it('are listed by kind and filtered by content on the node', async () => {
      const { data } = await world.root.get<Row[]>('/storage', { type: 'rbd' });
      expect(data.map(row => row.storage)).toEqual(['ceph']);
      const isos = await world.root.get<Row[]>('/nodes/alpha/storage', {
        content: 'rootdir',
      });
      expect(isos.data.map(row => row.storage)).toContain('thin');
      expect(isos.data.map(row => row.storage)).not.toContain('share');
    });

    it.each([
      [{ storage: 'new', type: 'nfs', server: 'x' }, 'export'],
      [{ storage: 'new', type: 'lvmthin', vgname: 'x' }, 'thinpool'],
      [{ storage: 'new', type: 'dir' }, 'path'],
    ])('%j lacks %s', async (form, option) => {
      const reply = await world.root.post('/storage', form);
      expect(reply.reason).toBe(
        `missing value for required option '${option}'`,
      );
    });

    it('can be limited to nodes, which the others then do not know', async () => {
      await world.root.put('/storage/share', { nodes: 'beta' });
      const gone = await world.root.get(path('share', 'status'));
      expect(gone.errors).toEqual({ storage: 'No such storage.' });
      const there = await world.root.get(path('share', 'status', 'beta'));
      expect(there.data).toMatchObject({ type: 'nfs', shared: 1, active: 1 });
    });

    it('show how full they are, and more after a new disk', async () => {
      const used = async () =>
        (await world.root.get<Row>(path('thin', 'status'))).data;
      const before = await used();
      expect(Number(before.used) + Number(before.avail)).toBe(before.total);
      await world.root.put('/nodes/alpha/qemu/150/config', {
        scsi1: 'thin:20',
      });
      expect(Number((await used()).used)).toBeGreaterThan(Number(before.used));
    });
  });
});
