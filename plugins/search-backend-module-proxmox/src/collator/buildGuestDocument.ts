import { parseEntityRef } from '@backstage/catalog-model';
import { IndexableDocument } from '@backstage/plugin-search-common';
import { ConfigurationSummary, Guest } from '@rackstage/plugin-proxmox-common';
import { guestRef } from '@rackstage/plugin-proxmox-node';

/** A guest in the search index; the fields beside the text can be filtered by. @public */
export interface ProxmoxGuestDocument extends IndexableDocument {
  source: string;
  /** `virtual-machine`, `lxc-container` or `vm-template`, as the guest's entity says. */
  guestType: string;
  vmid: string;
  node: string;
  pool: string;
  owner: string;
  /** Those of the configuration, separated by spaces; empty where none is known, as with DHCP. */
  addresses: string;
  /** Lower case, separated by spaces; empty where none is known. */
  macs: string;
}

/** The document of a guest. It holds no state of the guest: the index is minutes old. */
export function buildGuestDocument(
  guest: Guest,
  options: {
    sourceTitle: string;
    locationTemplate: string;
    /** Absent until the inventory has read it. */
    configuration?: ConfigurationSummary;
  },
): ProxmoxGuestDocument {
  const { source, vmid, node, pool, owner, tags } = guest;
  const { guestType, noun } = describeType(guest);
  const { sourceTitle, locationTemplate, configuration } = options;
  const addresses = configuration?.addresses.join(' ') ?? '';
  const macs = configuration?.macs.join(' ') ?? '';
  return {
    title: guest.name ?? `${noun} ${vmid}`,
    text: [
      `${noun} ${vmid} on ${node} in ${sourceTitle} (${source})`,
      ...(pool ? [`pool ${pool}`] : []),
      ...(tags.length ? [`tags ${tags.join(' ')}`] : []),
      ...(addresses ? [`address ${addresses}`] : []),
      ...(macs ? [`MAC ${macs}`] : []),
    ].join(', '),
    location: createLocation(guest.entityRef, locationTemplate),
    authorization: { resourceRef: guestRef(guest) },
    source,
    guestType,
    vmid: String(vmid),
    node,
    pool: pool ?? '',
    owner,
    addresses,
    macs,
  };
}

function describeType(guest: Guest): { guestType: string; noun: string } {
  if (guest.template) {
    return { guestType: 'vm-template', noun: 'Template' };
  }
  return guest.type === 'lxc'
    ? { guestType: 'lxc-container', noun: 'Container' }
    : { guestType: 'virtual-machine', noun: 'Virtual machine' };
}

function createLocation(entityRef: string, template: string): string {
  const { namespace, kind, name } = parseEntityRef(entityRef);
  return template
    .replace(':namespace', encodeURIComponent(namespace))
    .replace(':kind', encodeURIComponent(kind))
    .replace(':name', encodeURIComponent(name));
}
