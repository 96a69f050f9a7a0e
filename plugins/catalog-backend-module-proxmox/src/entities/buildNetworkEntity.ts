import { ResourceEntity } from '@backstage/catalog-model';
import {
  ANNOTATION_PROXMOX_NETWORK,
  ProxmoxNetwork,
} from '@rackstage/plugin-proxmox-common';
import { buildResourceEntity } from './buildResourceEntity';
import { createDeepLink } from './createDeepLink';
import { EntityContext, nodeOrCluster } from './EntityContext';

const nouns: Record<ProxmoxNetwork['kind'], string> = {
  bridge: 'Bridge',
  vlan: 'VLAN',
  vnet: 'Virtual network',
  zone: 'Zone of virtual networks',
};

/** Entity of a bridge or VLAN of a node, or of a virtual network of the cluster. */
export function buildNetworkEntity(
  network: ProxmoxNetwork,
  context: EntityContext,
): ResourceEntity {
  const { node, name, kind, vlan } = network;
  const path = [context.source, node, name].filter(part => part !== undefined);
  const noun = vlan === undefined ? nouns[kind] : `${nouns[kind]} (${vlan})`;
  return buildResourceEntity({
    source: context.source,
    entityRef: network.entityRef,
    type: 'proxmox-network',
    title: node === undefined ? name : `${name} (${node})`,
    description: `${noun} ${
      node === undefined ? 'in' : `of ${node} in`
    } Proxmox VE ${context.title}`,
    annotations: { [ANNOTATION_PROXMOX_NETWORK]: path.join('/') },
    owner: network.owner,
    dependsOn: nodeOrCluster(context, node),
    link: createDeepLink(
      context.webUrl,
      node === undefined ? undefined : `node/${node}`,
    ),
  });
}
