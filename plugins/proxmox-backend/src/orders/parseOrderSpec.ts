import { InputError } from '@backstage/errors';
import {
  TenantClusterOrderSpec,
  tenantClusterOrderSpecSchema,
} from '@rackstage/plugin-proxmox-common';

/** Reads what was ordered. Throws InputError that names every wrong field and what is expected of it. */
export function parseOrderSpec(body: unknown): TenantClusterOrderSpec {
  const result = tenantClusterOrderSpecSchema.safeParse(body);
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(({ path, message }) => `${path.join('.') || 'order'}: ${message}`)
        .join('; '),
    );
  }
  return result.data;
}
