import { TenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
import { aGuest, aSnapshot } from '../../__testUtils__/aSourceState';
import { checkOrder } from './checkOrder';
import { PreflightFacts } from './PreflightFacts';

const GIB = 1024 ** 3;

function aSpec(
  changes: {
    pool?: Partial<TenantClusterOrderSpec['pool']>;
    proxmox?: Partial<TenantClusterOrderSpec['proxmox']>;
    network?: Partial<TenantClusterOrderSpec['network']>;
  } = {},
): TenantClusterOrderSpec {
  return {
    managementCluster: 'mgmt-a',
    tenant: 'tenant-team-a',
    name: 'acme',
    version: 'v1.33.3',
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
const proxmox = aSnapshot({
  nodes: [{ ...nodes[0], memory: { used: 0, total: 64 * GIB } }],
  storages: [
    { ...ceph, usage: { used: 0, total: 1000 * GIB } },
    {
      ...ceph,
      storage: 'local',
      shared: false,
      node: 'pve1',
      content: ['iso'],
    },
  ],
  networks: {
    asOf: '2026-11-21T10:00:00.000Z',
    items: [
      {
        source: 'fra',
        name: 'vmbr0',
        node: 'pve1',
        kind: 'bridge',
        owner: 'group:default/platform',
        entityRef: 'resource:default/fra-network-pve1-vmbr0',
      },
    ],
  },
});
const template = {
  guest: aGuest({ vmid: 9000, template: true, status: 'stopped' }),
  boot: 'order=scsi0',
  configuration: {
    agent: true,
    onBoot: false,
    protection: false,
    disks: [
      {
        key: 'scsi0',
        storage: 'ceph-vm',
        volume: 'base-9000-disk-0',
        size: 10 * GIB,
        media: 'disk' as const,
        backup: true,
      },
    ],
    interfaces: [],
  },
};

/** An order that can end well; `changes` say what is different. */
function facts(changes: Partial<PreflightFacts> = {}): PreflightFacts {
  return {
    spec: aSpec(),
    surge: 1,
    stack: 'v1beta1',
    takenNames: [],
    takenAddresses: [],
    addressManagementServed: true,
    loadBalancerPool: { name: 'tenant-api', free: 4 },
    dataStore: { name: 'default', ready: true },
    proxmox,
    template,
    credentialProblems: [],
    missingPrivileges: [],
    ...changes,
  };
}

const problemsOf = (changes: Partial<PreflightFacts>) =>
  checkOrder(facts(changes)).checks.filter(({ level }) => level !== 'ok');

describe('checkOrder', () => {
  it('lets an order pass that can end well', () => {
    const { passed, checks } = checkOrder(facts());

    expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(passed).toBe(true);
    expect(checks.length).toBeGreaterThan(18);
  });

  it.each<[string, string, Partial<PreflightFacts>]>([
    ['stack', 'managementCluster', { stack: undefined }],
    ['name-free', 'name', { takenNames: ['Cluster acme'] }],
    [
      'address-management',
      'managementCluster',
      { addressManagementServed: false },
    ],
    [
      'load-balancer-address',
      'managementCluster',
      { loadBalancerPool: { name: 'tenant-api', free: 0 } },
    ],
    [
      'data-store',
      'managementCluster',
      { dataStore: { name: 'default', ready: false } },
    ],
    [
      'address-range-size',
      'network.addresses',
      { spec: aSpec({ network: { addresses: '10.0.0.150-10.0.0.151' } }) },
    ],
    [
      'address-range-network',
      'network.addresses',
      { spec: aSpec({ network: { addresses: '10.0.1.150-10.0.1.180' } }) },
    ],
    [
      'address-range-network',
      'network.addresses',
      { spec: aSpec({ network: { addresses: '10.0.0.1-10.0.0.80' } }) },
    ],
    [
      'address-range-network',
      'network.gateway',
      { spec: aSpec({ network: { gateway: 'router' } }) },
    ],
    [
      'address-range-free',
      'network.addresses',
      {
        takenAddresses: [
          { holder: 'pool globex-v4-icip', addresses: ['10.0.0.180/30'] },
        ],
      },
    ],
    [
      'template',
      'proxmox.template',
      { template: { ...template, guest: aGuest({ vmid: 9000 }) } },
    ],
    [
      'template-agent',
      'proxmox.template',
      {
        template: {
          ...template,
          configuration: { ...template.configuration, agent: false },
        },
      },
    ],
    [
      'template-cloud-init-drive',
      'proxmox.template',
      {
        template: {
          ...template,
          configuration: {
            ...template.configuration,
            disks: [
              ...template.configuration.disks,
              {
                key: 'ide2',
                volume: 'vm-9000-cloudinit',
                media: 'cdrom',
                backup: true,
              },
            ],
          },
        },
      },
    ],
    [
      'template-boot-order',
      'proxmox.template',
      { template: { ...template, boot: 'c' } },
    ],
    [
      'template-disk',
      'pool.diskGiB',
      { spec: aSpec({ pool: { diskGiB: 5 } }) },
    ],
    [
      'nodes',
      'proxmox.nodes',
      {
        proxmox: {
          ...proxmox,
          nodes: [{ ...proxmox.nodes[0], status: 'offline' }],
        },
      },
    ],
    [
      'storage',
      'proxmox.storage',
      { spec: aSpec({ proxmox: { storage: 'local' } }) },
    ],
    ['storage', 'proxmox.storage', { spec: aSpec({ pool: { diskGiB: 600 } }) }],
    [
      'iso-storage',
      'proxmox.nodes',
      { proxmox: { ...proxmox, storages: proxmox.storages.slice(0, 1) } },
    ],
    [
      'bridge',
      'proxmox.bridge',
      { spec: aSpec({ proxmox: { bridge: 'vmbr9' } }) },
    ],
    [
      'memory',
      'pool.memoryMiB',
      { spec: aSpec({ pool: { memoryMiB: 40960 } }) },
    ],
    [
      'credentials',
      'proxmox.source',
      { credentialProblems: ['/version answers 401'] },
    ],
  ])('refuses for %s, and blames %s', (id, field, changes) => {
    const problems = problemsOf(changes);

    expect(problems).toMatchObject([{ id, field, level: 'error' }]);
    expect(problems[0].nextStep).toBeTruthy();
    expect(checkOrder(facts(changes)).passed).toBe(false);
  });

  it('refuses what is no range at all', () => {
    expect(
      problemsOf({ spec: aSpec({ network: { addresses: 'all' } }) }).map(
        ({ id }) => id,
      ),
    ).toEqual(['address-range-readable', 'address-range-size']);
  });

  it('counts the memory of stopped guests, as the provider does', () => {
    const guests = [
      aGuest({ status: 'stopped', memory: { total: 50 * GIB } }),
      aGuest({ vmid: 9000, template: true, memory: { total: 500 * GIB } }),
    ];

    expect(problemsOf({ proxmox: { ...proxmox, guests } })).toMatchObject([
      { id: 'memory', text: expect.stringMatching(/^1 of 2 workers/) },
    ]);
  });

  it('says what could not be read, and does not take it for good', () => {
    const unread = {
      takenNames: undefined,
      takenAddresses: undefined,
      addressManagementServed: undefined,
      loadBalancerPool: undefined,
      dataStore: undefined,
      proxmox: undefined,
      template: undefined,
      credentialProblems: undefined,
      missingPrivileges: undefined,
    };
    const problems = problemsOf(unread);

    expect(problems).toHaveLength(17);
    expect(new Set(problems.map(({ level }) => level))).toEqual(
      new Set(['warning']),
    );
  });

  it('warns of privileges, because the provider may have others', () => {
    const changes = { missingPrivileges: ['VM.Clone on /vms/9000'] };

    expect(problemsOf(changes)).toMatchObject([
      { id: 'privileges', level: 'warning' },
    ]);
    expect(checkOrder(facts(changes)).passed).toBe(true);
  });

  it('refuses a template that does not exist', () => {
    expect(problemsOf({ template: null })).toContainEqual(
      expect.objectContaining({ id: 'template', level: 'error' }),
    );
  });
});
