import {
  configurationSummarySchema,
  guestSchema,
  problemSchema,
  proxmoxClusterSchema,
  proxmoxNetworkSchema,
  proxmoxNodeSchema,
  proxmoxStorageSchema,
  SourceState,
  taskSchema,
} from '@rackstage/plugin-proxmox-common';
import { z } from 'zod/v4';
import { StateFormat } from './StateFormat';

const snapshotSchema = z.object({
  cluster: proxmoxClusterSchema,
  nodes: z.array(proxmoxNodeSchema),
  guests: z.array(guestSchema),
  storages: z.array(proxmoxStorageSchema),
  networks: z
    .object({ asOf: z.string(), items: z.array(proxmoxNetworkSchema) })
    .optional(),
  // Absent in rows from before there were any.
  configurations: z.record(z.string(), configurationSummarySchema).optional(),
  tasks: z.array(taskSchema).optional(),
});

/** Proxmox clusters. */
export const proxmoxSourceFormat: StateFormat<SourceState> = {
  kind: 'proxmox',
  version: 1,
  schema: z.object({
    source: z.string(),
    title: z.string(),
    data: snapshotSchema.optional(),
    asOf: z.iso.datetime().optional(),
    error: problemSchema.optional(),
    warnings: z.array(problemSchema),
    complete: z.boolean(),
    version: z.number(),
  }),
};
