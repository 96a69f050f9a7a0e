import { builtInRoles } from '../../pve/auth/roles';
import { flagOf, isObject, objectsOf, objectOf, textOf } from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import { needToken, needUser, PlannedAcl, WorldPlan } from './WorldPlan';

function isBuiltIn(role: string): boolean {
  return role in builtInRoles;
}

function needRole(plan: WorldPlan, role: string): void {
  if (role && !isBuiltIn(role) && !plan.roles.has(role)) {
    plan.roles.set(role, ['Sys.Audit']);
  }
}

function needTokenId(plan: WorldPlan, tokenId: string): void {
  const [userid, id] = tokenId.split('!');
  if (id) needToken(plan, userid, id);
}

function planRoles(plan: WorldPlan, facts: Facts): void {
  const { call, values, params, data, isSuccess, refusal } = facts;
  if (call === 'GET /access/roles') {
    for (const row of objectsOf(data)) {
      const role = textOf(row.roleid) ?? '';
      const privileges = (textOf(row.privs) ?? '').split(',').filter(Boolean);
      if (!flagOf(row.special)) plan.roles.set(role, privileges);
    }
  }
  if (!isSuccess) return;
  const given =
    call === 'PUT /access/acl' ? params.roles?.split(',') ?? [] : [];
  for (const role of [values.roleid ?? '', ...given]) {
    if (!refusal.includes(`role '${role}'`)) needRole(plan, role);
  }
}

function typeOf(row: JsonObject): PlannedAcl['type'] {
  const { type } = row;
  return type === 'group' || type === 'token' ? type : 'user';
}

function planAclRow(plan: WorldPlan, row: JsonObject): void {
  const ugid = textOf(row.ugid) ?? '';
  const type = typeOf(row);
  const roleid = textOf(row.roleid) ?? '';
  if (type === 'group') plan.groups.set(ugid, {});
  if (type === 'user') needUser(plan, ugid);
  if (type === 'token') needTokenId(plan, ugid);
  needRole(plan, roleid);
  plan.acl.push({
    path: textOf(row.path) ?? '/',
    type,
    ugid,
    roleid,
    propagate: flagOf(row.propagate),
  });
}

function planAclChange(plan: WorldPlan, facts: Facts): void {
  const { call, params, isSuccess, refusal } = facts;
  if (call !== 'PUT /access/acl') return;
  for (const user of params.users?.split(',') ?? []) {
    const isUnknown = refusal.includes(`user '${user}' does not exist`);
    if (!isUnknown) needUser(plan, user);
  }
  for (const token of params.tokens?.split(',') ?? []) {
    if (isSuccess) needTokenId(plan, token);
  }
}

/** A user's permissions as shown become roles of that user. */
function planPermissions(plan: WorldPlan, { call, params, data }: Facts): void {
  const { userid } = params;
  if (call !== 'GET /access/permissions' || !userid || !isObject(data)) return;
  needUser(plan, userid);
  for (const [index, path] of Object.keys(data).entries()) {
    const roleid = `Shown${index}`;
    plan.roles.set(roleid, Object.keys(objectOf(data[path])));
    plan.acl.push({
      path,
      type: 'user',
      ugid: userid,
      roleid,
      propagate: true,
    });
  }
}

/** Roles and access control lists. */
export function planAcl(plan: WorldPlan, facts: Facts): void {
  planRoles(plan, facts);
  if (facts.call === 'GET /access/acl') {
    for (const row of objectsOf(facts.data)) planAclRow(plan, row);
  }
  planAclChange(plan, facts);
  planPermissions(plan, facts);
}
