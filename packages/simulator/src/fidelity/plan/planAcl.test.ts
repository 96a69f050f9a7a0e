import { factsFor } from '../testRecordings';
import { planAcl } from './planAcl';
import { emptyPlan } from './WorldPlan';

function plan(call: string, changes: object) {
  const world = emptyPlan();
  planAcl(world, factsFor(call, changes));
  return world;
}

describe('planAcl', () => {
  it('plans own roles of a list and leaves the built-in ones alone', () => {
    const { roles } = plan('GET /access/roles', {
      data: [
        { roleid: 'PVEAuditor', privs: 'VM.Audit', special: 1 },
        { roleid: 'Own', privs: 'VM.Audit,Sys.Audit', special: 0 },
      ],
    });
    expect([...roles]).toEqual([['Own', ['VM.Audit', 'Sys.Audit']]]);
  });

  it('plans whoever an entry is for', () => {
    const world = plan('GET /access/acl', {
      data: [
        { path: '/', type: 'group', ugid: 'ops', roleid: 'Own', propagate: 1 },
        {
          path: '/vms/1',
          type: 'token',
          ugid: 'amy@pve!ci',
          roleid: 'PVEVMUser',
          propagate: 0,
        },
      ],
    });
    expect(world.groups.has('ops')).toBe(true);
    expect(world.users.get('amy@pve')?.tokens[0].id).toBe('ci');
    expect([...world.roles.keys()]).toEqual(['Own']);
    expect(world.acl[1]).toMatchObject({ path: '/vms/1', propagate: false });
  });

  it('plans the parties of an accepted change, and not the one it misses', () => {
    const params = { path: '/', roles: 'Own', users: 'amy@pve,zoe@pve' };
    const accepted = plan('PUT /access/acl', { params });
    const refused = plan('PUT /access/acl', {
      params,
      isSuccess: false,
      refusal: "ACL update failed: user 'zoe@pve' does not exist",
    });
    expect([...accepted.users.keys()]).toEqual(['amy@pve', 'zoe@pve']);
    expect(accepted.roles.has('Own')).toBe(true);
    expect([...refused.users.keys()]).toEqual(['amy@pve']);
    expect(refused.roles.size).toBe(0);
  });

  it('turns shown permissions into a role of that user', () => {
    const world = plan('GET /access/permissions', {
      params: { userid: 'amy@pve' },
      data: { '/pool/p': { 'VM.Audit': 1 } },
    });
    expect(world.acl).toEqual([
      {
        path: '/pool/p',
        type: 'user',
        ugid: 'amy@pve',
        roleid: 'Shown0',
        propagate: true,
      },
    ]);
    expect(world.roles.get('Shown0')).toEqual(['VM.Audit']);
  });
});
