import { aSourceState } from '../../../__testUtils__/aSourceState';
import {
  aMachine,
  aManagementCluster,
  aTenantCluster,
} from '../../../__testUtils__/aTenantCluster';
import { aSpec, proxmox } from '../__testUtils__/goodFacts';
import { findTakenAddresses } from './findTakenAddresses';

const asOf = '2026-11-21T10:00:00.000Z';
const nothingElse = { asOf, storages: [], macs: [] };
const fra = aSourceState({
  data: {
    ...proxmox,
    nodes: [{ ...proxmox.nodes[0], address: '10.0.0.11' }, proxmox.nodes[1]],
    configurations: {
      'qemu/201': { ...nothingElse, addresses: ['10.0.0.61'] },
      'qemu/20000': { ...nothingElse, addresses: ['10.0.0.150'] },
      'qemu/202': { ...nothingElse, addresses: [] },
    },
  },
});
// `acme` of team A is what the order is about; machine 20000 is its own.
const mgmt = aManagementCluster([aTenantCluster()], [aMachine()]);
const reservation = {
  orderId: 'order-2',
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'second',
  source: 'fra',
  addresses: '10.0.0.190-10.0.0.194',
};

const find = (
  changes: Partial<Parameters<typeof findTakenAddresses>[0]> = {},
) =>
  findTakenAddresses({
    spec: aSpec(),
    sources: [fra],
    managementClusters: [mgmt],
    reservations: [],
    ...changes,
  });

describe('findTakenAddresses', () => {
  it('knows guests, nodes and API servers, and not the own machines', () => {
    expect(find()).toEqual([
      { holder: 'node pve1', addresses: ['10.0.0.11'] },
      { holder: 'a guest of fra', addresses: ['10.0.0.61'] },
      { holder: 'an API server', addresses: ['10.0.0.200'] },
    ]);
    expect(find({ spec: aSpec({ name: 'other' }) })).toContainEqual({
      holder: 'a guest of fra',
      addresses: ['10.0.0.150'],
    });
  });

  it('knows what other orders will use, and names only those of the tenant', () => {
    const alone = { sources: [], managementClusters: [] };
    const addresses = [reservation.addresses];
    const others = [
      reservation,
      { ...reservation, orderId: 'order-3', tenant: 'tenant-team-b' },
    ];

    expect(find({ ...alone, reservations: others })).toEqual([
      { holder: 'the order of second', addresses },
      { holder: 'an order of another tenant', addresses },
    ]);
    expect(
      find({ ...alone, reservations: others, orderId: 'order-2' }),
    ).toHaveLength(1);
  });

  it('makes do with sources that were never read', () => {
    const unread = aSourceState({ data: undefined });

    expect(find({ sources: [unread], managementClusters: [] })).toEqual([]);
  });
});
