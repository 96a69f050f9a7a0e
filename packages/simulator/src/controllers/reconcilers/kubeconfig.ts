import type { Secret } from '../objects/kinds';
import type { ControllerContext } from '../runtime/Controller';

/** The Secret through which Cluster API reaches a tenant's API. */
export function findKubeconfig(
  context: ControllerContext,
  cluster: { namespace: string; name: string },
): string | undefined {
  const secret = context.api.find<Secret>(
    context.ref('Secret'),
    cluster.namespace,
    `${cluster.name}-kubeconfig`,
  );
  const value = secret?.data?.value;
  return value && Buffer.from(value, 'base64').toString('utf8');
}
