import {
  Guest,
  ProxmoxSnapshot,
  SourceState,
} from '@rackstage/plugin-proxmox-common';

/** A running virtual machine of team A; `changes` say what is different. */
export function aGuest(changes: Partial<Guest> = {}): Guest {
  const source = changes.source ?? 'fra';
  const vmid = changes.vmid ?? 201;
  return {
    source,
    type: 'qemu',
    vmid,
    node: 'pve1',
    name: 'orders-api-1',
    status: 'running',
    template: false,
    tags: ['orders'],
    pool: 'team-a',
    cpu: { used: 0.25, cores: 4 },
    memory: { used: 2 * 1024 ** 3, total: 8 * 1024 ** 3 },
    disk: { total: 32 * 1024 ** 3 },
    uptime: 3600,
    owner: 'group:default/team-a',
    entityRef: `resource:default/${source}-guest-${vmid}`,
    ...changes,
  };
}

/** A cluster with one node, one storage and one guest; `changes` say what is different. */
export function aSnapshot(
  changes: Partial<ProxmoxSnapshot> = {},
): ProxmoxSnapshot {
  const owner = 'group:default/platform';
  return {
    cluster: {
      source: 'fra',
      title: 'Frankfurt',
      name: 'fra',
      quorate: true,
      owner,
      entityRef: 'resource:default/fra-cluster',
      webUrl: 'https://pve.example.com:8006',
    },
    nodes: [
      {
        source: 'fra',
        name: 'pve1',
        status: 'online',
        owner,
        entityRef: 'resource:default/fra-node-pve1',
      },
    ],
    guests: [aGuest()],
    storages: [
      {
        source: 'fra',
        storage: 'ceph-vm',
        shared: true,
        nodes: ['pve1'],
        plugin: 'rbd',
        content: ['images'],
        status: 'available',
        usage: { used: 50, total: 100 },
        owner,
        entityRef: 'resource:default/fra-storage-ceph-vm',
      },
    ],
    tasks: [],
    ...changes,
  };
}

/** A healthy source, read at ten o'clock; `changes` say what is different. */
export function aSourceState(changes: Partial<SourceState> = {}): SourceState {
  return {
    source: 'fra',
    title: 'Frankfurt',
    data: aSnapshot(),
    asOf: '2026-11-21T10:00:00.000Z',
    warnings: [],
    complete: true,
    version: 1,
    ...changes,
  };
}
