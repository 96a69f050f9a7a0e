import { EffectivePermissions } from '../facts';
import { expectObject } from './readRows';

/**
 * Reads `GET /access/permissions`. The number behind a privilege says whether it propagates to what lies below.
 * Proxmox writes "nothing at all" as an empty list.
 */
export function readPermissions(data: unknown): EffectivePermissions {
  if (Array.isArray(data) && data.length === 0) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(expectObject(data)).map(([path, privileges]) => [
      path,
      Object.fromEntries(
        Object.entries(Object(privileges)).map(([privilege, propagates]) => [
          privilege,
          Number(propagates) === 1,
        ]),
      ),
    ]),
  );
}
