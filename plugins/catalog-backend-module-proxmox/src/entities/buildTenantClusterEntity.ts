import { ResourceEntity } from '@backstage/catalog-model';
import {
  ANNOTATION_CAPI_CLUSTER,
  ANNOTATION_MANAGEMENT_CLUSTER_ID,
  Machine,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { buildResourceEntity } from './buildResourceEntity';

/** Entity of a tenant's Kubernetes cluster. The Component that it is for is as it is claimed, see `keepOwnComponents`. */
export function buildTenantClusterEntity(
  cluster: TenantCluster,
  known: {
    /** Those of the cluster. */
    machines: Machine[];
    /** Of the management cluster. */
    identity?: string;
    title: string;
  },
): ResourceEntity {
  const { machines, identity, title } = known;
  const { source, namespace, name, entityRef, owner, component } = cluster;
  const guests = machines.flatMap(({ guest }) => guest?.entityRef ?? []);
  return buildResourceEntity({
    source,
    entityRef,
    type: 'kubernetes-cluster',
    title: name,
    description: `Kubernetes cluster ${name} of ${namespace} in ${title}`,
    annotations: {
      [ANNOTATION_CAPI_CLUSTER]: `${source}/${namespace}/${name}`,
      ...(identity === undefined
        ? {}
        : { [ANNOTATION_MANAGEMENT_CLUSTER_ID]: identity }),
    },
    owner,
    dependsOn: [...new Set(guests)].sort(),
    dependencyOf: component === undefined ? [] : [component],
  });
}
