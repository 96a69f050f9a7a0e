import { readNodeInterfaces, readVnets } from '../wire/networks';
import { toNodeNetworks, toVnets } from './toNetworks';

describe('networks', () => {
  it('of a node are its bridges and VLANs', () => {
    const { rows } = readNodeInterfaces([
      { iface: 'eno1', type: 'eth', active: 1, exists: 1 },
      { iface: 'bond0', type: 'bond' },
      {
        iface: 'vmbr0',
        type: 'bridge',
        active: '1',
        cidr: '192.0.2.11/24',
        comments: 'uplink\n',
        exists: null,
      },
      { iface: 'vmbr1', type: 'OVSBridge', cidr6: '2001:db8::1/64' },
      { iface: 'vmbr0.20', type: 'vlan', 'vlan-id': '20', active: 1 },
      { iface: 'eno1.30', type: 'vlan', active: 1 },
    ]);
    const place = { source: 'harbour', node: 'alpha' };

    expect(toNodeNetworks(rows, place)).toEqual([
      {
        ...place,
        name: 'vmbr0',
        kind: 'bridge',
        active: true,
        cidr: '192.0.2.11/24',
        comment: 'uplink',
      },
      {
        ...place,
        name: 'vmbr1',
        kind: 'bridge',
        active: false,
        cidr: '2001:db8::1/64',
      },
      { ...place, name: 'vmbr0.20', kind: 'vlan', vlan: 20, active: true },
      { ...place, name: 'eno1.30', kind: 'vlan', vlan: 30, active: true },
    ]);
  });

  it('of the cluster are its VNets', () => {
    const { rows } = readVnets([
      { vnet: 'tenant1', zone: 'z', tag: 100, alias: 'Tenant 1' },
      { vnet: 'plain', zone: 'z' },
    ]);

    expect(toVnets(rows, 'harbour')).toEqual([
      {
        source: 'harbour',
        name: 'tenant1',
        kind: 'vnet',
        vlan: 100,
        comment: 'Tenant 1',
      },
      { source: 'harbour', name: 'plain', kind: 'vnet' },
    ]);
  });
});
