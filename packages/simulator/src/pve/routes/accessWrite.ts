import { createHash } from 'node:crypto';
import { demandWritableUsers } from '../access/demandWritableUsers';
import { badParameters, failure } from '../ApiError';
import { allPrivileges } from '../auth/roles';
import { Call, Handlers } from '../Call';
import { AclEntry, SectionRow } from '../world/types';

const aclPath =
  /^\/(?:|access(?:\/(?:groups|realm)(?:\/[^/]+)?)?|mapping(?:\/.+)?|nodes(?:\/[^/]+)?|pool(?:\/.+)?|sdn(?:\/.+)?|storage(?:\/[^/]+)?|vms(?:\/[1-9]\d{2,8})?)$/;

function normalisePath(path: string): string {
  const clean = `/${path.split('/').filter(Boolean).join('/')}`;
  if (!aclPath.test(clean))
    throw badParameters({ path: `invalid ACL path '${path}'` });
  return clean;
}

function demandSubject(call: Call, type: AclEntry['type'], ugid: string): void {
  const { users, groups } = call.world;
  const [userid, tokenid] = ugid.split('!');
  const isKnown =
    type === 'group'
      ? groups.has(ugid)
      : users.has(userid) &&
        (type === 'user' ||
          users.get(userid)?.tokens.some(t => t.id === tokenid));
  if (isKnown || call.flag('delete')) return;
  throw failure(
    type === 'token'
      ? `ACL update failed: no such token '${tokenid}' for user '${userid}'`
      : `ACL update failed: ${type} '${ugid}' does not exist`,
  );
}

function updateAcl(call: Call) {
  demandWritableUsers(call, 'ACL update failed');
  const path = normalisePath(call.text('path'));
  const subjects = [
    ...call.list('users').map(ugid => ({ type: 'user' as const, ugid })),
    ...call.list('groups').map(ugid => ({ type: 'group' as const, ugid })),
    ...call.list('tokens').map(ugid => ({ type: 'token' as const, ugid })),
  ];
  if (subjects.length === 0) {
    throw badParameters({
      users: "either 'users', 'groups' or 'tokens' is required.",
    });
  }
  for (const roleid of call.list('roles')) {
    if (!call.world.roles.has(roleid)) {
      throw failure(`ACL update failed: role '${roleid}' does not exist`);
    }
    for (const { type, ugid } of subjects) {
      demandSubject(call, type, ugid);
      call.world.acl = call.world.acl.filter(
        e =>
          !(
            e.path === path &&
            e.type === type &&
            e.ugid === ugid &&
            e.roleid === roleid
          ),
      );
      if (!call.flag('delete')) {
        call.world.acl.push({
          path,
          type,
          ugid,
          roleid,
          propagate: call.flag('propagate', true),
        });
      }
    }
  }
  return null;
}

function listAcl(call: Call) {
  const seesAll = call.may('/access', 'Sys.Audit');
  return call.world.acl
    .filter(e => seesAll || call.may(e.path, 'Permissions.Modify'))
    .map(e => ({ ...e, propagate: Number(e.propagate) }));
}

function checkedPrivileges(call: Call): string[] {
  const privileges = call.list('privs');
  const unknown = privileges.find(p => !allPrivileges.includes(p));
  if (unknown) {
    throw badParameters({
      privs: `invalid format - invalid privilege '${unknown}'\n`,
    });
  }
  return privileges;
}

function createRole(call: Call) {
  demandWritableUsers(call, 'create role failed');
  const id = call.text('roleid');
  const privileges = checkedPrivileges(call);
  if (call.world.roles.has(id)) {
    throw failure(`create role failed: role '${id}' already exists`);
  }
  if (id.startsWith('PVE') && !call.isRootLogin) {
    throw badParameters({
      roleid:
        "cannot use role ID starting with the (case-insensitive) 'PVE' namespace",
    });
  }
  call.world.roles.set(id, { id, privileges, isBuiltIn: false });
  return null;
}

function demandRole(call: Call, what: string) {
  const id = call.text('roleid');
  const role = call.world.roles.get(id);
  if (!role) throw failure(`${what} failed: role '${id}' does not exist`);
  if (role.isBuiltIn)
    throw failure(`auto-generated role '${id}' cannot be modified`);
  return role;
}

function updateRole(call: Call) {
  const role = demandRole(call, 'update role');
  const privileges = checkedPrivileges(call);
  role.privileges = call.flag('append')
    ? [...new Set([...role.privileges, ...privileges])]
    : privileges;
  return null;
}

function deleteRole(call: Call) {
  const role = demandRole(call, 'delete role');
  call.world.roles.delete(role.id);
  call.world.acl = call.world.acl.filter(e => e.roleid !== role.id);
  return null;
}

function groupMembers(call: Call, id: string): string[] {
  return [...call.world.users.values()]
    .filter(u => u.groups.includes(id))
    .map(u => u.userid);
}

function demandGroup(call: Call, what?: string) {
  const id = call.text('groupid');
  const group = call.world.groups.get(id);
  if (!group)
    throw failure(
      `${what ? `${what} failed: ` : ''}group '${id}' does not exist`,
    );
  return group;
}

function createGroup(call: Call) {
  demandWritableUsers(call, 'create group failed');
  const id = call.text('groupid');
  if (call.world.groups.has(id)) {
    throw failure(`create group failed: group '${id}' already exists`);
  }
  call.world.groups.set(id, { comment: call.optionalText('comment') });
  return null;
}

function deleteGroup(call: Call) {
  demandGroup(call, 'delete group');
  const id = call.text('groupid');
  call.world.groups.delete(id);
  for (const user of call.world.users.values())
    user.groups = user.groups.filter(g => g !== id);
  call.world.acl = call.world.acl.filter(
    e => !(e.type === 'group' && e.ugid === id),
  );
  return null;
}

function domainRow(call: Call): SectionRow {
  const { realm: _, delete: __, digest: ___, ...rest } = call.parameters;
  return rest as SectionRow;
}

function createDomain(call: Call) {
  const realm = call.text('realm');
  const domains = call.world.section('domains');
  if (domains.has(realm))
    throw failure(`add auth server failed: domain '${realm}' already exists`);
  domains.set(realm, { realm, ...domainRow(call) });
  return null;
}

function demandDomain(call: Call, what?: string): SectionRow {
  const realm = call.text('realm');
  const row = call.world.section('domains').get(realm);
  if (!row)
    throw failure(
      `${what ? `${what} failed: ` : ''}domain '${realm}' does not exist`,
    );
  return row;
}

function updateDomain(call: Call) {
  const row = demandDomain(call, 'update auth server');
  Object.assign(row, domainRow(call));
  for (const name of call.list('delete')) delete row[name];
  return null;
}

function deleteDomain(call: Call) {
  demandDomain(call, 'delete auth server');
  call.world.section('domains').delete(call.text('realm'));
  return null;
}

function getDomain(call: Call) {
  const { realm: _, ...row } = demandDomain(call);
  const digest = createHash('sha1').update(JSON.stringify(row)).digest('hex');
  return { ...row, digest };
}

/** Roles, groups, realms and who has which role where. */
export const accessWriteRoutes: Handlers = {
  'GET /access/acl': listAcl,
  'PUT /access/acl': updateAcl,
  'POST /access/roles': createRole,
  'PUT /access/roles/{roleid}': updateRole,
  'DELETE /access/roles/{roleid}': deleteRole,
  'GET /access/groups': call =>
    [...call.world.groups]
      .filter(([id]) =>
        call.mayAny(
          `/access/groups/${id}`,
          'User.Modify',
          'Sys.Audit',
          'Group.Allocate',
        ),
      )
      .map(([groupid, group]) => ({
        groupid,
        ...(group.comment === undefined ? {} : { comment: group.comment }),
        users: groupMembers(call, groupid).join(','),
      })),
  'POST /access/groups': createGroup,
  'GET /access/groups/{groupid}': call => {
    const group = demandGroup(call);
    return {
      members: groupMembers(call, call.text('groupid')),
      ...(group.comment === undefined ? {} : { comment: group.comment }),
    };
  },
  'PUT /access/groups/{groupid}': call => {
    demandGroup(call, 'update group').comment = call.optionalText('comment');
    return null;
  },
  'DELETE /access/groups/{groupid}': deleteGroup,
  'POST /access/domains': createDomain,
  'GET /access/domains/{realm}': getDomain,
  'PUT /access/domains/{realm}': updateDomain,
  'DELETE /access/domains/{realm}': deleteDomain,
};
