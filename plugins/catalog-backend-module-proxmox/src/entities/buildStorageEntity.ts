import { ResourceEntity } from '@backstage/catalog-model';
import {
  ANNOTATION_PROXMOX_STORAGE,
  ProxmoxStorage,
} from '@rackstage/plugin-proxmox-common';
import { buildResourceEntity } from './buildResourceEntity';
import { createDeepLink } from './createDeepLink';
import { EntityContext, nodeOrCluster } from './EntityContext';

/** Entity of a storage: one for a shared storage, else one per node. */
export function buildStorageEntity(
  storage: ProxmoxStorage,
  context: EntityContext,
): ResourceEntity {
  const { node, storage: name, plugin } = storage;
  // Proxmox shows a shared storage below each of its nodes; any of them will do.
  const shownBelow = node ?? [...storage.nodes].sort()[0];
  const path = [context.source, node, name].filter(part => part !== undefined);
  return buildResourceEntity({
    source: context.source,
    entityRef: storage.entityRef,
    type: 'proxmox-storage',
    title: node === undefined ? name : `${name} (${node})`,
    description: `${plugin === undefined ? 'Storage' : `Storage (${plugin})`} ${
      node === undefined ? 'shared in' : `of ${node} in`
    } Proxmox VE ${context.title}`,
    annotations: { [ANNOTATION_PROXMOX_STORAGE]: path.join('/') },
    owner: storage.owner,
    dependsOn: nodeOrCluster(context, node),
    link: createDeepLink(
      context.webUrl,
      shownBelow === undefined ? undefined : `storage/${shownBelow}/${name}`,
    ),
  });
}
