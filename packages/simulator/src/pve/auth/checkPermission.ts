import { ApiError, forbidden } from '../ApiError';
import { PermissionCheck } from '../register/parseDeclarations';
import { Authority, Caller } from './Authority';
import { World } from '../world/World';

/** What a permission check reads. */
export interface PermissionCheckOptions {
  authority: Authority;
  world: World;
  caller: Caller;
  /** Unchecked parameters: permissions come before their verification. */
  parameters: Record<string, unknown>;
}

function fillPath(path: string, parameters: Record<string, unknown>): string {
  return path.replace(/\{([^}]+)\}/g, (_, name) =>
    String(parameters[name] ?? ''),
  );
}

function checkPrivileges(
  options: PermissionCheckOptions,
  check: unknown[],
): void {
  const { authority, caller, parameters } = options;
  const path = fillPath(String(check[1]), parameters);
  const privileges = check[2] as string[];
  const extra = check.slice(3);
  const any = extra.includes('any');
  const required = extra[extra.indexOf('require_param') + 1];
  if (extra.includes('require_param') && !parameters[String(required)]) {
    throw forbidden();
  }
  if (any) {
    if (!authority.hasAny(caller, path, privileges)) {
      throw forbidden(`${path}, ${privileges.join('|')}`);
    }
    return;
  }
  for (const privilege of privileges) {
    if (!authority.has(caller, path, [privilege])) {
      throw forbidden(`${path}, ${privilege}`);
    }
  }
}

function passes(options: PermissionCheckOptions, check: unknown[]): boolean {
  try {
    evaluate(options, check);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return false;
    throw error;
  }
}

function checkUserGroup(
  options: PermissionCheckOptions,
  check: unknown[],
): void {
  const { authority, world, caller, parameters } = options;
  const privileges = check[1] as string[];
  if (authority.hasAny(caller, '/access/groups', privileges)) return;
  const groups = check.includes('groups_param')
    ? String(parameters.groups ?? '').split(/[,;\s]+/)
    : world.users.get(String(parameters.userid))?.groups ?? [];
  const allowed = groups
    .filter(Boolean)
    .some(g => authority.hasAny(caller, `/access/groups/${g}`, privileges));
  if (!allowed) throw forbidden(`/access/groups, ${privileges.join('|')}`);
}

function checkUserParameter(
  options: PermissionCheckOptions,
  check: unknown[],
): void {
  const { authority, caller, parameters } = options;
  const userid = String(parameters.userid ?? '');
  if (check[1] === 'self') {
    if (caller.authid !== userid) {
      throw forbidden(`${caller.authid} != ${userid}`);
    }
    return;
  }
  const realm = userid.split('@').pop();
  checkPrivileges({ authority, caller, parameters, world: options.world }, [
    'perm',
    `/access/realm/${realm}`,
    ['Realm.AllocateUser'],
  ]);
}

function evaluate(options: PermissionCheckOptions, check: unknown[]): void {
  const children = check.slice(1).filter(Array.isArray) as unknown[][];
  switch (check[0]) {
    case 'perm':
      checkPrivileges(options, check);
      return;
    case 'and':
      children.forEach(child => evaluate(options, child));
      return;
    case 'or':
      if (!children.some(child => passes(options, child))) throw forbidden();
      return;
    case 'userid-group':
      checkUserGroup(options, check);
      return;
    case 'userid-param':
      checkUserParameter(options, check);
      return;
    case 'perm-modify':
      checkPermissionModify(options, String(check[1]));
      return;
    default:
      throw forbidden();
  }
}

function checkPermissionModify(
  options: PermissionCheckOptions,
  template: string,
): void {
  const { authority, caller, parameters } = options;
  const path = fillPath(template, parameters);
  const area = path.split('/')[1];
  const also: Record<string, string> = {
    storage: 'Datastore.Allocate',
    vms: 'VM.Allocate',
    pool: 'Pool.Allocate',
  };
  const privileges = ['Permissions.Modify', also[area]].filter(Boolean);
  if (!authority.hasAny(caller, path, privileges)) {
    throw forbidden(`${path}, Permissions.Modify`);
  }
}

/**
 * Runs the declared check. It comes before parameters are verified and before
 * anything is looked up, so an unknown guest is 403 to who may not see it.
 */
export function checkPermission(
  check: PermissionCheck,
  options: PermissionCheckOptions,
): void {
  if (check === 'root') {
    if (!options.authority.isRootLogin(options.caller)) {
      throw forbidden('user != root@pam');
    }
    return;
  }
  if (Array.isArray(check)) evaluate(options, check);
}
