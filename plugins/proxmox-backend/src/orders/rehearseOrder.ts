import { PreflightCheck } from '@rackstage/plugin-proxmox-common';
import { KubeError, KubeManifest } from '@rackstage/plugin-proxmox-node';
import { fails, passes, unknown } from './preflight/PreflightRule';
import { FIELD_MANAGER } from './applyThings';
import { KubeWriter, locateWritable } from './writableKinds';

const ID = 'server-accepts';
const DEADLINE_MS = 10_000;
// Some webhooks refuse every rehearsal, whatever is rehearsed.
const NO_REHEARSAL = /does not support dry run/i;

/**
 * Lets the API server say what it would say to the manifests of an order: schemas, webhooks, policies, quotas and rights.
 * Nothing is stored by it.
 */
export async function rehearseOrder(options: {
  writer: Pick<KubeWriter, 'apply'>;
  managementCluster: string;
  tenant: string;
  manifests: KubeManifest[];
}): Promise<PreflightCheck> {
  const { writer, managementCluster, tenant, manifests } = options;
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const results = await Promise.allSettled(
    manifests.map(manifest => {
      const { apiVersion, kind, metadata } = manifest;
      const name = { apiVersion, kind, ...metadata };
      const { plural } = locateWritable(name, tenant);
      const fieldManager = FIELD_MANAGER;
      return writer.apply(manifest, {
        plural,
        fieldManager,
        dryRun: true,
        signal,
      });
    }),
  );
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [{ manifest: manifests[index], error: result.reason as unknown }]
      : [],
  );
  const refusals = failures.filter(({ error }) => isRefusal(error));
  if (refusals.length) {
    return fails({
      id: ID,
      text: `${managementCluster} would refuse ${refusals
        .map(
          ({ manifest, error }) =>
            `${manifest.kind} ${manifest.metadata.name}: ${
              (error as KubeError).reason
            }`,
        )
        .join('; ')}.`,
      nextStep: 'Ask the team that operates the management cluster.',
    });
  }
  return failures.length
    ? unknown(ID, `Whether ${managementCluster} accepts all objects`)
    : passes(
        ID,
        `${managementCluster} accepts all ${manifests.length} objects.`,
      );
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof KubeError &&
    ['forbidden', 'invalid'].includes(error.kind) &&
    !NO_REHEARSAL.test(error.reason)
  );
}
