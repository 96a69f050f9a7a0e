import { ResourceEntity } from '@backstage/catalog-model';
import { Guest } from '@rackstage/plugin-proxmox-common';
import { buildGuestEntity } from './buildGuestEntity';
import { EntityContext } from './EntityContext';

/** Entity of a template, of a virtual machine or a container. */
export function buildTemplateEntity(
  guest: Guest,
  context: EntityContext,
): ResourceEntity {
  return buildGuestEntity(guest, context, {
    type: 'vm-template',
    noun: 'Template',
  });
}
