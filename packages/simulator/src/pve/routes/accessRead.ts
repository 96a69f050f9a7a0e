import { failure } from '../ApiError';
import { Caller, pathPrefixes } from '../auth/Authority';
import { Call, Handlers } from '../Call';

const basePaths = [
  '/',
  '/access',
  '/access/groups',
  '/mapping',
  '/nodes',
  '/pool',
  '/sdn',
  '/storage',
  '/vms',
];

function knownPaths(call: Call): string[] {
  const { world } = call;
  const paths = new Set(basePaths);
  world.acl.flatMap(e => pathPrefixes(e.path)).forEach(p => paths.add(p));
  for (const guest of world.guests.values()) {
    if (guest.pool) paths.add(`/vms/${guest.vmid}`);
  }
  return [...paths];
}

function readCaller(call: Call): Caller {
  const authid = call.optionalText('userid');
  if (!authid || authid === call.caller.authid) return call.caller;
  call.demand('/access', 'Sys.Audit');
  const [userid, tokenid] = authid.split('!');
  return { userid, tokenid, authid };
}

function getPermissions(call: Call) {
  const caller = readCaller(call);
  const only = call.optionalText('path');
  const result: Record<string, Record<string, number>> = {};
  for (const path of only ? [only] : knownPaths(call)) {
    const privileges = call.site.authority.privileges(caller, path);
    if (privileges.size === 0 && !only) continue;
    result[path] = Object.fromEntries(
      [...privileges].map(([name, propagate]) => [name, Number(propagate)]),
    );
  }
  return result;
}

/** Reading what users, tokens and groups may do. */
export const accessReadRoutes: Handlers = {
  'GET /access': () =>
    [
      'users',
      'groups',
      'roles',
      'acl',
      'domains',
      'openid',
      'tfa',
      'ticket',
      'password',
    ].map(subdir => ({ subdir })),
  'GET /access/permissions': getPermissions,
  'GET /access/roles': call =>
    [...call.world.roles.values()].map(role => ({
      roleid: role.id,
      privs: role.privileges.join(','),
      special: Number(role.isBuiltIn),
    })),
  'GET /access/roles/{roleid}': call => {
    const role = call.world.roles.get(call.text('roleid'));
    if (!role) throw failure(`role '${call.text('roleid')}' does not exist`);
    return Object.fromEntries(role.privileges.map(p => [p, 1]));
  },
  'GET /access/domains': call =>
    [...call.world.section('domains').values()].map(row => ({
      realm: row.realm,
      type: row.type,
      ...(row.comment === undefined ? {} : { comment: row.comment }),
      ...(row.default === undefined ? {} : { default: row.default }),
      ...(row.tfa === undefined ? {} : { tfa: row.tfa }),
    })),
};
