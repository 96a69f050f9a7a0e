import { ResourceEntity } from '@backstage/catalog-model';
import {
  ANNOTATION_PROXMOX_GUEST,
  Guest,
} from '@rackstage/plugin-proxmox-common';
import { guestRef } from '@rackstage/plugin-proxmox-node';
import { buildResourceEntity } from './buildResourceEntity';
import { createDeepLink } from './createDeepLink';
import { EntityContext, nodeOrCluster } from './EntityContext';
import { toCatalogTags } from './toCatalogTags';

/** What a kind of guest is called. */
export interface GuestKind {
  /** The entity's `spec.type`. */
  type: string;
  /** Begins a sentence. */
  noun: string;
}

/** What virtual machines, containers and templates have in common. */
export function buildGuestEntity(
  guest: Guest,
  context: EntityContext,
  kind: GuestKind,
): ResourceEntity {
  return buildResourceEntity({
    source: context.source,
    entityRef: guest.entityRef,
    type: kind.type,
    title: guest.name ?? `${kind.noun} ${guest.vmid}`,
    description: `${kind.noun} ${guest.vmid} in Proxmox VE ${context.title}`,
    annotations: { [ANNOTATION_PROXMOX_GUEST]: guestRef(guest) },
    tags: toCatalogTags(guest.tags),
    owner: guest.owner,
    dependsOn: [
      ...nodeOrCluster(context, guest.node),
      ...context.storageRefs(guest),
    ],
    link: createDeepLink(context.webUrl, `${guest.type}/${guest.vmid}`),
  });
}
