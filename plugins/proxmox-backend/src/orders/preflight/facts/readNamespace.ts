import { z } from 'zod/v4';
import { PreflightFacts } from '../PreflightFacts';
import { KubeReader, unlessMissing } from './kubeObjects';

const schema = z.object({
  metadata: z.object({ deletionTimestamp: z.string().optional() }),
});

/** Whether the tenant's namespace is there and stays. */
export async function readNamespace(
  client: KubeReader,
  name: string,
  signal: AbortSignal,
): Promise<PreflightFacts['namespace']> {
  const object = await unlessMissing(
    client.get(
      { group: '', version: 'v1', plural: 'namespaces', name },
      signal,
    ),
  );
  if (!object) {
    return 'missing';
  }
  return schema.parse(object).metadata.deletionTimestamp
    ? 'terminating'
    : 'active';
}
