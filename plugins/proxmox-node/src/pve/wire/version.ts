import { z } from 'zod/v4';
import { optionalText, text } from './fields';
import { expectObject, UnexpectedShape } from './readRows';

const versionSchema = z.object({ version: text(), release: optionalText() });

/** Reads `GET /version`. */
export function readVersionRow(data: unknown): z.output<typeof versionSchema> {
  const parsed = versionSchema.safeParse(expectObject(data));
  if (!parsed.success) {
    throw new UnexpectedShape('"data" holds no version');
  }
  return parsed.data;
}
