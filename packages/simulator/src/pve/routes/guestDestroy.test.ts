import {
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
} from '../../__testUtils__/wire';

const machine = '/nodes/alpha/qemu/150';
const container = '/nodes/alpha/lxc/160';
const template = '/nodes/alpha/qemu/190';

describe('removing guests', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(smallCluster);
  });

  afterEach(() => world.close());

  const stop = async (guest: string) =>
    world.finish(await world.root.post(`${guest}/status/stop`));
  const volumes = async (storage: string) =>
    (
      await world.root.get<Row[]>(`/nodes/alpha/storage/${storage}/content`)
    ).data.map(row => row.volid);

  it('refuses running guests, in words of their own', async () => {
    expect((await world.root.delete(machine)).reason).toBe(
      'VM 150 is running - destroy failed',
    );
    expect((await world.root.delete(container)).reason).toBe(
      'unable to destroy CT 160 - container is running',
    );
  });

  it('stops a container on request before', async () => {
    const reply = await world.root.delete(container, { force: 1 });
    expect(await world.finish(reply)).toBe('OK');
    expect((await world.root.get(`${container}/config`)).status).toBe(500);
  });

  it('takes the disks along, attached or not', async () => {
    await stop(machine);
    await world.root.put(`${machine}/config`, { scsi1: 'thin:2' });
    await world.root.put(`${machine}/config`, { delete: 'scsi0' });
    const reply = await world.root.delete(machine);
    expect(reply.data).toContain(':qmdestroy:150:');
    expect(await world.finish(reply)).toBe('OK');
    expect(await volumes('ceph')).toEqual([]);
    expect(await volumes('thin')).not.toContain('thin:vm-150-disk-0');
  });

  it('takes the guest out of its pool and out of the rights', async () => {
    await world.root.post('/access/users', { userid: 'ann@pve' });
    await world.root.put('/access/acl', {
      path: '/vms/150',
      users: 'ann@pve',
      roles: 'PVEVMUser',
    });
    await stop(machine);
    await world.finish(await world.root.delete(machine));
    const pool = await world.root.get<{ members: Row[] }>('/pools/shop');
    expect(pool.data.members).toEqual([]);
    const acl = await world.root.get<Row[]>('/access/acl');
    expect(acl.data.filter(row => row.path === '/vms/150')).toEqual([]);
  });

  it('keeps guests under high availability unless everything shall go', async () => {
    await stop(machine);
    await world.root.post('/cluster/ha/resources', {
      sid: 'vm:150',
      state: 'stopped',
    });
    expect((await world.root.delete(machine)).reason).toBe(
      'unable to remove VM 150 - used in HA resources and purge parameter not set.',
    );
    const reply = await world.root.delete(machine, { purge: 1 });
    expect(await world.finish(reply)).toBe('OK');
    const left = await world.root.get<Row[]>('/cluster/ha/resources');
    expect(left.data).toEqual([]);
  });

  it.each([
    [machine, "can't remove VM 150 - protection mode enabled"],
    [container, "can't remove CT 160 - protection mode enabled"],
  ])('keeps %s while it is protected', async (guest, reason) => {
    await stop(guest);
    await world.root.put(`${guest}/config`, { protection: 1 });
    expect((await world.root.delete(guest)).reason).toBe(reason);
    await world.root.put(`${guest}/config`, { protection: 0 });
    expect((await world.root.delete(guest)).status).toBe(200);
  });

  it('fails in the task under a lock', async () => {
    await stop(machine);
    await world.root.put(`${machine}/config`, { lock: 'clone', skiplock: 1 });
    expect(await world.finish(await world.root.delete(machine))).toBe(
      'VM is locked (clone)',
    );
  });

  it('keeps a template while clones link to it', async () => {
    await world.finish(
      await world.root.post(`${template}/clone`, { newid: 301 }),
    );
    expect(await world.finish(await world.root.delete(template))).toBe(
      "base volume 'thin:base-190-disk-0' is still in use by linked cloned",
    );
    await world.finish(await world.root.delete('/nodes/alpha/qemu/301'));
    expect(await world.finish(await world.root.delete(template))).toBe('OK');
  });

  it('does not know a guest by the path of the other kind', async () => {
    const reply = await world.root.delete('/nodes/alpha/lxc/150');
    expect(reply.reason).toBe(
      "Configuration file 'nodes/alpha/lxc/150.conf' does not exist",
    );
  });
});

describe('making templates', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(smallCluster);
  });

  afterEach(() => world.close());

  it('needs a guest that is off', async () => {
    expect((await world.root.post(`${machine}/template`)).reason).toBe(
      "you can't convert a VM to template if the VM is running",
    );
    expect((await world.root.post(`${container}/template`)).reason).toBe(
      "you can't convert a CT to template if the CT is running",
    );
  });

  it('is a task for machines and renames the disks', async () => {
    await world.finish(await world.root.post(`${machine}/status/stop`));
    const reply = await world.root.post(`${machine}/template`);
    expect(reply.data).toContain(':qmtemplate:150:');
    await world.finish(reply);
    const { data } = await world.root.get(`${machine}/config`);
    expect(data).toMatchObject({
      template: 1,
      scsi0: 'ceph:base-150-disk-0,size=10G',
    });
    await world.simulator.clock.advance(10_000);
    const list = await world.root.get<Row[]>('/cluster/resources');
    expect(list.data).toContainEqual(
      expect.objectContaining({ vmid: 150, template: 1 }),
    );
  });

  it('is done at once for containers', async () => {
    await world.finish(await world.root.post(`${container}/status/stop`));
    const reply = await world.root.post(`${container}/template`);
    expect([reply.status, reply.data]).toEqual([200, null]);
    const { data } = await world.root.get(`${container}/config`);
    expect(data).toMatchObject({ template: 1 });
    expect((await world.root.post(`${container}/template`)).reason).toBe(
      "you can't convert a template to a template",
    );
  });
});
