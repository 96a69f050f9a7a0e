import { WorldBuilder } from '../world/WorldBuilder';
import { Authority, Caller, pathPrefixes } from './Authority';
import { allPrivileges, builtInRoles } from './roles';

const joe: Caller = { userid: 'joe@pve', authid: 'joe@pve' };
const token: Caller = { userid: 'joe@pve', tokenid: 't', authid: 'joe@pve!t' };

function build(fill: (builder: WorldBuilder) => void = () => {}) {
  const builder = new WorldBuilder()
    .addNode({ name: 'n' })
    .addGroup({ id: 'ops' })
    .addUser({ userid: 'joe@pve', groups: ['ops'] })
    .addToken({ userid: 'joe@pve', id: 't' })
    .addPool({ id: 'p', storages: ['local'] })
    .addStorage({ id: 'local' })
    .addGuest({ type: 'qemu', vmid: 100, node: 'n', pool: 'p' });
  fill(builder);
  return new Authority(builder.world);
}

const grant = (path: string, roleid: string, extra = {}) => ({
  path,
  roleid,
  type: 'user' as const,
  ugid: 'joe@pve',
  ...extra,
});

describe('Authority', () => {
  it('walks a path from the root', () => {
    expect(pathPrefixes('/a/b')).toEqual(['/', '/a', '/a/b']);
    expect(pathPrefixes('/')).toEqual(['/']);
  });

  it('lets rights propagate downwards unless told not to', () => {
    const authority = build(b =>
      b
        .addAcl(grant('/vms', 'PVEVMUser'))
        .addAcl(grant('/storage', 'PVEDatastoreUser', { propagate: false })),
    );
    expect(authority.has(joe, '/vms/100', ['VM.Audit', 'VM.PowerMgmt'])).toBe(
      true,
    );
    expect(authority.has(joe, '/storage', ['Datastore.Audit'])).toBe(true);
    expect(authority.has(joe, '/storage/local', ['Datastore.Audit'])).toBe(
      false,
    );
  });

  it('lets an entry further down replace the one above', () => {
    const authority = build(b =>
      b
        .addAcl(grant('/vms', 'PVEVMAdmin'))
        .addAcl(grant('/vms/100', 'PVETemplateUser')),
    );
    expect(authority.has(joe, '/vms/100', ['VM.Clone'])).toBe(true);
    expect(authority.has(joe, '/vms/100', ['VM.PowerMgmt'])).toBe(false);
    expect(authority.has(joe, '/vms/101', ['VM.PowerMgmt'])).toBe(true);
  });

  it('takes everything away with NoAccess', () => {
    const authority = build(b =>
      b.addAcl(grant('/', 'PVEAdmin')).addAcl(grant('/vms/100', 'NoAccess')),
    );
    expect(authority.privileges(joe, '/vms/100').size).toBe(0);
    expect(authority.has(joe, '/vms/101', ['VM.Audit'])).toBe(true);
  });

  it('uses groups where the user has no entry of its own on that level', () => {
    const group = {
      path: '/vms',
      roleid: 'PVEVMAdmin',
      type: 'group' as const,
      ugid: 'ops',
    };
    expect(
      build(b => b.addAcl(group)).has(joe, '/vms/100', ['VM.Allocate']),
    ).toBe(true);
    const both = build(b =>
      b.addAcl(group).addAcl(grant('/vms', 'PVETemplateUser')),
    );
    expect(both.has(joe, '/vms/100', ['VM.Allocate'])).toBe(false);
  });

  it('grants on members through their pool, guests and storages', () => {
    const authority = build(b => b.addAcl(grant('/pool/p', 'PVEAdmin')));
    expect(authority.has(joe, '/vms/100', ['VM.Audit'])).toBe(true);
    expect(authority.has(joe, '/storage/local', ['Datastore.Audit'])).toBe(
      true,
    );
    expect(authority.has(joe, '/vms/101', ['VM.Audit'])).toBe(false);
  });

  it('gives a token no more than its user, and no more than its own', () => {
    const own = {
      path: '/vms',
      roleid: 'PVEVMAdmin',
      type: 'token' as const,
      ugid: 'joe@pve!t',
    };
    const authority = build(b =>
      b.addAcl(own).addAcl(grant('/vms', 'PVETemplateUser')),
    );
    expect([...authority.privileges(token, '/vms/100').keys()].sort()).toEqual([
      'VM.Audit',
      'VM.Clone',
    ]);
    expect(build(b => b.addAcl(own)).privileges(token, '/vms/100').size).toBe(
      0,
    );
    expect(
      build(b => b.addAcl(grant('/vms', 'PVEVMAdmin'))).privileges(
        token,
        '/vms/100',
      ).size,
    ).toBe(0);
  });

  it('lets the superuser do everything, but not its tokens by themselves', () => {
    const authority = build(b =>
      b.addToken({ userid: 'root@pam', id: 'x' }).addToken({
        userid: 'root@pam',
        id: 'y',
        hasSeparatePrivileges: false,
      }),
    );
    const root = { userid: 'root@pam', authid: 'root@pam' };
    expect(authority.privileges(root, '/').size).toBe(allPrivileges.length);
    expect(
      authority.privileges({ ...root, tokenid: 'x', authid: 'root@pam!x' }, '/')
        .size,
    ).toBe(0);
    const full = { ...root, tokenid: 'y', authid: 'root@pam!y' };
    expect(authority.has(full, '/', ['Sys.Modify'])).toBe(true);
    expect([authority.isRootLogin(root), authority.isRootLogin(full)]).toEqual([
      true,
      false,
    ]);
  });

  it('knows when a user may act', () => {
    const user = {
      userid: 'a',
      isEnabled: true,
      expire: 0,
      groups: [],
      tokens: [],
      properties: {},
    };
    const authority = build();
    expect(authority.isUsable(user, 100)).toBe(true);
    expect(authority.isUsable({ ...user, isEnabled: false }, 100)).toBe(false);
    expect(authority.isUsable({ ...user, expire: 99 }, 100)).toBe(false);
    expect(authority.isUsable(undefined, 100)).toBe(false);
  });

  it('has auditors that only audit', () => {
    expect(builtInRoles.PVEAuditor.every(p => p.endsWith('.Audit'))).toBe(true);
    expect(builtInRoles.PVEAdmin).not.toContain('Permissions.Modify');
    expect(builtInRoles.PVEVMUser).not.toContain('VM.Config.Memory');
  });
});
