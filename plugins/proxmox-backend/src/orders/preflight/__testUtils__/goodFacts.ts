import { TenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
import { aGuest, aSnapshot } from '../../../__testUtils__/aSourceState';
import { PreflightFacts, TemplateFacts } from '../PreflightFacts';

const GIB = 1024 ** 3;

/** A small order of team A; `changes` say what is different. */
export function aSpec(
  changes: Partial<
    Pick<TenantClusterOrderSpec, 'name' | 'version' | 'component'>
  > & {
    pool?: Partial<TenantClusterOrderSpec['pool']>;
    proxmox?: Partial<TenantClusterOrderSpec['proxmox']>;
    network?: Partial<TenantClusterOrderSpec['network']>;
  } = {},
): TenantClusterOrderSpec {
  return {
    managementCluster: 'mgmt-a',
    tenant: 'tenant-team-a',
    name: changes.name ?? 'acme',
    version: changes.version ?? 'v1.33.3',
    component: changes.component,
    controlPlaneReplicas: 2,
    pool: {
      replicas: 2,
      cores: 4,
      memoryMiB: 8192,
      diskGiB: 60,
      ...changes.pool,
    },
    proxmox: {
      source: 'fra',
      template: 9000,
      storage: 'ceph-vm',
      bridge: 'vmbr0',
      nodes: [],
      ...changes.proxmox,
    },
    network: {
      addresses: '10.0.0.150-10.0.0.180',
      prefix: 24,
      gateway: '10.0.0.1',
      dnsServers: ['10.0.0.1'],
      ...changes.network,
    },
  };
}

const { nodes, storages } = aSnapshot();
const [ceph] = storages;
const [pve1] = nodes;
const room = { cpu: { cores: 32 }, memory: { used: 0, total: 64 * GIB } };

/** Two nodes with room, a shared storage and one for ISO images of each. */
export const proxmox = aSnapshot({
  nodes: [
    { ...pve1, ...room },
    { ...pve1, ...room, name: 'pve2' },
  ],
  storages: [
    {
      ...ceph,
      nodes: ['pve1', 'pve2'],
      usage: { used: 0, total: 1000 * GIB },
    },
    ...['pve1', 'pve2'].map(node => ({
      ...ceph,
      storage: 'local',
      shared: false,
      node,
      nodes: [node],
      content: ['iso'],
    })),
  ],
  networks: {
    asOf: '2026-11-21T10:00:00.000Z',
    items: ['pve1', 'pve2'].map(node => ({
      source: 'fra',
      name: 'vmbr0',
      node,
      kind: 'bridge' as const,
      owner: 'group:default/platform',
      entityRef: `resource:default/fra-network-${node}-vmbr0`,
    })),
  },
});

/** A template as capmox wants it; `changes` say what is different. */
export function aTemplate(
  changes: Partial<TemplateFacts> = {},
): TemplateFacts & Required<Pick<TemplateFacts, 'configuration'>> {
  return {
    guest: aGuest({
      vmid: 9000,
      name: 'ubuntu-2404-kube-v1.33.3',
      template: true,
      status: 'stopped',
      pool: 'templates',
      tags: ['kubernetes'],
    }),
    boot: 'order=scsi0',
    ...changes,
    configuration: changes.configuration ?? {
      agent: true,
      onBoot: false,
      protection: false,
      disks: [
        {
          key: 'scsi0',
          storage: 'ceph-vm',
          volume: 'base-9000-disk-0',
          size: 10 * GIB,
          media: 'disk',
          backup: true,
        },
      ],
      interfaces: [],
    },
  };
}

/** Of an order that can end well; `changes` say what is different. */
export function goodFacts(
  changes: Partial<PreflightFacts> = {},
): PreflightFacts {
  return {
    spec: aSpec(),
    surge: 1,
    offer: {
      vmids: { start: 20000, end: 29999 },
      resourcePool: 'capi',
      templates: { tag: 'kubernetes', pool: 'templates' },
      storages: ['ceph-vm', 'local-lvm'],
      bridges: ['vmbr0'],
    },
    proxmoxSource: 'fra',
    platform: {},
    isTenant: true,
    owner: 'group:default/team-a',
    namespace: 'active',
    forbiddenKinds: [],
    stack: 'v1beta1',
    takenNames: [],
    takenAddresses: [],
    unreadAddresses: [],
    addressManagementServed: true,
    loadBalancer: { pools: ['tenant-api'], free: 4, announced: true },
    dataStore: { name: 'default', exists: true, ready: true },
    proxmox,
    template: aTemplate(),
    credentialProblems: [],
    missingPrivileges: [],
    resourcePoolExists: true,
    vmidRange: { start: 20000, end: 20019 },
    unreadRanges: [],
    ...changes,
  };
}
