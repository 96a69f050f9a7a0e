import { z } from 'zod/v4';
import { Guest } from './guest';

/** @public */
export const configurationSummarySchema = z.object({
  /** ISO 8601; when it was read. */
  asOf: z.string(),
  /** Ids of the storages that hold its disks, each once, sorted; media in CD-ROM drives do not count. */
  storages: z.array(z.string()),
  /** Of its network devices, in their order; lower case, colon-separated. */
  macs: z.array(z.string()),
  /** From cloud-init or the container's own settings, without prefix lengths; configured, not observed. */
  addresses: z.array(z.string()),
  /** Of a virtual machine: with VMID and cluster its identity. */
  smbiosUuid: z.string().optional(),
});

/**
 * The part of a guest's configuration that the inventory keeps of every guest. It is read seldom and guest by guest,
 * so each has an age of its own.
 *
 * @public
 */
export interface ConfigurationSummary
  extends z.infer<typeof configurationSummarySchema> {}

/** Key of a guest in `configurations` of a snapshot: `qemu/101`. @public */
export function configurationKey(guest: Pick<Guest, 'type' | 'vmid'>): string {
  return `${guest.type}/${guest.vmid}`;
}
