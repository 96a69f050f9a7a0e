import { ResourceEntity } from '@backstage/catalog-model';
import { Guest } from '@rackstage/plugin-proxmox-common';
import { buildGuestEntity } from './buildGuestEntity';
import { EntityContext } from './EntityContext';

/** Entity of a container. */
export function buildContainerEntity(
  guest: Guest,
  context: EntityContext,
): ResourceEntity {
  return buildGuestEntity(guest, context, {
    type: 'lxc-container',
    noun: 'Container',
  });
}
