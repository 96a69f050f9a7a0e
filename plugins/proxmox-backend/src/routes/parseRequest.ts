import { InputError } from '@backstage/errors';
import {
  GuestId,
  GuestType,
  guestTypeSchema,
} from '@rackstage/plugin-proxmox-common';
import { z } from 'zod/v4';

// Limits of Proxmox itself (PVE::JSONSchema, format pve-vmid).
const VMID_MIN = 100;
const VMID_MAX = 999_999_999;

/**
 * Reads a query by its schema. Throws InputError that names every wrong parameter and what is
 * expected; a parameter that nobody knows is wrong too, because a typo would silently widen a list.
 */
export function parseQuery<T extends z.ZodObject>(
  schema: T,
  query: unknown,
): z.output<T> {
  const result = schema.strict().safeParse(query);
  if (!result.success) {
    throw new InputError(
      result.error.issues.map(issue => describeIssue(issue, schema)).join('; '),
    );
  }
  return result.data as z.output<T>;
}

function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodObject): string {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schema.shape).join(', ');
    return `${issue.keys.join(', ')}: no such parameter; known are ${known}`;
  }
  return `${issue.path.join('.') || 'query'}: ${issue.message}`;
}

/** Reads the identity of a guest from a path. Throws InputError that names the part that is wrong. */
export function parseGuestId(params: Record<string, string>): GuestId {
  return {
    source: params.source,
    type: parseGuestType(params.type),
    vmid: parseVmid(params.vmid),
  };
}

function parseGuestType(text: string): GuestType {
  const type = guestTypeSchema.safeParse(text);
  if (!type.success) {
    throw new InputError(
      `type: '${text}' is no type of guest; expected qemu or lxc`,
    );
  }
  return type.data;
}

function parseVmid(text: string): number {
  const vmid = /^[1-9][0-9]{2,8}$/.test(text) ? Number(text) : Number.NaN;
  if (!(vmid >= VMID_MIN && vmid <= VMID_MAX)) {
    throw new InputError(
      `vmid: '${text}' is no VMID; expected a whole number from ${VMID_MIN} to ${VMID_MAX}`,
    );
  }
  return vmid;
}

/** `?source=`, the query of the lists that take nothing else. */
export const sourceQuerySchema = z.object({
  source: z.string().min(1).optional(),
});
