import { randomUUID } from 'node:crypto';
import { demandWritableUsers } from '../access/demandWritableUsers';
import { badParameters, failure, forbidden } from '../ApiError';
import { Call, Handlers } from '../Call';
import { Token, User } from '../world/types';

const properties = ['email', 'firstname', 'lastname', 'comment', 'keys'];

function describe(user: User) {
  return {
    userid: user.userid,
    enable: Number(user.isEnabled),
    expire: user.expire,
    ...user.properties,
  };
}

function demandUser(call: Call): User {
  const userid = call.text('userid');
  const user = call.world.users.get(userid);
  if (!user) throw failure(`no such user ('${userid}')`);
  return user;
}

function maySeeUser(call: Call, user: User): boolean {
  if (user.userid === call.caller.userid) return true;
  if (call.mayAny('/access/groups', 'User.Modify', 'Sys.Audit')) return true;
  return user.groups.some(g =>
    call.mayAny(`/access/groups/${g}`, 'User.Modify', 'Sys.Audit'),
  );
}

function realmType(call: Call, userid: string): string {
  const realm = userid.split('@').pop() ?? '';
  return String(call.world.section('domains').get(realm)?.type ?? 'pve');
}

function describeToken(token: Token) {
  return {
    privsep: Number(token.hasSeparatePrivileges),
    expire: token.expire,
    ...(token.comment === undefined ? {} : { comment: token.comment }),
  };
}

function listUsers(call: Call) {
  return [...call.world.users.values()]
    .filter(user => maySeeUser(call, user))
    .filter(
      user =>
        call.parameters.enabled === undefined ||
        user.isEnabled === call.flag('enabled'),
    )
    .map(user => ({
      ...describe(user),
      'realm-type': realmType(call, user.userid),
      ...(call.flag('full')
        ? {
            groups: user.groups.join(','),
            tokens: user.tokens.map(t => ({
              tokenid: t.id,
              ...describeToken(t),
            })),
          }
        : {}),
    }));
}

function readProperties(call: Call, user: User): void {
  for (const name of properties) {
    const value = call.optionalText(name);
    if (value !== undefined) user.properties[name] = value;
  }
  if (call.parameters.enable !== undefined)
    user.isEnabled = call.flag('enable');
  user.expire = call.optionalInteger('expire') ?? user.expire;
  if (call.parameters.groups !== undefined) {
    const groups = call.list('groups');
    user.groups = call.flag('append')
      ? [...new Set([...user.groups, ...groups])]
      : groups;
  }
}

function createUser(call: Call) {
  demandWritableUsers(call, 'create user failed');
  const userid = call.text('userid');
  if (call.world.users.has(userid)) {
    throw failure(`create user failed: user '${userid}' already exists`);
  }
  const realm = userid.split('@').pop() ?? '';
  if (!call.world.section('domains').has(realm)) {
    throw failure(`create user failed: domain '${realm}' does not exist`);
  }
  const user: User = {
    userid,
    password: call.optionalText('password'),
    isEnabled: true,
    expire: 0,
    groups: [],
    tokens: [],
    properties: {},
  };
  readProperties(call, user);
  call.world.users.set(userid, user);
  return null;
}

function updateUser(call: Call) {
  demandWritableUsers(call, 'update user failed');
  readProperties(call, demandUser(call));
  return null;
}

function deleteUser(call: Call) {
  demandWritableUsers(call, 'delete user failed');
  const { userid } = demandUser(call);
  if (userid === 'root@pam') {
    throw failure("delete user failed: unable to delete 'root@pam'");
  }
  call.world.users.delete(userid);
  call.world.acl = call.world.acl.filter(
    e => e.ugid !== userid && !e.ugid.startsWith(`${userid}!`),
  );
  return null;
}

function getUser(call: Call) {
  const user = demandUser(call);
  const { userid: _, ...rest } = describe(user);
  return {
    ...rest,
    groups: user.groups,
    ...(user.tokens.length > 0
      ? {
          tokens: Object.fromEntries(
            user.tokens.map(t => [t.id, describeToken(t)]),
          ),
        }
      : {}),
  };
}

function demandToken(call: Call): Token {
  const user = demandUser(call);
  const id = call.text('tokenid');
  const token = user.tokens.find(t => t.id === id);
  if (!token) throw failure(`no such token '${id}' for user '${user.userid}'`);
  return token;
}

function tokenInfo(call: Call, token: Token) {
  // Text here, numbers in lists: recorded.
  return {
    privsep: String(Number(token.hasSeparatePrivileges)),
    ...(call.parameters.expire === undefined
      ? {}
      : { expire: String(token.expire) }),
    ...(token.comment === undefined ? {} : { comment: token.comment }),
  };
}

function createToken(call: Call) {
  const user = demandUser(call);
  const id = call.text('tokenid');
  if (user.tokens.some(t => t.id === id)) {
    throw badParameters({ tokenid: 'Token already exists.' });
  }
  const token: Token = {
    id,
    secret: randomUUID(),
    hasSeparatePrivileges: call.flag('privsep', true),
    expire: call.optionalInteger('expire') ?? 0,
    comment: call.optionalText('comment'),
  };
  user.tokens.push(token);
  return {
    'full-tokenid': `${user.userid}!${id}`,
    value: token.secret,
    info: tokenInfo(call, token),
  };
}

function updateToken(call: Call) {
  const token = demandToken(call);
  if (call.parameters.privsep !== undefined)
    token.hasSeparatePrivileges = call.flag('privsep');
  token.expire = call.optionalInteger('expire') ?? token.expire;
  token.comment = call.optionalText('comment') ?? token.comment;
  if (!call.flag('regenerate')) return describeToken(token);
  token.secret = randomUUID();
  return {
    ...describeToken(token),
    value: token.secret,
    'full-tokenid': `${call.text('userid')}!${token.id}`,
  };
}

function deleteToken(call: Call) {
  const token = demandToken(call);
  const user = demandUser(call);
  user.tokens = user.tokens.filter(t => t !== token);
  const full = `${user.userid}!${token.id}`;
  call.world.acl = call.world.acl.filter(e => e.ugid !== full);
  return null;
}

function changePassword(call: Call) {
  const user = demandUser(call);
  const isOwn = call.caller.authid === user.userid;
  if (user.userid === 'root@pam' && !isOwn) throw forbidden();
  user.password = call.text('password');
  return null;
}

/** Users, their tokens and passwords. */
export const userRoutes: Handlers = {
  'GET /access/users': listUsers,
  'POST /access/users': createUser,
  'GET /access/users/{userid}': getUser,
  'PUT /access/users/{userid}': updateUser,
  'DELETE /access/users/{userid}': deleteUser,
  'GET /access/users/{userid}/token': call =>
    demandUser(call).tokens.map(t => ({ tokenid: t.id, ...describeToken(t) })),
  'GET /access/users/{userid}/token/{tokenid}': call =>
    describeToken(demandToken(call)),
  'POST /access/users/{userid}/token/{tokenid}': createToken,
  'PUT /access/users/{userid}/token/{tokenid}': updateToken,
  'DELETE /access/users/{userid}/token/{tokenid}': deleteToken,
  'PUT /access/password': changePassword,
  'GET /access/tfa': call =>
    [...call.world.users.values()]
      .filter(user => maySeeUser(call, user))
      .map(user => ({ userid: user.userid, entries: [] })),
  'GET /access/tfa/{userid}': call => {
    demandUser(call);
    return [];
  },
};
