import {
  flagOf,
  isObject,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from '../json';
import type { JsonObject } from '../types';
import type { Facts } from './Facts';
import { needToken, needUser, WorldPlan } from './WorldPlan';

const profile = ['firstname', 'lastname', 'email', 'comment'];

const isUserId = (id?: string): id is string => Boolean(id?.includes('@'));

/** Makes a user a member of a group; both exist afterwards. */
export function joinGroup(
  plan: WorldPlan,
  userid: string,
  group: string,
): void {
  if (!plan.groups.has(group)) plan.groups.set(group, {});
  const user = needUser(plan, userid);
  if (!user.groups.includes(group)) user.groups.push(group);
}

/** Lists of names come as arrays or joined by commas. */
function namesOf(row: JsonObject, key: string): string[] {
  const value = row[key];
  const names = Array.isArray(value)
    ? value.map(name => textOf(name) ?? '')
    : textOf(value)?.split(',') ?? [];
  return names.filter(Boolean);
}

/** Tokens come as rows, or as an object by token name. */
function tokenRows(row: JsonObject): JsonObject[] {
  if (!isObject(row.tokens)) return objectsOf(row.tokens);
  return Object.entries(row.tokens).map(([tokenid, value]) => ({
    ...objectOf(value),
    tokenid,
  }));
}

function applyTokenRow(plan: WorldPlan, userid: string, row: JsonObject): void {
  const id = textOf(row.tokenid);
  if (!id) return;
  const token = needToken(plan, userid, id);
  if ('privsep' in row) token.hasSeparatePrivileges = flagOf(row.privsep);
  token.expire = numberOf(row.expire) ?? 0;
  token.comment = textOf(row.comment);
}

function applyUserRow(plan: WorldPlan, userid: string, row: JsonObject): void {
  const user = needUser(plan, userid);
  if ('enable' in row) user.isEnabled = flagOf(row.enable);
  for (const key of profile) {
    const value = textOf(row[key]);
    if (value) user.properties[key] = value;
  }
  for (const group of namesOf(row, 'groups')) joinGroup(plan, userid, group);
  for (const token of tokenRows(row)) applyTokenRow(plan, userid, token);
}

function planPathUser(plan: WorldPlan, facts: Facts): void {
  const { call, values, data, isSuccess } = facts;
  const { userid, tokenid } = values;
  if (!isUserId(userid)) return;
  if (isSuccess) applyUserRow(plan, userid, tokenid ? {} : objectOf(data));
  if (call.endsWith('/token')) {
    for (const row of objectsOf(data)) applyTokenRow(plan, userid, row);
  }
  const isNew = call.startsWith('POST ');
  if (tokenid && isSuccess && !isNew) {
    applyTokenRow(plan, userid, { ...objectOf(data), tokenid });
  }
}

/** Users and their tokens: of the path, the request and a list's rows. */
export function planUsers(plan: WorldPlan, facts: Facts): void {
  const { call, params, data, isSuccess } = facts;
  if (call === 'GET /access/users') {
    for (const row of objectsOf(data)) {
      applyUserRow(plan, textOf(row.userid) ?? '', row);
    }
  }
  planPathUser(plan, facts);
  if (!isSuccess) return;
  const isNew = call === 'POST /access/users';
  if (isUserId(params.userid) && !isNew) needUser(plan, params.userid);
  for (const group of params.groups?.split(',') ?? []) {
    if (group) plan.groups.set(group, {});
  }
}

/** Groups with their members. */
export function planGroups(plan: WorldPlan, facts: Facts): void {
  const { call, values, data, isSuccess } = facts;
  if (call === 'GET /access/groups') {
    for (const row of objectsOf(data)) {
      const group = textOf(row.groupid) ?? '';
      plan.groups.set(group, { comment: textOf(row.comment) });
      for (const user of namesOf(row, 'users')) joinGroup(plan, user, group);
    }
  }
  const { groupid } = values;
  if (!groupid || !isSuccess) return;
  plan.groups.set(groupid, {});
  for (const member of namesOf(objectOf(data), 'members')) {
    joinGroup(plan, member, groupid);
  }
}
