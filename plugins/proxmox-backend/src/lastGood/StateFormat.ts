import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod/v4';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A hundred times what 10,000 guests take; more is no snapshot of ours. */
const MAX_BYTES = 512 * 1024 * 1024;

/** What is the same in the states of all kinds of sources. */
export interface RememberedState {
  source: string;
  data?: object;
  asOf?: string;
}

/** How the states of one kind of source are written. */
export interface StateFormat<S extends RememberedState> {
  kind: 'proxmox' | 'kubernetes';
  /** Grows when a row of before can no longer be read; such rows are skipped, and the next good read writes them anew. */
  version: number;
  /** Exactly what is kept; other fields are left out. */
  schema: z.ZodType<S>;
}

/** The state as it is written into the database: gzipped JSON of exactly the fields of the format. */
export async function encodeState<S extends RememberedState>(
  format: StateFormat<S>,
  state: S,
): Promise<Buffer> {
  return compress(JSON.stringify(format.schema.parse(state)));
}

/** Throws where the bytes are damaged or hold something else. */
export async function decodeState<S extends RememberedState>(
  format: StateFormat<S>,
  bytes: Uint8Array,
): Promise<S> {
  const text = await decompress(bytes, { maxOutputLength: MAX_BYTES });
  return format.schema.parse(JSON.parse(text.toString('utf8')));
}
