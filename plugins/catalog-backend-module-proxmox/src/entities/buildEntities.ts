import { ResourceEntity } from '@backstage/catalog-model';
import { Guest, ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { buildClusterEntity } from './buildClusterEntity';
import { buildContainerEntity } from './buildContainerEntity';
import { buildNetworkEntity } from './buildNetworkEntity';
import { buildNodeEntity } from './buildNodeEntity';
import { buildStorageEntity } from './buildStorageEntity';
import { buildTemplateEntity } from './buildTemplateEntity';
import { buildVirtualMachineEntity } from './buildVirtualMachineEntity';
import { createEntityContext } from './EntityContext';

/** All entities of a source. */
export function buildEntities(snapshot: ProxmoxSnapshot): ResourceEntity[] {
  const context = createEntityContext(snapshot);
  const networks = snapshot.networks?.items ?? [];
  return [
    buildClusterEntity(snapshot.cluster, context),
    ...snapshot.nodes.map(node => buildNodeEntity(node, context)),
    ...snapshot.guests.map(guest => builderOf(guest)(guest, context)),
    ...snapshot.storages.map(storage => buildStorageEntity(storage, context)),
    ...networks.map(network => buildNetworkEntity(network, context)),
  ];
}

function builderOf(guest: Guest) {
  if (guest.template) {
    return buildTemplateEntity;
  }
  return guest.type === 'lxc'
    ? buildContainerEntity
    : buildVirtualMachineEntity;
}
