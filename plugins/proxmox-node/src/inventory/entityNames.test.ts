import {
  clusterEntityName,
  guestEntityName,
  networkEntityName,
  nodeEntityName,
  storageEntityName,
  tenantClusterEntityName,
} from './entityNames';

const VALID_NAME = /^[a-z0-9]([a-z0-9_.-]{0,61}[a-z0-9])?$/;

describe('entity names', () => {
  it('are plain where they can be', () => {
    expect([
      clusterEntityName('fra'),
      guestEntityName('fra', 101),
      nodeEntityName('fra', 'pve-1'),
      storageEntityName('fra', { storage: 'ceph' }),
      storageEntityName('fra', { node: 'pve1', storage: 'local-lvm' }),
      networkEntityName('fra', { node: 'pve1', name: 'vmbr0.100' }),
      tenantClusterEntityName('mgmt-a', {
        namespace: 'tenant-team-a',
        name: 'acme',
      }),
    ]).toEqual([
      'fra-cluster',
      'fra-guest-101',
      'fra-node-pve-1',
      'fra-storage-ceph',
      'fra-storage-pve1-local-lvm',
      'fra-network-pve1-vmbr0.100',
      'mgmt-a-cluster-tenant-team-a-acme',
    ]);
  });

  it('tell things apart whose parts join to the same text', () => {
    const names = [
      storageEntityName('fra', { node: 'tenant', storage: 'a-b' }),
      storageEntityName('fra', { node: 'tenant-a', storage: 'b' }),
      storageEntityName('fra', { storage: 'tenant-a-b' }),
      nodeEntityName('a', 'x-cluster'),
      clusterEntityName('a-node-x'),
      nodeEntityName('a', 'guest-1'),
      guestEntityName('a-node', 1),
      storageEntityName('fra', { node: 'pve1', storage: 'Data' }),
      storageEntityName('fra', { node: 'pve1', storage: 'data' }),
      tenantClusterEntityName('mgmt', { namespace: 'tenant-a', name: 'b-c' }),
      tenantClusterEntityName('mgmt', { namespace: 'tenant-a-b', name: 'c' }),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('stay a valid name at any length', () => {
    const name = storageEntityName('a'.repeat(20), {
      node: 'n'.repeat(63),
      storage: 's'.repeat(100),
    });
    expect(name).toMatch(VALID_NAME);
    expect(
      storageEntityName('a'.repeat(20), {
        node: 'n'.repeat(63),
        storage: 's'.repeat(99),
      }),
    ).not.toBe(name);
  });

  it('never meet, over all joins of awkward parts', () => {
    const words = [
      'a',
      'b',
      'a-b',
      'node',
      'a-node',
      'node-a',
      'storage',
      'cluster',
      'A',
      'a_',
      'a.b',
      'guest-1',
      'b-hdeadbeef',
      'x'.repeat(60),
    ];
    const sources = words.filter(word => /^[a-z][a-z-]{0,19}$/.test(word));
    const seen = new Map<string, string>();
    const note = (name: string, identity: unknown[]) => {
      const text = JSON.stringify(identity);
      expect(name).toMatch(VALID_NAME);
      expect([name, seen.get(name) ?? text]).toEqual([name, text]);
      seen.set(name, text);
    };
    for (const source of sources) {
      note(clusterEntityName(source), [source, 'cluster']);
      note(guestEntityName(source, 1), [source, 'guest', 1]);
      for (const first of words) {
        note(nodeEntityName(source, first), [source, 'node', first]);
        note(storageEntityName(source, { storage: first }), [
          source,
          'storage',
          first,
        ]);
        note(networkEntityName(source, { name: first }), [
          source,
          'network',
          first,
        ]);
        for (const second of words) {
          note(storageEntityName(source, { node: first, storage: second }), [
            source,
            'storage',
            first,
            second,
          ]);
          note(
            tenantClusterEntityName(source, { namespace: first, name: second }),
            [source, 'cluster', first, second],
          );
          note(networkEntityName(source, { node: first, name: second }), [
            source,
            'network',
            first,
            second,
          ]);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(2_000);
  });
});
