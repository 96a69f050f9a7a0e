import {
  grant,
  OwnWorld,
  Row,
  serveWorld,
  smallCluster,
  Wire,
} from '../../__testUtils__/wire';

const config = '/nodes/alpha/qemu/150/config';

describe('users, tokens and rights', () => {
  let world: OwnWorld;

  beforeEach(async () => {
    world = await serveWorld(builder => {
      smallCluster(builder);
      builder.addGroup({ id: 'ops' });
      grant(builder, 'ann', {});
      grant(builder, 'auditor', { '/access': 'Sys.Audit' });
      grant(builder, 'owner', {
        '/vms': ['VM.Audit', 'Permissions.Modify'],
      });
    });
  });

  afterEach(() => world.close());

  const acl = (form: Record<string, string | number>) =>
    world.root.put('/access/acl', { users: 'ann@pve', ...form });
  const mayRead = async (name = 'ann', path = config) =>
    (await world.as(name).get(path)).status === 200;
  const login = (name: string, password: string) =>
    Wire.login(world.site, { username: name, password });

  describe('entries of the access list', () => {
    it('reach what is below, unless they do not propagate', async () => {
      expect(await mayRead()).toBe(false);
      await acl({ path: '/', roles: 'PVEAuditor' });
      expect(await mayRead()).toBe(true);
      await acl({ path: '/', roles: 'PVEAuditor', propagate: 0 });
      expect(await mayRead()).toBe(false);
      await acl({ path: '/vms/150', roles: 'PVEAuditor', propagate: 0 });
      expect(await mayRead()).toBe(true);
      expect(await mayRead('ann', '/nodes/alpha/lxc/160/config')).toBe(false);
    });

    it('further down replace those further up', async () => {
      await acl({ path: '/vms', roles: 'PVEAuditor' });
      await acl({ path: '/vms/150', roles: 'PVEDatastoreUser' });
      expect(await mayRead()).toBe(false);
      await acl({ path: '/vms/150', roles: 'PVEDatastoreUser', delete: 1 });
      expect(await mayRead()).toBe(true);
    });

    it('with NoAccess close a place', async () => {
      await acl({ path: '/vms', roles: 'PVEAuditor' });
      await acl({ path: '/vms/150', roles: 'NoAccess' });
      expect(await mayRead()).toBe(false);
      expect(await mayRead('ann', '/nodes/alpha/lxc/160/config')).toBe(true);
    });

    it('for a group hold for its members, an own one on that path goes before', async () => {
      await world.root.put('/access/users/ann@pve', { groups: 'ops' });
      await world.root.put('/access/acl', {
        path: '/vms',
        groups: 'ops',
        roles: 'PVEAuditor',
      });
      expect(await mayRead()).toBe(true);
      await acl({ path: '/vms', roles: 'NoAccess' });
      expect(await mayRead()).toBe(false);
    });

    it('are listed to auditors, and to others where they may change them', async () => {
      await acl({ path: '/vms/150', roles: 'PVEVMUser' });
      await acl({ path: '/storage', roles: 'PVEDatastoreUser' });
      const paths = async (name: string) =>
        (await world.as(name).get<Row[]>('/access/acl')).data
          .filter(row => row.ugid === 'ann@pve')
          .map(row => row.path);
      expect(await paths('auditor')).toEqual(['/vms/150', '/storage']);
      expect(await paths('owner')).toEqual(['/vms/150']);
      expect(await paths('ann')).toEqual([]);
    });

    it('are changed by who may, where they may', async () => {
      const give = (path: string) =>
        world
          .as('owner')
          .put('/access/acl', { path, users: 'ann@pve', roles: 'PVEVMUser' });
      expect((await give('/vms/150')).status).toBe(200);
      expect((await give('/storage')).reason).toBe(
        'Permission check failed (/storage, Permissions.Modify)',
      );
    });

    it.each([
      [{ roles: 'Nope' }, "ACL update failed: role 'Nope' does not exist"],
      [{ users: 'zz@pve' }, "ACL update failed: user 'zz@pve' does not exist"],
    ])('refuse %j', async (form, reason) => {
      const reply = await acl({ path: '/vms', roles: 'PVEVMUser', ...form });
      expect([reply.status, reply.reason]).toEqual([500, reason]);
    });
  });

  describe('tokens', () => {
    const path = '/access/users/ann@pve/token/ci';
    const make = async (form = {}) => {
      const { data } = await world.root.post<Record<string, string>>(
        path,
        form,
      );
      return Wire.token(world.site, {
        id: data['full-tokenid'],
        secret: data.value,
      });
    };
    const reads = async (token: Wire) =>
      (await token.get(config)).status === 200;

    it('show their secret once, and flags as text only then', async () => {
      const made = await world.root.post(path, { comment: 'x' });
      expect(made.data).toEqual({
        'full-tokenid': 'ann@pve!ci',
        value: expect.stringMatching(/^[0-9a-f-]{36}$/),
        info: { privsep: '1', comment: 'x' },
      });
      const read = await world.root.get(path);
      expect(read.data).toEqual({ privsep: 1, expire: 0, comment: 'x' });
      expect((await world.root.post(path)).errors).toEqual({
        tokenid: 'Token already exists.',
      });
    });

    it('with separate privileges need entries for user and token', async () => {
      const token = await make();
      await acl({ path: '/vms', roles: 'PVEAuditor' });
      expect(await reads(token)).toBe(false);
      const own = { path: '/vms', tokens: 'ann@pve!ci', roles: 'PVEVMAdmin' };
      await world.root.put('/access/acl', own);
      expect(await reads(token)).toBe(true);
      const start = await token.post('/nodes/alpha/qemu/150/status/stop');
      expect(start.reason).toBe(
        'Permission check failed (/vms/150, VM.PowerMgmt)',
      );
      await acl({ path: '/vms', roles: 'PVEAuditor', delete: 1 });
      expect(await reads(token)).toBe(false);
    });

    it('without them may what the user may', async () => {
      const token = await make({ privsep: 0 });
      expect(await reads(token)).toBe(false);
      await acl({ path: '/vms', roles: 'PVEAuditor' });
      expect(await reads(token)).toBe(true);
    });

    it('of the superuser still need entries of their own', async () => {
      const { data } = await world.root.post<Record<string, string>>(
        '/access/users/root@pam/token/t',
      );
      const token = Wire.token(world.site, {
        id: 'root@pam!t',
        secret: data.value,
      });
      expect(await reads(token)).toBe(false);
      await world.root.put('/access/acl', {
        path: '/vms',
        tokens: 'root@pam!t',
        roles: 'PVEAuditor',
      });
      expect(await reads(token)).toBe(true);
    });

    it('stop working when removed, regenerated, expired or with their user', async () => {
      const status = async (token: Wire) =>
        (await token.get('/version')).status;
      const token = await make({ privsep: 0 });
      expect(await status(token)).toBe(200);
      const renewed = await world.root.put<Row>(path, { regenerate: 1 });
      expect(await status(token)).toBe(401);
      const second = Wire.token(world.site, {
        id: 'ann@pve!ci',
        secret: String(renewed.data.value),
      });
      expect(await status(second)).toBe(200);
      await world.root.put('/access/users/ann@pve', { enable: 0 });
      expect(await status(second)).toBe(401);
      await world.root.put('/access/users/ann@pve', { enable: 1 });
      await world.root.put(path, { expire: 1 });
      expect(await status(second)).toBe(401);
      await world.root.put(path, { expire: 0 });
      expect(await status(second)).toBe(200);
      await world.root.delete(path);
      expect(await status(second)).toBe(401);
      expect((await world.root.get(path)).reason).toBe(
        "no such token 'ci' for user 'ann@pve'",
      );
    });

    it('are made by the user for itself, not by others', async () => {
      const ann = await login('ann@pve', 'password-of-ann');
      expect((await ann.post(path)).status).toBe(200);
      const other = await ann.post('/access/users/owner@pve/token/x');
      expect(other.status).toBe(403);
    });
  });

  describe('users', () => {
    it('are seen by themselves and by who manages them', async () => {
      const seen = async (name: string) =>
        (await world.as(name).get<Row[]>('/access/users')).data.map(
          row => row.userid,
        );
      expect(await seen('ann')).toEqual(['ann@pve']);
      expect(await seen('auditor')).toHaveLength(4);
    });

    it.each([
      [
        { userid: 'ann@pve' },
        "create user failed: user 'ann@pve' already exists",
      ],
      [
        { userid: 'x@none' },
        "create user failed: domain 'none' does not exist",
      ],
    ])('are not made from %j', async (form, reason) => {
      const reply = await world.root.post('/access/users', form);
      expect([reply.status, reply.reason]).toEqual([500, reason]);
    });

    it('lose their rights and tokens when they go', async () => {
      await acl({ path: '/vms', roles: 'PVEAuditor' });
      await world.root.delete('/access/users/ann@pve');
      await world.root.post('/access/users', { userid: 'ann@pve' });
      const { data } = await world.root.get<Row[]>('/access/acl');
      expect(data.filter(row => row.ugid === 'ann@pve')).toEqual([]);
      expect((await world.as('ann').get('/version')).status).toBe(401);
      const root = await world.root.delete('/access/users/root@pam');
      expect(root.reason).toBe(
        "delete user failed: unable to delete 'root@pam'",
      );
    });

    it('join groups, added or instead', async () => {
      await world.root.post('/access/groups', { groupid: 'dev' });
      const groups = async () =>
        (await world.root.get<Row>('/access/users/ann@pve')).data.groups;
      await world.root.put('/access/users/ann@pve', { groups: 'ops' });
      await world.root.put('/access/users/ann@pve', {
        groups: 'dev',
        append: 1,
      });
      expect(await groups()).toEqual(['ops', 'dev']);
      await world.root.put('/access/users/ann@pve', { groups: 'dev' });
      expect(await groups()).toEqual(['dev']);
      await world.root.delete('/access/groups/dev');
      expect(await groups()).toEqual([]);
    });

    it('change their own password and nobody else’s', async () => {
      const ann = await login('ann@pve', 'password-of-ann');
      const change = (userid: string) =>
        ann.put('/access/password', { userid, password: 'another-one' });
      expect((await change('ann@pve')).status).toBe(200);
      expect((await change('owner@pve')).status).toBe(403);
      await expect(login('ann@pve', 'password-of-ann')).rejects.toThrow(
        'authentication failure',
      );
      await expect(login('ann@pve', 'another-one')).resolves.toBeDefined();
    });
  });

  describe('roles', () => {
    it('can be made, changed and removed, but not the built-in ones', async () => {
      const { root } = world;
      await root.post('/access/roles', { roleid: 'Own', privs: 'VM.Audit' });
      await root.put('/access/roles/Own', { privs: 'VM.Backup', append: 1 });
      expect((await root.get('/access/roles/Own')).data).toEqual({
        'VM.Audit': 1,
        'VM.Backup': 1,
      });
      await acl({ path: '/vms', roles: 'Own' });
      expect(await mayRead()).toBe(true);
      await root.put('/access/roles/Own', { privs: 'VM.Backup' });
      expect(await mayRead()).toBe(false);
      expect((await root.delete('/access/roles/Own')).status).toBe(200);
      expect((await root.delete('/access/roles/PVEAdmin')).reason).toBe(
        "auto-generated role 'PVEAdmin' cannot be modified",
      );
      const { data } = await root.get<Row[]>('/access/roles');
      const admin = data.find(row => row.roleid === 'Administrator');
      expect(admin).toMatchObject({ special: 1 });
    });

    it('hold no privilege of older releases', async () => {
      const reply = await world.root.post('/access/roles', {
        roleid: 'Old',
        privs: 'VM.Monitor',
      });
      expect([reply.status, reply.errors]).toEqual([
        400,
        { privs: expect.stringContaining("'VM.Monitor'") },
      ]);
    });
  });

  describe('tickets', () => {
    const session = (form: Record<string, string>) =>
      new Wire(world.site, {}).post<Row>('/access/ticket', form);
    const right = { username: 'ann', password: 'password-of-ann' };

    it('take the realm in the name or apart', async () => {
      expect((await session(right)).status).toBe(401);
      const apart = await session({ ...right, realm: 'pve' });
      expect(apart.data.username).toBe('ann@pve');
      const within = await session({ ...right, username: 'ann@pve' });
      expect(within.data).toMatchObject({
        username: 'ann@pve',
        ticket: expect.stringMatching(/^PVE:ann@pve:[0-9A-F]{8}::/),
      });
    });

    it('name the cluster only to who may audit it', async () => {
      const own = await session({ ...right, realm: 'pve' });
      expect(own.data).not.toHaveProperty('clustername');
      const root = await session({
        username: 'root@pam',
        password: 'password-of-root',
      });
      expect(root.data).toHaveProperty('clustername', 'own');
    });

    it('are renewed by a ticket as password, of the same user only', async () => {
      const first = await session({ ...right, realm: 'pve' });
      const password = String(first.data.ticket);
      const renewed = await session({ username: 'ann@pve', password });
      expect(renewed.data.ticket).not.toBe(password);
      const stolen = await session({ username: 'root@pam', password });
      expect(stolen.status).toBe(401);
    });
  });

  it('tells an auditor what somebody else may, and nobody else', async () => {
    await acl({ path: '/vms/150', roles: 'PVEAuditor', propagate: 0 });
    const ask = (name: string) =>
      world.as(name).get<Row>('/access/permissions', { userid: 'ann@pve' });
    const { data } = await ask('auditor');
    expect(data['/vms/150']).toMatchObject({ 'VM.Audit': 0 });
    expect((await ask('owner')).status).toBe(403);
  });
});
