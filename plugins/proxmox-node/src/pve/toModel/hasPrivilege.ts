import { EffectivePermissions } from '../facts';

/**
 * Whether the credentials hold a privilege on a path. Proxmox lists the paths that have an entry of their own; for any
 * other the nearest one above counts, if it propagates. Rights that a pool gives to its members are listed under
 * `/pool/<pool>` and have to be asked for there.
 *
 * @public
 */
export function hasPrivilege(
  permissions: EffectivePermissions,
  path: string,
  privilege: string,
): boolean {
  const own = permissions[path];
  if (own) {
    return privilege in own;
  }
  for (let above = parentOf(path); above; above = parentOf(above)) {
    const entry = permissions[above];
    if (entry) {
      return entry[privilege] === true;
    }
  }
  return false;
}

function parentOf(path: string): string | undefined {
  if (path === '/' || path === '') {
    return undefined;
  }
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
