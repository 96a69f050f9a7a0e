import {
  findTenantClusterFormKey,
  PreflightCheck,
} from '@rackstage/plugin-proxmox-common';

/** One line on a check: the key of the form where one is to blame, what is so, and what to do. */
export function describeCheck(check: PreflightCheck): string {
  const { field, text, nextStep } = check;
  const key = field ? findTenantClusterFormKey(field) ?? field : undefined;
  return [key ? `${key}: ${text}` : text, nextStep].filter(Boolean).join(' ');
}
