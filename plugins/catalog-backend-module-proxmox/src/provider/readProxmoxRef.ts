import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_PROXMOX_GUEST,
  ANNOTATION_PROXMOX_NETWORK,
  ANNOTATION_PROXMOX_NODE,
  ANNOTATION_PROXMOX_STORAGE,
} from '@rackstage/plugin-proxmox-common';

const resourceTypes = {
  [ANNOTATION_PROXMOX_NODE]: 'node',
  [ANNOTATION_PROXMOX_STORAGE]: 'storage',
  [ANNOTATION_PROXMOX_NETWORK]: 'network',
};

/** The ref `<source>/<type>/<id>` of what an entity of ours stands for; `undefined` for a cluster. */
export function readProxmoxRef(entity: Entity): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  if (annotations[ANNOTATION_PROXMOX_GUEST]) {
    return annotations[ANNOTATION_PROXMOX_GUEST];
  }
  for (const [annotation, type] of Object.entries(resourceTypes)) {
    const [source, ...id] = annotations[annotation]?.split('/') ?? [];
    if (id.length) {
      return `${source}/${type}/${id.join(':')}`;
    }
  }
  return undefined;
}
