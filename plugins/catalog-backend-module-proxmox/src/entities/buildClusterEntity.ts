import { ResourceEntity } from '@backstage/catalog-model';
import { ProxmoxCluster } from '@rackstage/plugin-proxmox-common';
import { buildResourceEntity } from './buildResourceEntity';
import { createDeepLink } from './createDeepLink';
import { EntityContext } from './EntityContext';

/** Entity of a Proxmox cluster. */
export function buildClusterEntity(
  cluster: ProxmoxCluster,
  context: EntityContext,
): ResourceEntity {
  return buildResourceEntity({
    source: context.source,
    entityRef: cluster.entityRef,
    type: 'proxmox-cluster',
    title: cluster.title,
    description:
      cluster.name === undefined
        ? 'Proxmox VE host that is in no cluster'
        : `Proxmox VE cluster ${cluster.name}`,
    annotations: {},
    owner: cluster.owner,
    link: createDeepLink(context.webUrl),
  });
}
