import { ResourceEntity } from '@backstage/catalog-model';
import { Guest } from '@rackstage/plugin-proxmox-common';
import { buildGuestEntity } from './buildGuestEntity';
import { EntityContext } from './EntityContext';

/** Entity of a virtual machine. */
export function buildVirtualMachineEntity(
  guest: Guest,
  context: EntityContext,
): ResourceEntity {
  return buildGuestEntity(guest, context, {
    type: 'virtual-machine',
    noun: 'Virtual machine',
  });
}
