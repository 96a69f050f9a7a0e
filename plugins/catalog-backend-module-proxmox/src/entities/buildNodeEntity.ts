import { ResourceEntity } from '@backstage/catalog-model';
import {
  ANNOTATION_PROXMOX_NODE,
  ProxmoxNode,
} from '@rackstage/plugin-proxmox-common';
import { buildResourceEntity } from './buildResourceEntity';
import { createDeepLink } from './createDeepLink';
import { EntityContext } from './EntityContext';

/** Entity of a Proxmox host. */
export function buildNodeEntity(
  node: ProxmoxNode,
  context: EntityContext,
): ResourceEntity {
  return buildResourceEntity({
    source: context.source,
    entityRef: node.entityRef,
    type: 'proxmox-node',
    title: node.name,
    description: `Host of Proxmox VE ${context.title}`,
    annotations: {
      [ANNOTATION_PROXMOX_NODE]: `${context.source}/${node.name}`,
    },
    owner: node.owner,
    dependsOn: [context.clusterRef],
    link: createDeepLink(context.webUrl, `node/${node.name}`),
  });
}
