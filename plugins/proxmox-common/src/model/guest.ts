import { z } from 'zod/v4';
import { guestTypeSchema } from './resource';

/** @public */
export const guestStatusSchema = z.enum([
  'running',
  'stopped',
  'paused',
  'suspended',
  'unknown',
]);

/** `unknown` also means: its node is offline, or no status broadcast has arrived yet. @public */
export type GuestStatus = z.infer<typeof guestStatusSchema>;

/** @public */
export const usageSchema = z.object({
  /** In bytes. Absent where Proxmox does not say (disk of a virtual machine). */
  used: z.number().optional(),
  /** In bytes. */
  total: z.number(),
});

/** @public */
export const guestSchema = z.object({
  source: z.string(),
  type: guestTypeSchema,
  vmid: z.number().int(),
  node: z.string(),
  /** Absent until the first status broadcast of its node (up to 10 s after creation) or while that node is offline. */
  name: z.string().optional(),
  status: guestStatusSchema,
  template: z.boolean(),
  tags: z.array(z.string()),
  pool: z.string().optional(),
  /** The lock that Proxmox holds on the guest: `clone`, `backup`, `migrate`, `snapshot` … */
  lock: z.string().optional(),
  haState: z.string().optional(),
  /** `used` is a fraction of all `cores` (0..1). Absent while the node is offline. */
  cpu: z.object({ used: z.number().optional(), cores: z.number() }).optional(),
  memory: usageSchema.optional(),
  disk: usageSchema.optional(),
  /** In seconds. */
  uptime: z.number().optional(),
  /** In bytes since the guest was started. */
  traffic: z.object({ in: z.number(), out: z.number() }).optional(),
  /** Entity ref, from the owner rules of the source; of a machine that none of them names, the owner of its tenant. */
  owner: z.string(),
  /** Entity ref of the guest's entity in the catalogue. */
  entityRef: z.string(),
  /** ISO 8601; set where the source's credentials can no longer read the guest, which is then kept as last seen. */
  unreadableSince: z.string().optional(),
});

/**
 * A virtual machine or container as the fast lane sees it (`GET /cluster/resources`).
 *
 * @public
 */
export interface Guest extends z.infer<typeof guestSchema> {}
