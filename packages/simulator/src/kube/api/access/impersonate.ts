import type { IncomingHttpHeaders } from 'node:http';
import type { RequestTarget } from '../http/parseTarget';
import { forbiddenPath, StatusError } from '../StatusError';
import type { AccessControl } from './AccessControl';
import { refuseResource } from './authorizeResource';
import { anonymous, Caller, serviceAccountOf } from './Caller';

/** What somebody attempts as somebody else. */
export interface ImpersonatedAttempt {
  verb: string;
  target: RequestTarget;
}

function listOf(value: string | string[] | undefined): string[] {
  const texts = value === undefined ? [] : [value].flat();
  return texts
    .flatMap(text => text.split(','))
    .map(text => text.trim())
    .filter(text => text !== '');
}

/** How Go prints whom somebody wanted to be. */
function printed(groups: string[]): string {
  const list = groups.map(group => `"${group}"`).join(', ');
  return `&user.DefaultInfo{Name:"", UID:"", Groups:[]string{${list}}, Extra:map[string][]string(nil)}`;
}

/** Whom the headers name; undefined for a call in one's own name. */
function wantedBy(headers: IncomingHttpHeaders): Caller | undefined {
  const [name] = listOf(headers['impersonate-user']);
  const [uid] = listOf(headers['impersonate-uid']);
  const groups = listOf(headers['impersonate-group']);
  if (name === undefined) {
    if (groups.length === 0 && uid === undefined) return undefined;
    throw new StatusError({
      code: 400,
      reason: 'BadRequest',
      message: `requested ${printed(groups)} without impersonating a user name`,
      isOfAuthorizer: true,
    });
  }
  return { name, groups, ...(uid === undefined ? {} : { uid }) };
}

/** The rights that it takes to be somebody: one for the name, one per group. */
function mayBe(access: AccessControl, caller: Caller, wanted: Caller): boolean {
  const attempt = { verb: 'impersonate', group: '' };
  const account = serviceAccountOf(wanted.name);
  const user = account
    ? { ...attempt, resource: 'serviceaccounts', ...account }
    : { ...attempt, resource: 'users', name: wanted.name };
  const groups = wanted.groups.map(name => ({
    ...attempt,
    resource: 'groups',
    name,
  }));
  return [user, ...groups].every(each => access.decide(caller, each).allowed);
}

/** The groups that come with a name. */
function groupsOf({ name, groups }: Caller): string[] {
  if (name === anonymous.name) return [...groups, ...anonymous.groups];
  const account = serviceAccountOf(name);
  const own =
    account && groups.length === 0
      ? [
          'system:serviceaccounts',
          `system:serviceaccounts:${account.namespace}`,
        ]
      : groups;
  return [...own, 'system:authenticated'];
}

/**
 * Whoever a call is made as: the caller, or whom its headers name. Throws a 403
 * for callers who may not be somebody else.
 */
export function impersonate(
  access: AccessControl,
  { caller, headers }: { caller: Caller; headers: IncomingHttpHeaders },
  attempt: ImpersonatedAttempt,
): Caller {
  const wanted = wantedBy(headers);
  if (!wanted) return caller;
  if (!mayBe(access, caller, wanted)) {
    const verb = `impersonate-on:user-info:${attempt.verb}`;
    const { target } = attempt;
    throw target.type === 'path'
      ? forbiddenPath(caller.name, verb, target.path)
      : refuseResource(caller, { verb, target });
  }
  return { ...wanted, groups: groupsOf(wanted) };
}
