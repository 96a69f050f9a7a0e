import {
  hasPrivilege,
  PveClient,
  readEffectivePermissions,
} from '@rackstage/plugin-proxmox-node';
import { z } from 'zod/v4';

const schema = z.array(z.object({ poolid: z.string() }));

/**
 * Whether a resource pool is there. Proxmox leaves out what the portal's own token may not see, so `undefined` where it
 * is not listed and would not be.
 */
export async function readPoolExists(
  client: PveClient,
  pool: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const [{ data }, permissions] = await Promise.all([
    client.request({ method: 'GET', pathTemplate: '/pools', signal }),
    readEffectivePermissions(client, { signal }),
  ]);
  if (schema.parse(data).some(({ poolid }) => poolid === pool)) {
    return true;
  }
  return hasPrivilege(permissions, `/pool/${pool}`, 'Pool.Audit')
    ? false
    : undefined;
}
