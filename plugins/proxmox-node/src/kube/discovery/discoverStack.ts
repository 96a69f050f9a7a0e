import { z } from 'zod/v4';
import { KubeClient, KubeError } from '../client';
import { chooseStack, DiscoveredStack } from './chooseStack';
import { kubeKinds } from './kubeKinds';

const groupsSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
    }),
  ),
});
const resourcesSchema = z.object({
  resources: z.array(z.object({ name: z.string() })),
});
const versionSchema = z.object({ gitVersion: z.string() });

/** What discovery found. */
export interface Discovery extends DiscoveredStack {
  /** `gitVersion` of the API server. */
  version: string;
}

/** Asks a management cluster what it serves. Rejects with `KubeError` or `UnsupportedStackError`. */
export async function discoverStack(
  client: Pick<KubeClient, 'read'>,
  signal?: AbortSignal,
): Promise<Discovery> {
  const { gitVersion } = versionSchema.parse(
    await client.read('/version', signal),
  );
  const { groups } = groupsSchema.parse(await client.read('/apis', signal));
  const wanted = new Set<string>(
    Object.values(kubeKinds).map(({ group }) => group),
  );
  const served = new Set<string>();
  await Promise.all(
    groups
      .filter(({ name }) => wanted.has(name))
      .flatMap(({ name, versions }) =>
        versions.map(async ({ version }) => {
          const path = `/apis/${name}/${version}`;
          for (const plural of await readPlurals(client, path, signal)) {
            served.add(`${path}/${plural}`);
          }
        }),
      ),
  );
  const stack = chooseStack(
    (group, version, plural) =>
      // The core group is not among the others, and everywhere the same.
      group === '' || served.has(`/apis/${group}/${version}/${plural}`),
  );
  return { ...stack, version: gitVersion };
}

async function readPlurals(
  client: Pick<KubeClient, 'read'>,
  path: string,
  signal?: AbortSignal,
): Promise<string[]> {
  try {
    const answer = resourcesSchema.parse(await client.read(path, signal));
    return answer.resources.map(({ name }) => name);
  } catch (error) {
    // The version was taken away between the two questions.
    if (error instanceof KubeError && error.kind === 'not-found') {
      return [];
    }
    throw error;
  }
}
