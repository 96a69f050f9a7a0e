import {
  SourceState,
  configurationSummarySchema,
  guestSchema,
  problemSchema,
  proxmoxClusterSchema,
  proxmoxNetworkSchema,
  proxmoxNodeSchema,
  proxmoxStorageSchema,
  taskSchema,
} from '@rackstage/plugin-proxmox-common';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod/v4';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Grows when a row of before can no longer be read; such rows are skipped, and the next good read writes them anew. */
export const LAST_GOOD_FORMAT = 1;

/** A hundred times what 10,000 guests take; more is no snapshot of ours. */
const MAX_BYTES = 512 * 1024 * 1024;

const sourceStateSchema: z.ZodType<SourceState> = z.object({
  source: z.string(),
  title: z.string(),
  data: z
    .object({
      cluster: proxmoxClusterSchema,
      nodes: z.array(proxmoxNodeSchema),
      guests: z.array(guestSchema),
      storages: z.array(proxmoxStorageSchema),
      networks: z
        .object({ asOf: z.string(), items: z.array(proxmoxNetworkSchema) })
        .optional(),
      // Absent in rows from before there were any.
      configurations: z
        .record(z.string(), configurationSummarySchema)
        .optional(),
      tasks: z.array(taskSchema).optional(),
    })
    .optional(),
  asOf: z.iso.datetime().optional(),
  error: problemSchema.optional(),
  warnings: z.array(problemSchema),
  complete: z.boolean(),
  version: z.number(),
});

/** The state as it is written into the database: gzipped JSON of exactly the fields of the model. */
export async function encodeState(state: SourceState): Promise<Buffer> {
  return compress(JSON.stringify(sourceStateSchema.parse(state)));
}

/** Throws where the bytes are damaged or hold something else. */
export async function decodeState(bytes: Uint8Array): Promise<SourceState> {
  const text = await decompress(bytes, { maxOutputLength: MAX_BYTES });
  return sourceStateSchema.parse(JSON.parse(text.toString('utf8')));
}
