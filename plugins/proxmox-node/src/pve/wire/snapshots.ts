import { z } from 'zod/v4';
import { optionalBool, optionalText, optionalTime, text } from './fields';
import { readRows, Rows } from './readRows';

const rowSchema = z.object({
  name: text(),
  description: optionalText(),
  snaptime: optionalTime(),
  vmstate: optionalBool(),
  parent: optionalText(),
});

export type SnapshotRow = z.output<typeof rowSchema>;

/** Reads `GET /nodes/{node}/{qemu|lxc}/{vmid}/snapshot`, the pseudo entry `current` included. */
export function readSnapshots(data: unknown): Rows<SnapshotRow> {
  return readRows(data, rowSchema);
}
