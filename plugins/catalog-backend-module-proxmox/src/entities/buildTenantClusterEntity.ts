import { ResourceEntity } from '@backstage/catalog-model';
import {
  ANNOTATION_CAPI_CLUSTER,
  Machine,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { buildResourceEntity } from './buildResourceEntity';

/** Entity of a tenant's Kubernetes cluster. `machines` are those of the cluster. */
export function buildTenantClusterEntity(
  cluster: TenantCluster,
  machines: Machine[],
  title: string,
): ResourceEntity {
  const { source, namespace, name, entityRef, owner } = cluster;
  const guests = machines.flatMap(({ guest }) => guest?.entityRef ?? []);
  return buildResourceEntity({
    source,
    entityRef,
    type: 'kubernetes-cluster',
    title: name,
    description: `Kubernetes cluster ${name} of ${namespace} in ${title}`,
    annotations: {
      [ANNOTATION_CAPI_CLUSTER]: `${source}/${namespace}/${name}`,
    },
    owner,
    dependsOn: [...new Set(guests)].sort(),
  });
}
