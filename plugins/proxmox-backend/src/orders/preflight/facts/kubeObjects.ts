import {
  KubeClient,
  KubeError,
  KubeLocation,
} from '@rackstage/plugin-proxmox-node';
import { z } from 'zod/v4';

const PAGE_SIZE = 500;

/** What facts are read through. */
export type KubeReader = Pick<KubeClient, 'get' | 'list' | 'read'>;

const groupSchema = z.object({
  versions: z.array(z.object({ version: z.string() })),
});
const resourcesSchema = z.object({
  resources: z.array(z.object({ name: z.string() })),
});

/**
 * Where the server serves a kind, in the version that it likes best; `undefined` where it does not. Not every version of
 * a group has all of its kinds.
 */
export async function findKind(
  client: KubeReader,
  kind: { group: string; plural: string },
  signal: AbortSignal,
): Promise<KubeLocation | undefined> {
  const { group, plural } = kind;
  const answer = await unlessMissing(client.read(`/apis/${group}`, signal));
  const { versions } = groupSchema.parse(answer ?? { versions: [] });
  const served = await Promise.all(
    versions.map(async ({ version }) => {
      const resources = await unlessMissing(
        client.read(`/apis/${group}/${version}`, signal),
      );
      return (
        resources !== undefined &&
        resourcesSchema
          .parse(resources)
          .resources.some(({ name }) => name === plural)
      );
    }),
  );
  const best = versions[served.indexOf(true)];
  return best && { group, version: best.version, plural };
}

/** Every object of a collection, understood by the schema. Rejects where one of them is not what it should be. */
export async function listObjects<T>(
  client: KubeReader,
  collection: KubeLocation,
  options: { schema: z.ZodType<T>; signal: AbortSignal },
): Promise<T[]> {
  const { schema, signal } = options;
  const objects: T[] = [];
  let continueToken: string | undefined;
  do {
    const page = await client.list(collection, {
      limit: PAGE_SIZE,
      continueToken,
      signal,
    });
    objects.push(...page.items.map(item => schema.parse(item)));
    continueToken = page.continueToken;
  } while (continueToken);
  return objects;
}

/** Every object of a kind in all namespaces; none where the kind is not served. */
export async function listKind<T>(
  client: KubeReader,
  kind: { group: string; plural: string },
  options: { schema: z.ZodType<T>; signal: AbortSignal },
): Promise<T[]> {
  const location = await findKind(client, kind, options.signal);
  return location ? listObjects(client, location, options) : [];
}

/** `undefined` for what is known not to exist; every other failure is thrown. */
export async function unlessMissing<T>(
  answer: Promise<T>,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') {
      return undefined;
    }
    throw error;
  }
}
