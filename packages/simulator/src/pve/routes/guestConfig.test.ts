import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';
const container = '/nodes/alpha/lxc/160';

describe('configuration of guests', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(smallCluster);
  });

  afterEach(() => world.close());

  const config = async (guest: string, query = {}) =>
    (await world.root.get<Row>(`${guest}/config`, query)).data;

  it('answers null to PUT and a task to POST, which containers do not have', async () => {
    const put = await world.root.put(`${machine}/config`, { name: 'a' });
    expect([put.status, put.data]).toEqual([200, null]);
    const post = await world.root.post(`${machine}/config`, { name: 'b' });
    expect(post.data).toMatch(/:qmconfig:150:root@pam:$/);
    expect(await world.finish(post)).toBe('OK');
    expect(await config(machine)).toMatchObject({ name: 'b' });
    const ct = await world.root.post(`${container}/config`, { hostname: 'b' });
    expect(ct.reason).toBe(
      "Method 'POST /nodes/alpha/lxc/160/config' not implemented",
    );
  });

  it.each([
    ['Beta;alpha', 'alpha;beta'],
    ['b,a,b', 'a;b'],
    ['one two', 'one;two'],
    ['a.b+c_d-e', 'a.b+c_d-e'],
  ])('stores the tags %s as %s', async (sent, stored) => {
    await world.root.put(`${machine}/config`, { tags: sent });
    expect((await config(machine)).tags).toBe(stored);
  });

  it('refuses tags with other characters', async () => {
    const reply = await world.root.put(`${machine}/config`, { tags: 'ok;ö' });
    expect(reply.status).toBe(400);
    expect(reply.errors).toHaveProperty('tags');
  });

  it('shows tags in lists as soon as they are set, without a status cycle', async () => {
    await world.root.put(`${machine}/config`, { tags: 'fresh' });
    const { data } = await world.root.get<Row[]>('/cluster/resources');
    expect(data).toContainEqual(
      expect.objectContaining({ id: 'qemu/150', tags: 'fresh' }),
    );
  });

  it('wants ssh keys encoded inside the value, and gives them back like that', async () => {
    const keys = 'ssh-ed25519 AAAA/B+C== me@example\nssh-rsa BBBB you';
    const plain = await world.root.put(`${machine}/config`, { sshkeys: keys });
    expect(plain.errors).toEqual({
      sshkeys: `invalid format - invalid urlencoded string: ${keys}\n`,
    });
    const plus = await world.root.put(`${machine}/config`, {
      sshkeys: 'ssh-rsa+AAAA',
    });
    expect(plus.status).toBe(400);
    const sshkeys = encodeURIComponent(keys);
    await world.root.put(`${machine}/config`, { sshkeys });
    expect((await config(machine)).sshkeys).toBe(sshkeys);
  });

  it('never gives a password back', async () => {
    await world.root.put(`${machine}/config`, { cipassword: 'geheim' });
    const { text } = await world.root.get(`${machine}/config`);
    expect(text).not.toContain('geheim');
    expect((await config(machine)).cipassword).toBe('**********');
  });

  it('ends the description of containers with a line break', async () => {
    await world.root.put(`${container}/config`, { description: 'note' });
    await world.root.put(`${machine}/config`, { description: 'note' });
    expect((await config(container)).description).toBe('note\n');
    expect((await config(machine)).description).toBe('note');
  });

  describe('pending changes', () => {
    const pending = async (key: string) =>
      (await world.root.get<Row[]>(`${machine}/pending`)).data.find(
        row => row.key === key,
      );

    it('waits with memory until the machine starts again', async () => {
      await world.root.put(`${machine}/config`, { memory: 4096 });
      expect(await config(machine, { current: 1 })).toMatchObject({
        memory: '2048',
      });
      expect(await config(machine)).toMatchObject({ memory: '4096' });
      expect(await pending('memory')).toEqual({
        key: 'memory',
        value: '2048',
        pending: '4096',
      });
      await world.finish(await world.root.post(`${machine}/status/stop`));
      expect(await pending('memory')).toEqual({ key: 'memory', value: '4096' });
    });

    it('marks what will be removed, and keeps it until then', async () => {
      await world.root.put(`${machine}/config`, { delete: 'agent' });
      expect(await pending('agent')).toMatchObject({ delete: 1 });
      expect(await config(machine, { current: 1 })).toHaveProperty('agent');
      expect(await config(machine)).not.toHaveProperty('agent');
    });

    it('takes a pending change back', async () => {
      await world.root.put(`${machine}/config`, { memory: 4096, cores: 4 });
      await world.root.put(`${machine}/config`, { revert: 'memory' });
      expect(await config(machine)).toMatchObject({ memory: '2048', cores: 4 });
    });

    it('drops a pending change that is set back to what it is', async () => {
      await world.root.put(`${machine}/config`, { memory: 4096 });
      await world.root.put(`${machine}/config`, { memory: 2048 });
      expect(await pending('memory')).not.toHaveProperty('pending');
    });

    it('changes the name, the description and networks at once', async () => {
      await world.root.put(`${machine}/config`, {
        name: 'now',
        net1: 'virtio,bridge=vmbr0',
      });
      expect(await config(machine, { current: 1 })).toMatchObject({
        name: 'now',
        net1: expect.stringMatching(/^virtio=BC:24:11/),
      });
    });

    it('applies everything at once to a stopped machine', async () => {
      await world.finish(await world.root.post(`${machine}/status/stop`));
      await world.root.put(`${machine}/config`, { memory: 512, cores: 1 });
      expect(await config(machine, { current: 1 })).toMatchObject({
        memory: '512',
        cores: 1,
      });
    });
  });

  describe('digests', () => {
    it('change with every change and with nothing else', async () => {
      const first = await config(machine);
      expect((await config(machine)).digest).toBe(first.digest);
      await world.root.put(`${machine}/config`, { memory: 4096 });
      const second = await config(machine);
      expect(second.digest).not.toBe(first.digest);
      await world.root.put(`${machine}/config`, { revert: 'memory' });
      expect((await config(machine)).digest).toBe(first.digest);
    });

    it.each([
      ['put', `${machine}/config`, { name: 'x' }],
      ['post', `${machine}/config`, { name: 'x' }],
      ['put', `${container}/config`, { hostname: 'x' }],
      ['put', `${machine}/resize`, { disk: 'scsi0', size: '+1G' }],
      ['put', `${container}/resize`, { disk: 'rootfs', size: '+1G' }],
    ] as const)('are compared by %s %s', async (method, path, form) => {
      const stale = await world.root[method](path, {
        ...form,
        digest: '0'.repeat(40),
      });
      expect([stale.status, stale.reason]).toEqual([
        500,
        'checksum mismatch (file change by other user?)',
      ]);
      const guest = path.replace(/\/\w+$/, '');
      const { digest } = await config(guest);
      const good = await world.root[method](path, {
        ...form,
        digest: String(digest),
      });
      expect(good.status).toBe(200);
    });
  });

  describe('resizing', () => {
    const resize = (guest: string, disk: string, size: string) =>
      world.root.put(`${guest}/resize`, { disk, size });

    it.each([
      ['+4G', 'size=14G'],
      ['+512M', 'size=10752M'],
      ['20G', 'size=20G'],
      ['10G', 'size=10G'],
    ])('makes 10G by %s to %s', async (size, stored) => {
      expect(await world.finish(await resize(machine, 'scsi0', size))).toBe(
        'OK',
      );
      expect((await config(machine)).scsi0).toBe(
        `ceph:vm-150-disk-0,${stored}`,
      );
    });

    it('refuses less in the task', async () => {
      expect(await world.finish(await resize(machine, 'scsi0', '9G'))).toBe(
        'shrinking disks is not supported',
      );
      expect(await world.finish(await resize(container, 'rootfs', '1G'))).toBe(
        'unable to shrink disk size',
      );
    });

    it('refuses the same size for containers only', async () => {
      expect(await world.finish(await resize(container, 'rootfs', '8G'))).toBe(
        'disk is already at specified size',
      );
    });

    it('shows the new size in the content of the storage', async () => {
      await world.finish(await resize(machine, 'scsi0', '+6G'));
      const { data } = await world.root.get<Row[]>(
        '/nodes/alpha/storage/ceph/content',
        { vmid: 150 },
      );
      expect(data).toMatchObject([{ size: 16 * 1024 ** 3 }]);
    });

    it.each([
      ['-1G', 'value does not match the regex pattern'],
      ['much', 'value does not match the regex pattern'],
    ])('refuses %s as a parameter', async (size, text) => {
      const reply = await resize(machine, 'scsi0', size);
      expect(reply.errors).toEqual({ size: text });
    });
  });

  describe('disks', () => {
    it('attach, detach as unused, attach again and remove', async () => {
      await world.root.put(`${machine}/config`, { scsi1: 'thin:6' });
      expect((await config(machine)).scsi1).toBe('thin:vm-150-disk-0,size=6G');
      await world.root.put(`${machine}/config`, { delete: 'scsi1' });
      expect(await config(machine)).toMatchObject({
        unused0: 'thin:vm-150-disk-0',
      });
      await world.root.put(`${machine}/config`, {
        scsi3: 'thin:vm-150-disk-0',
      });
      expect(await config(machine)).not.toHaveProperty('unused0');
      const unlinked = await world.root.put(`${machine}/unlink`, {
        idlist: 'scsi3',
        force: 1,
      });
      expect(unlinked.status).toBe(200);
      const { data } = await world.root.get<Row[]>(
        '/nodes/alpha/storage/thin/content',
        { vmid: 150 },
      );
      expect(data).toEqual([]);
    });

    it('move to another storage, the size staying', async () => {
      const reply = await world.root.post(`${machine}/move_disk`, {
        disk: 'scsi0',
        storage: 'thin',
      });
      expect(await world.finish(reply)).toBe('OK');
      expect((await config(machine)).scsi0).toBe('thin:vm-150-disk-0,size=10G');
      const missing = await world.root.post(`${machine}/move_disk`, {
        disk: 'scsi7',
        storage: 'thin',
      });
      expect(missing.reason).toBe("disk 'scsi7' does not exist");
    });

    it('of a container move by the name of the volume', async () => {
      await world.finish(await world.root.post(`${container}/status/stop`));
      const reply = await world.root.post(`${container}/move_volume`, {
        volume: 'rootfs',
        storage: 'ceph',
      });
      expect(reply.data).toMatch(/:move_volume:160:/);
      expect(await world.finish(reply)).toBe('OK');
      expect((await config(container)).rootfs).toBe(
        'ceph:vm-160-disk-0,size=8G',
      );
    });
  });

  it('sets and takes a lock only for the login of root, past the lock itself', async () => {
    const set = { lock: 'backup', skiplock: 1 };
    expect((await world.root.put(`${machine}/config`, set)).status).toBe(200);
    const refused = await world.root.put(`${machine}/config`, { cores: 1 });
    expect(refused.reason).toBe('VM is locked (backup)');
    const { data } = await world.root.get(`${machine}/status/current`);
    expect(data).toMatchObject({ lock: 'backup' });
    const taken = { delete: 'lock', skiplock: 1 };
    expect((await world.root.put(`${machine}/config`, taken)).status).toBe(200);
    expect(await config(machine)).not.toHaveProperty('lock');
  });

  it('refuses to set and delete the same option', async () => {
    const reply = await world.root.put(`${machine}/config`, {
      name: 'x',
      delete: 'name',
    });
    expect(reply.status).toBe(400);
    expect(reply.errors).toHaveProperty('delete');
  });
});
