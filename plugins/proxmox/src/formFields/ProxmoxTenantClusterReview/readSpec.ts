import { isError } from '@backstage/errors';
import {
  TenantClusterOrderSpec,
  buildTenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';

/** The order that the form makes, or what is wrong with what was filled in. */
export function readSpec(
  form: Record<string, unknown> = {},
): { spec: TenantClusterOrderSpec } | { spec: undefined; problems: string[] } {
  try {
    return { spec: buildTenantClusterOrderSpec(form) };
  } catch (error) {
    if (!isError(error) || error.name !== 'InputError') {
      throw error;
    }
    return { spec: undefined, problems: error.message.split('; ') };
  }
}
