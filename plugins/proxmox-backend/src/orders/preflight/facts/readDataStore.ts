import { z } from 'zod/v4';
import { PreflightFacts } from '../PreflightFacts';
import { findKind, KubeReader, unlessMissing } from './kubeObjects';

const schema = z.object({
  status: z
    .object({
      // Older ones have no status; then it cannot be told.
      ready: z.boolean().optional(),
    })
    .optional(),
});

/** Kamaji's store of that name. */
export async function readDataStore(
  client: KubeReader,
  name: string,
  signal: AbortSignal,
): Promise<PreflightFacts['dataStore']> {
  const kind = { group: 'kamaji.clastix.io', plural: 'datastores' };
  const location = await findKind(client, kind, signal);
  const object =
    location &&
    (await unlessMissing(client.get({ ...location, name }, signal)));
  return {
    name,
    exists: object !== undefined,
    ready: object && schema.parse(object).status?.ready,
  };
}
