import {
  Guest,
  ProxmoxNetwork,
  ProxmoxNode,
  ProxmoxStorage,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import {
  guestRef,
  networkRef,
  nodeRef,
  storageRef,
} from '@rackstage/plugin-proxmox-node';
import { Reader } from '../../access/ProxmoxAccess';

/** What the caller may read of a source, as last seen. */
export function listReadable(
  { data }: SourceState,
  reader: Reader,
): {
  nodes: ProxmoxNode[];
  guests: Guest[];
  storages: ProxmoxStorage[];
  networks: ProxmoxNetwork[];
} {
  return {
    nodes: (data?.nodes ?? []).filter(node => reader.mayRead(nodeRef(node))),
    guests: (data?.guests ?? []).filter(guest =>
      reader.mayRead(guestRef(guest)),
    ),
    storages: (data?.storages ?? []).filter(storage =>
      reader.mayRead(storageRef(storage)),
    ),
    networks: (data?.networks?.items ?? []).filter(network =>
      reader.mayRead(networkRef(network)),
    ),
  };
}
