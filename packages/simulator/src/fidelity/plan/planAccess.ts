import { flagOf, isObject, numberOf, objectsOf, textOf } from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import {
  needPool,
  needRow,
  needToken,
  needUser,
  PlannedAcl,
  WorldPlan,
} from './WorldPlan';

const profile = ['firstname', 'lastname', 'email', 'comment'];

function applyUserRow(plan: WorldPlan, userid: string, row: JsonObject): void {
  const user = needUser(plan, userid);
  if ('enable' in row) user.isEnabled = flagOf(row.enable);
  for (const key of profile) {
    const value = textOf(row[key]);
    if (value) user.properties[key] = value;
  }
  const groups = Array.isArray(row.groups)
    ? row.groups.map(group => textOf(group) ?? '')
    : textOf(row.groups)?.split(',') ?? [];
  for (const group of groups.filter(Boolean)) joinGroup(plan, userid, group);
  const tokens = isObject(row.tokens)
    ? Object.entries(row.tokens).map(([tokenid, value]) => ({
        ...(isObject(value) ? value : {}),
        tokenid,
      }))
    : objectsOf(row.tokens);
  for (const token of tokens) applyTokenRow(plan, userid, token);
}

function joinGroup(plan: WorldPlan, userid: string, group: string): void {
  if (!plan.groups.has(group)) plan.groups.set(group, {});
  const user = needUser(plan, userid);
  if (!user.groups.includes(group)) user.groups.push(group);
}

function applyTokenRow(plan: WorldPlan, userid: string, row: JsonObject): void {
  const id = textOf(row.tokenid);
  if (!id) return;
  const token = needToken(plan, userid, id);
  if ('privsep' in row) token.hasSeparatePrivileges = flagOf(row.privsep);
  token.expire = numberOf(row.expire) ?? 0;
  token.comment = textOf(row.comment);
}

function planUsers(
  plan: WorldPlan,
  { call, values, params, data, isSuccess, recording }: Facts,
): void {
  const { userid, tokenid } = values;
  const isUser = (id?: string): id is string => Boolean(id && id.includes('@'));
  if (call === 'GET /access/users') {
    for (const row of objectsOf(data))
      applyUserRow(plan, textOf(row.userid) ?? '', row);
  }
  if (isUser(userid)) {
    if (isSuccess)
      applyUserRow(plan, userid, isObject(data) && !tokenid ? data : {});
    if (/\/token$/.test(call)) {
      for (const row of objectsOf(data)) applyTokenRow(plan, userid, row);
    }
    const isNewToken = call.startsWith('POST ');
    if (tokenid && isSuccess && !isNewToken) {
      applyTokenRow(plan, userid, { ...(isObject(data) ? data : {}), tokenid });
    }
  }
  const named = call === 'POST /access/users' ? undefined : params.userid;
  if (isUser(named) && recording.answer.status !== 401 && isSuccess)
    needUser(plan, named);
  for (const group of params.groups?.split(',') ?? []) {
    if (isSuccess && group) plan.groups.set(group, {});
  }
}

function planGroups(
  plan: WorldPlan,
  { call, values, data, isSuccess }: Facts,
): void {
  if (call === 'GET /access/groups') {
    for (const row of objectsOf(data)) {
      const group = textOf(row.groupid) ?? '';
      plan.groups.set(group, { comment: textOf(row.comment) });
      for (const user of textOf(row.users)?.split(',') ?? []) {
        if (user) joinGroup(plan, user, group);
      }
    }
  }
  if (values.groupid && isSuccess) {
    plan.groups.set(values.groupid, {});
    const members =
      isObject(data) && Array.isArray(data.members) ? data.members : [];
    for (const member of members)
      joinGroup(plan, textOf(member) ?? '', values.groupid);
  }
}

function planRoles(
  plan: WorldPlan,
  { call, values, data, isSuccess, params, refusal }: Facts,
): void {
  const builtIn = /^(PVE|Administrator$|NoAccess$)/;
  if (call === 'GET /access/roles') {
    for (const row of objectsOf(data)) {
      const role = textOf(row.roleid) ?? '';
      if (!flagOf(row.special))
        plan.roles.set(
          role,
          (textOf(row.privs) ?? '').split(',').filter(Boolean),
        );
    }
  }
  const named = [
    values.roleid,
    ...(call === 'PUT /access/acl' ? params.roles?.split(',') ?? [] : []),
  ];
  for (const role of named) {
    const isOwn = role && (!builtIn.test(role) || /^PVETest/.test(role));
    if (role && isOwn && isSuccess && !refusal.includes(`role '${role}'`)) {
      plan.roles.set(role, ['Sys.Audit']);
    }
  }
}

function planAclRow(plan: WorldPlan, row: JsonObject): void {
  const ugid = textOf(row.ugid) ?? '';
  const type = (textOf(row.type) ?? 'user') as PlannedAcl['type'];
  const roleid = textOf(row.roleid) ?? '';
  if (type === 'group') plan.groups.set(ugid, {});
  if (type === 'user') needUser(plan, ugid);
  if (type === 'token') needToken(plan, ugid.split('!')[0], ugid.split('!')[1]);
  const isCustom =
    !/^(PVE(Admin|Auditor|DatastoreAdmin|DatastoreUser|PoolAdmin|PoolUser|SDNAdmin|SDNUser|SysAdmin|TemplateUser|UserAdmin|VMAdmin|VMUser|MappingAdmin|MappingUser|MappingAuditor)|Administrator|NoAccess)$/.test(
      roleid,
    );
  if (isCustom) plan.roles.set(roleid, ['Sys.Audit']);
  plan.acl.push({
    path: textOf(row.path) ?? '/',
    type,
    ugid,
    roleid,
    propagate: flagOf(row.propagate),
  });
}

function planAcl(
  plan: WorldPlan,
  { call, params, data, isSuccess, refusal }: Facts,
): void {
  if (call === 'GET /access/acl') {
    for (const row of objectsOf(data)) planAclRow(plan, row);
  }
  if (call !== 'PUT /access/acl') return;
  for (const user of params.users?.split(',') ?? []) {
    if (!refusal.includes(`user '${user}' does not exist`))
      needUser(plan, user);
  }
  for (const token of params.tokens?.split(',') ?? []) {
    if (isSuccess) needToken(plan, token.split('!')[0], token.split('!')[1]);
  }
}

/** Realms, pools: the plain sections of the access configuration. */
function planRealmsAndPools(plan: WorldPlan, facts: Facts): void {
  const { call, values, params, data, isSuccess, refusal } = facts;
  if (call === 'GET /access/domains') {
    for (const row of objectsOf(data))
      needRow(plan, 'domains', textOf(row.realm) ?? '', row);
  }
  if (values.realm && isSuccess) {
    const row = isObject(data) ? data : {};
    needRow(plan, 'domains', values.realm, {
      type: 'ldap',
      ...row,
      realm: values.realm,
    });
  }
  const { poolid } = values;
  const named = call.startsWith('POST ')
    ? undefined
    : poolid ?? (call.endsWith(' /pools') ? params.poolid : undefined);
  if (named && !refusal.includes(`pool '${named}' does not exist`)) {
    const pool = needPool(plan, named);
    if (isObject(data)) pool.comment = textOf(data.comment);
  }
  if (call === 'GET /pools' || call === 'GET /cluster/resources') {
    for (const row of objectsOf(data)) {
      const id =
        textOf(row.poolid) ??
        (row.type === 'pool' ? textOf(row.pool) : undefined);
      if (id) needPool(plan, id).comment = textOf(row.comment);
    }
  }
  if (params.pool && isSuccess) needPool(plan, params.pool);
  planMembers(plan, facts, poolid ?? params.poolid);
}

function planMembers(
  plan: WorldPlan,
  { data, params, call }: Facts,
  pool?: string,
): void {
  const rows = [
    ...(isObject(data) ? objectsOf(data.members) : []),
    ...objectsOf(data).flatMap(row => objectsOf(row.members)),
  ];
  for (const row of rows) {
    const guest = plan.guests.get(numberOf(row.vmid) ?? 0);
    if (guest && pool) guest.pool = pool;
    const storage = textOf(row.storage);
    if (storage && pool) needPool(plan, pool).storages.push(storage);
  }
  if (!/^PUT \/pools/.test(call)) return;
  const node = [...plan.nodes.keys()][0] ?? 'pve1';
  for (const vmid of params.vms?.split(',') ?? []) {
    plan.guests.set(Number(vmid), {
      type: 'qemu',
      vmid: Number(vmid),
      node,
      status: 'stopped',
      isPaused: false,
      isUnreported: false,
      config: {},
      snapshots: [],
    });
  }
}

/** Users, groups, roles, ACLs, realms and pools. */
export function planAccess(plan: WorldPlan, facts: Facts): void {
  planUsers(plan, facts);
  planGroups(plan, facts);
  planRoles(plan, facts);
  planAcl(plan, facts);
  planRealmsAndPools(plan, facts);
}
