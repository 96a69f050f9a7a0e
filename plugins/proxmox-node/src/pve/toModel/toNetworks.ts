import { NetworkFacts } from '../facts';
import { NodeInterfaceRow, VnetRow } from '../wire/networks';
import { defined } from './toGuestFacts';

const kinds: Record<string, NetworkFacts['kind'] | undefined> = {
  bridge: 'bridge',
  OVSBridge: 'bridge',
  vlan: 'vlan',
  OVSIntPort: undefined,
};

/** Bridges and VLANs among the interfaces of a node; cards, bonds and ports are not what guests are attached to. */
export function toNodeNetworks(
  rows: NodeInterfaceRow[],
  context: { source: string; node: string },
): NetworkFacts[] {
  return rows.flatMap(row => {
    const kind = kinds[row.type];
    if (!kind) {
      return [];
    }
    return [
      {
        ...context,
        name: row.iface,
        kind,
        // Proxmox leaves `active` out where it is not.
        active: row.active ?? false,
        ...defined({
          vlan: row['vlan-id'] ?? vlanOfName(row),
          cidr: row.cidr ?? row.cidr6,
          comment: row.comments?.trim() || undefined,
        }),
      },
    ];
  });
}

/** `eno1.20`: PVE 6 has no `vlan-id`. */
function vlanOfName(row: NodeInterfaceRow): number | undefined {
  const match = row.type === 'vlan' ? /\.(\d{1,4})$/.exec(row.iface) : null;
  return match ? Number(match[1]) : undefined;
}

/** VNets, which belong to the cluster. */
export function toVnets(rows: VnetRow[], source: string): NetworkFacts[] {
  return rows.map(row => ({
    source,
    name: row.vnet,
    kind: 'vnet',
    ...defined({ vlan: row.tag, comment: row.alias }),
  }));
}
