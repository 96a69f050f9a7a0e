import {
  Guest,
  GuestAnswer,
  GuestDetailsAnswer,
  ProxmoxNode,
  ProxmoxStorage,
  SourceAge,
  SourceSummary,
  Task,
} from '@rackstage/plugin-proxmox-common';

const GIB = 1024 ** 3;

/** A moment some seconds ago, ISO 8601. */
export function secondsAgo(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

export function makeGuest(changes: Partial<Guest> = {}): Guest {
  const vmid = changes.vmid ?? 201;
  return {
    source: 'fra',
    type: 'qemu',
    vmid,
    node: 'pve1',
    name: 'orders-api-1',
    status: 'running',
    template: false,
    tags: ['prod'],
    pool: 'team-a',
    cpu: { used: 0.12, cores: 4 },
    memory: { used: 3 * GIB, total: 8 * GIB },
    disk: { total: 32 * GIB },
    uptime: 93_600,
    owner: 'group:default/team-a',
    entityRef: `resource:default/fra-guest-${vmid}`,
    ...changes,
  };
}

export function makeSource(
  changes: Partial<SourceSummary> = {},
): SourceSummary {
  return {
    name: 'fra',
    title: 'Frankfurt',
    health: 'healthy',
    asOf: secondsAgo(12),
    problems: [],
    cluster: {
      source: 'fra',
      title: 'Frankfurt',
      name: 'fra',
      version: '9.2.4',
      quorate: true,
      owner: 'group:default/platform',
      entityRef: 'resource:default/fra-cluster',
      webUrl: 'https://pve.example.com:8006',
    },
    counts: {
      nodes: 3,
      nodesOnline: 3,
      guests: 17,
      guestsRunning: 14,
      storages: 8,
    },
    ...changes,
  };
}

/** The source after its cluster went down four minutes ago. */
export function makeFailingSource(): SourceSummary {
  return makeSource({
    health: 'failing',
    asOf: secondsAgo(260),
    problems: [
      {
        code: 'unreachable',
        message: 'No endpoint of Frankfurt answers: connection refused.',
        nextStep: 'Check that the Proxmox nodes run and can be reached.',
        since: secondsAgo(240),
      },
    ],
  });
}

export function ageOf(source: SourceSummary): SourceAge {
  const { name, title, health, asOf, problems } = source;
  return { name, title, health, asOf, problems };
}

export function makeNode(changes: Partial<ProxmoxNode> = {}): ProxmoxNode {
  return {
    source: 'fra',
    name: 'pve1',
    status: 'online',
    address: '10.0.0.11',
    cpu: { used: 0.4, cores: 32 },
    memory: { used: 96 * GIB, total: 256 * GIB },
    rootDisk: { used: 20 * GIB, total: 94 * GIB },
    uptime: 864_000,
    owner: 'group:default/platform',
    entityRef: 'resource:default/fra-node-pve1',
    ...changes,
  };
}

export function makeStorage(
  changes: Partial<ProxmoxStorage> = {},
): ProxmoxStorage {
  return {
    source: 'fra',
    storage: 'ceph-vm',
    shared: true,
    nodes: ['pve1', 'pve2', 'pve3'],
    plugin: 'rbd',
    content: ['images', 'rootdir'],
    status: 'available',
    usage: { used: 970 * GIB, total: 1000 * GIB },
    owner: 'group:default/platform',
    entityRef: 'resource:default/fra-storage-ceph-vm',
    ...changes,
  };
}

export function makeGuestAnswer(
  changes: Partial<GuestAnswer> = {},
): GuestAnswer {
  return {
    guest: makeGuest(),
    source: ageOf(makeSource()),
    node: makeNode(),
    diagnoses: [],
    webUrl: 'https://pve.example.com:8006/#v1:0:=qemu/201',
    ...changes,
  };
}

export function makeDetails(
  changes: Partial<GuestDetailsAnswer> = {},
): GuestDetailsAnswer {
  return {
    configuration: {
      asOf: secondsAgo(5),
      value: {
        osType: 'l26',
        cores: 4,
        sockets: 1,
        memory: 8 * GIB,
        onBoot: true,
        protection: false,
        agent: true,
        smbiosUuid: '6f1d2a30-0000-4000-8000-000000000201',
        disks: [
          {
            key: 'scsi0',
            storage: 'ceph-vm',
            volume: 'vm-201-disk-0',
            size: 32 * GIB,
            media: 'disk',
            backup: true,
          },
        ],
        interfaces: [
          {
            key: 'net0',
            model: 'virtio',
            mac: 'bc:24:11:00:02:01',
            bridge: 'vmbr0',
            vlan: 40,
            firewall: true,
          },
        ],
      },
    },
    addresses: {
      asOf: secondsAgo(5),
      value: [
        {
          address: '10.0.1.21',
          family: 'ipv4',
          prefix: 24,
          interface: 'eth0',
          origin: 'agent',
        },
      ],
    },
    snapshots: { asOf: secondsAgo(5), value: [] },
    ...changes,
  };
}

export function makeTask(changes: Partial<Task> = {}): Task {
  return {
    source: 'fra',
    upid: 'UPID:pve1:0001C0DE:00ABCDEF:66F00000:qmstart:201:root@pam:',
    node: 'pve1',
    type: 'qmstart',
    id: '201',
    user: 'root@pam',
    startedAt: secondsAgo(7200),
    endedAt: secondsAgo(7190),
    outcome: 'ok',
    ...changes,
  };
}
