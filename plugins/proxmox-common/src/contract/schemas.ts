import { z } from 'zod/v4';
import { diagnosisSchema } from '../health';
import {
  guestAddressSchema,
  guestConfigurationSchema,
  guestSchema,
  guestSnapshotSchema,
  guestStatusSchema,
  guestTypeSchema,
  problemSchema,
  proxmoxClusterSchema,
  proxmoxNetworkSchema,
  proxmoxNodeSchema,
  proxmoxStorageSchema,
  taskLogSchema,
  taskSchema,
} from '../model';

/** @public */
export const sourceHealthSchema = z.enum([
  'healthy',
  'degraded',
  'failing',
  'pending',
]);

/** `failing`: the newest read failed and what is shown is the last good one; `pending`: never read. @public */
export type SourceHealth = z.infer<typeof sourceHealthSchema>;

/** @public */
export const sourceAgeSchema = z.object({
  name: z.string(),
  title: z.string(),
  health: sourceHealthSchema,
  /** ISO 8601; when the shown data was read. */
  asOf: z.string().optional(),
  /** The error first, then warnings. */
  problems: z.array(problemSchema),
});

/** How a source is and how old its data are; travels with every answer. @public */
export interface SourceAge extends z.infer<typeof sourceAgeSchema> {}

/** @public */
export const sourceSummarySchema = sourceAgeSchema.extend({
  cluster: proxmoxClusterSchema.optional(),
  /** Of what the caller may see. */
  counts: z.object({
    nodes: z.number(),
    nodesOnline: z.number(),
    guests: z.number(),
    guestsRunning: z.number(),
    storages: z.number(),
  }),
});

/** @public */
export interface SourceSummary extends z.infer<typeof sourceSummarySchema> {}

/** `GET /v1/sources` @public */
export const sourcesAnswerSchema = z.object({
  items: z.array(sourceSummarySchema),
});

/** @public */
export const guestSortKeys = [
  'name',
  'vmid',
  'node',
  'status',
  'cpu',
  'memory',
  'owner',
  'source',
  'uptime',
] as const;

/** Query of `GET /v1/guests`. @public */
export const guestsQuerySchema = z.object({
  source: z.string().optional(),
  type: guestTypeSchema.optional(),
  status: guestStatusSchema.optional(),
  node: z.string().optional(),
  owner: z.string().optional(),
  pool: z.string().optional(),
  tag: z.string().optional(),
  template: z.stringbool().optional(),
  /** Part of a name, VMID, tag, pool or node; case-insensitive. */
  search: z.string().max(200).optional(),
  sort: z.enum(guestSortKeys).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** @public */
export type GuestsQuery = z.input<typeof guestsQuerySchema>;

/** `GET /v1/guests` @public */
export const guestsAnswerSchema = z.object({
  items: z.array(guestSchema),
  /** Of all pages. */
  total: z.number(),
  offset: z.number(),
  limit: z.number(),
  /** Every source that took part, failing ones too: their rows are the last good ones. */
  sources: z.array(sourceAgeSchema),
});

/** @public */
export type GuestsAnswer = z.infer<typeof guestsAnswerSchema>;

/** `GET /v1/guests/:source/:type/:vmid` @public */
export const guestAnswerSchema = z.object({
  guest: guestSchema,
  source: sourceAgeSchema,
  node: proxmoxNodeSchema.optional(),
  diagnoses: z.array(diagnosisSchema),
  /** Opens the guest in Proxmox's own interface. */
  webUrl: z.string().optional(),
});

/** @public */
export type GuestAnswer = z.infer<typeof guestAnswerSchema>;

/**
 * One part of an answer that is read on demand: its value with its own age, or why it could not be read.
 *
 * @public
 */
export function partSchema<T extends z.ZodType>(value: T) {
  return z.union([
    z.object({ asOf: z.string(), value }),
    z.object({ problem: problemSchema }),
  ]);
}

/** `GET /v1/guests/:source/:type/:vmid/details`: parts fail one by one. @public */
export const guestDetailsAnswerSchema = z.object({
  configuration: partSchema(guestConfigurationSchema),
  addresses: partSchema(z.array(guestAddressSchema)),
  snapshots: partSchema(z.array(guestSnapshotSchema)),
});

/** @public */
export type GuestDetailsAnswer = z.infer<typeof guestDetailsAnswerSchema>;

/** `GET /v1/guests/:source/:type/:vmid/tasks` @public */
export const tasksAnswerSchema = z.object({
  items: z.array(taskSchema),
  asOf: z.string(),
});

/** @public */
export type TasksAnswer = z.infer<typeof tasksAnswerSchema>;

/** Query of `GET /v1/guests/:source/:type/:vmid/tasks/:upid/log`. @public */
export const taskLogQuerySchema = z.object({
  start: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});

/** `GET /v1/guests/:source/:type/:vmid/tasks/:upid/log` @public */
export const taskLogAnswerSchema = taskLogSchema;

/** `GET /v1/nodes?source=` @public */
export const nodesAnswerSchema = z.object({
  items: z.array(proxmoxNodeSchema),
  sources: z.array(sourceAgeSchema),
});

/** @public */
export type NodesAnswer = z.infer<typeof nodesAnswerSchema>;

/** `GET /v1/storages?source=` @public */
export const storagesAnswerSchema = z.object({
  items: z.array(proxmoxStorageSchema),
  sources: z.array(sourceAgeSchema),
});

/** @public */
export type StoragesAnswer = z.infer<typeof storagesAnswerSchema>;

/** `GET /v1/networks?source=` @public */
export const networksAnswerSchema = z.object({
  items: z.array(proxmoxNetworkSchema),
  sources: z.array(sourceAgeSchema),
});

/** @public */
export type NetworksAnswer = z.infer<typeof networksAnswerSchema>;
