import { KubeClient } from '@rackstage/plugin-proxmox-node';
import { z } from 'zod/v4';
import { listWritableTypes } from '../../writableKinds';

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });
/** To look whether it is there, to apply it (which asks for both), and to clean up. */
const VERBS = ['get', 'create', 'patch', 'delete'];

/** The kinds of the order that the portal's account may not write in the tenant's namespace. */
export async function readForbiddenKinds(options: {
  client: Pick<KubeClient, 'create'>;
  namespace: string;
  signal: AbortSignal;
}): Promise<string[]> {
  const { client, namespace, signal } = options;
  const asked = await Promise.all(
    listWritableTypes().map(async ({ group, plural, kind }) => {
      const allowed = await Promise.all(
        VERBS.map(async verb => {
          const { object } = await client.create(
            {
              group: 'authorization.k8s.io',
              version: 'v1',
              plural: 'selfsubjectaccessreviews',
            },
            {
              apiVersion: 'authorization.k8s.io/v1',
              kind: 'SelfSubjectAccessReview',
              spec: {
                resourceAttributes: {
                  namespace,
                  verb,
                  group,
                  resource: plural,
                },
              },
            },
            signal,
          );
          return reviewSchema.parse(object).status.allowed;
        }),
      );
      return allowed.includes(false) ? [kind] : [];
    }),
  );
  return asked.flat();
}
