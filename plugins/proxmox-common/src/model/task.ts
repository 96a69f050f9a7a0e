import { z } from 'zod/v4';

/** @public */
export const taskSchema = z.object({
  source: z.string(),
  upid: z.string(),
  /** The node named in the UPID: the task is polled there, wherever it was started. */
  node: z.string(),
  /** Proxmox's worker type: `qmclone`, `vzstart`, `vzdump` … */
  type: z.string(),
  /** Usually a VMID; may be empty. The id of a clone is that of the source guest. */
  id: z.string(),
  user: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  endedAt: z.string().optional(),
  /** `warnings` is a success whose log is worth a look. */
  outcome: z.enum(['running', 'ok', 'warnings', 'failed']),
  /** The exit text where it is not `OK`. */
  message: z.string().optional(),
});

/** A Proxmox worker task. @public */
export interface Task extends z.infer<typeof taskSchema> {}

/** @public */
export const taskLogSchema = z.object({
  upid: z.string(),
  lines: z.array(z.object({ n: z.number(), text: z.string() })),
  total: z.number(),
});

/** A page of a task's log; `n` counts from 1. @public */
export interface TaskLog extends z.infer<typeof taskLogSchema> {}
