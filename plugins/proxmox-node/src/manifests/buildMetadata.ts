import { KubeManifest } from './KubeManifest';
import { TenantClusterPlan } from './TenantClusterPlan';

export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';
export const DEPLOYMENT_NAME_LABEL = 'cluster.x-k8s.io/deployment-name';

/** Label of everything that an order creates; its value is the order's id. @public */
export const ORDER_LABEL = 'rackstage.io/order';

/**
 * Annotation with the entity ref of the owner. No label, because values of labels cannot hold `:` and `/`; it is for
 * people only, and grants nothing.
 *
 * @public
 */
export const OWNER_ANNOTATION = 'rackstage.io/owner';

/**
 * Annotation of a Cluster with the entity ref of the Component that it is for. Whoever may write in the namespace may
 * change it; it is for relations in the catalogue only, and grants nothing.
 *
 * @public
 */
export const COMPONENT_ANNOTATION = 'rackstage.io/component';

/** Name, namespace and the marks of the order. */
export function buildMetadata(
  plan: TenantClusterPlan,
  name: string,
  labels: Record<string, string> = {},
): KubeManifest['metadata'] {
  const { orderId, owner, spec } = plan;
  return {
    name,
    namespace: spec.tenant,
    labels: {
      [CLUSTER_NAME_LABEL]: spec.name,
      [ORDER_LABEL]: orderId,
      ...labels,
    },
    annotations: { [OWNER_ANNOTATION]: owner },
  };
}
