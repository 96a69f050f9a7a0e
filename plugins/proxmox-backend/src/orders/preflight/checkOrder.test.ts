import { aGuest } from '../../__testUtils__/aSourceState';
import {
  aSpec,
  aTemplate,
  goodFacts,
  proxmox,
} from './__testUtils__/goodFacts';
import { checkOrder } from './checkOrder';
import { PreflightFacts } from './PreflightFacts';

const GIB = 1024 ** 3;

const offer = (templates: { tag?: string; pool?: string }) => ({
  ...goodFacts().offer!,
  templates,
});
const withDisk = (disk: { key: string; volume?: string; storage?: string }) => {
  const { configuration } = aTemplate();
  const added = { ...disk, media: 'disk' as const, backup: true };
  return aTemplate({
    configuration: { ...configuration, disks: [...configuration.disks, added] },
  });
};

const ofOrders = { component: 'component:default/orders-api' };

const problemsOf = (changes: Partial<PreflightFacts>) =>
  checkOrder(goodFacts(changes)).checks.filter(({ level }) => level !== 'ok');

describe('checkOrder', () => {
  it('lets an order pass that can end well', () => {
    const { passed, checks } = checkOrder(goodFacts());

    expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(passed).toBe(true);
    expect(checks.length).toBeGreaterThan(18);
  });

  it.each<[string, string, Partial<PreflightFacts>]>([
    ['tenant', 'tenant', { isTenant: false }],
    ['tenant', 'tenant', { namespace: 'missing' }],
    ['tenant', 'tenant', { namespace: 'terminating' }],
    ['account-rights', 'managementCluster', { forbiddenKinds: ['Secret'] }],
    ['source', 'proxmox.source', { offer: null }],
    ['source', 'proxmox.source', { proxmoxSource: 'ber' }],
    ['template-offered', 'proxmox.template', { offer: offer({ tag: 'lts' }) }],
    ['template-offered', 'proxmox.template', { offer: offer({ pool: 'x' }) }],
    [
      'storage-offered',
      'proxmox.storage',
      { offer: { ...goodFacts().offer!, storages: ['local-lvm'] } },
    ],
    [
      'bridge-offered',
      'proxmox.bridge',
      { offer: { ...goodFacts().offer!, bridges: ['vmbr1'] } },
    ],
    ['resource-pool', 'proxmox.source', { resourcePoolExists: false }],
    ['vmids', 'proxmox.source', { vmidRange: null }],
    ['vmids', 'proxmox.source', { vmidRange: undefined }],
    ['stack', 'managementCluster', { stack: undefined }],
    [
      'component',
      'component',
      { spec: aSpec({ component: 'group:default/team-a' }) },
    ],
    ['component', 'component', { spec: aSpec(ofOrders), component: null }],
    ['name-free', 'name', { takenNames: ['Cluster acme'] }],
    [
      'address-management',
      'managementCluster',
      { addressManagementServed: false },
    ],
    [
      'load-balancer-address',
      'managementCluster',
      { loadBalancer: { pools: ['tenant-api'], free: 0, announced: true } },
    ],
    [
      'load-balancer-address',
      'managementCluster',
      { loadBalancer: { pools: [], free: 0, announced: true } },
    ],
    [
      'data-store',
      'managementCluster',
      { dataStore: { name: 'default', exists: true, ready: false } },
    ],
    [
      'data-store',
      'managementCluster',
      { dataStore: { name: 'default', exists: false } },
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
      'network.addresses',
      { spec: aSpec({ network: { addresses: '10.0.0.128/25' } }) },
    ],
    [
      'address-range-network',
      'network.gateway',
      { spec: aSpec({ network: { gateway: 'router' } }) },
    ],
    [
      'address-range-network',
      'network.gateway',
      { spec: aSpec({ network: { gateway: '10.0.0.255' } }) },
    ],
    [
      'address-range-free',
      'network.addresses',
      {
        takenAddresses: [
          { holder: 'IP pool globex-v4-icip', addresses: ['10.0.0.180/30'] },
        ],
      },
    ],
    [
      'address-range-free',
      'network.addresses',
      {
        takenAddresses: [{ holder: 'node pve1', addresses: ['10.0.0.151'] }],
        unreadAddresses: ['IP pools of mgmt-b'],
      },
    ],
    [
      'dns-servers',
      'network.dnsServers',
      { spec: aSpec({ network: { dnsServers: ['10.0.0.1', 'dns.corp'] } }) },
    ],
    [
      'cluster-networks',
      'network.gateway',
      { platform: { podCidr: '10.0.0.0/9' } },
    ],
    [
      'cluster-networks',
      'network.gateway',
      { platform: { serviceCidr: '10.0.0.0/16' } },
    ],
    [
      'template',
      'proxmox.template',
      {
        template: aTemplate({
          guest: { ...aTemplate().guest, template: false },
        }),
      },
    ],
    [
      'template-agent',
      'proxmox.template',
      {
        template: aTemplate({
          configuration: { ...aTemplate().configuration, agent: false },
        }),
      },
    ],
    [
      'template-cloud-init-drive',
      'proxmox.template',
      { template: withDisk({ key: 'ide2', volume: 'vm-9000-cloudinit' }) },
    ],
    [
      'template-boot-order',
      'proxmox.template',
      { template: aTemplate({ boot: 'c' }) },
    ],
    [
      'template-disk',
      'pool.diskGiB',
      { spec: aSpec({ pool: { diskGiB: 5 } }) },
    ],
    [
      'template-disk',
      'proxmox.template',
      { platform: { bootDisk: 'virtio0' } },
    ],
    ['template-version', 'version', { spec: aSpec({ version: 'v1.32.9' }) }],
    ['template-version', 'version', { spec: aSpec({ version: 'v1.37.0' }) }],
    [
      'nodes',
      'proxmox.nodes',
      {
        proxmox: {
          ...proxmox,
          nodes: proxmox.nodes.map(node => ({
            ...node,
            status: node.name === 'pve2' ? 'offline' : 'online',
          })),
        },
        spec: aSpec({ proxmox: { nodes: ['pve1', 'pve2'] } }),
      },
    ],
    [
      'template',
      'proxmox.template',
      {
        spec: aSpec({ proxmox: { nodes: ['pve2'] } }),
        proxmox: {
          ...proxmox,
          nodes: proxmox.nodes.map(node => ({
            ...node,
            status: node.name === 'pve1' ? 'offline' : 'online',
          })),
        },
      },
    ],
    [
      'quorum',
      'proxmox.source',
      {
        proxmox: {
          ...proxmox,
          cluster: { ...proxmox.cluster, quorate: false },
        },
      },
    ],
    ['cores', 'pool.cores', { spec: aSpec({ pool: { cores: 33 } }) }],
    [
      'storage-format',
      'proxmox.storage',
      { platform: { diskFormat: 'qcow2' } },
    ],
    [
      'storage-room',
      'proxmox.storage',
      { spec: aSpec({ pool: { diskGiB: 600 } }) },
    ],
    [
      'iso-storage',
      'proxmox.nodes',
      { proxmox: { ...proxmox, storages: proxmox.storages.slice(0, 1) } },
    ],
    [
      'memory',
      'pool.memoryMiB',
      { spec: aSpec({ pool: { memoryMiB: 40960 } }) },
    ],
    [
      'clone',
      'proxmox.nodes',
      {
        spec: aSpec({ proxmox: { nodes: ['pve1', 'pve2'] } }),
        template: withDisk({ key: 'scsi1', storage: 'local-lvm' }),
      },
    ],
    [
      'credentials',
      'proxmox.source',
      { credentialProblems: ['the token or its secret is wrong'] },
    ],
  ])('refuses for %s, and blames %s', (id, field, changes) => {
    const problems = problemsOf(changes);

    expect(problems).toMatchObject([{ id, field, level: 'error' }]);
    expect(problems[0].nextStep).toBeTruthy();
    expect(checkOrder(goodFacts(changes)).passed).toBe(false);
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

  it('names the nodes that a storage or a bridge is missing on', () => {
    const nodes = ['pve1', 'pve2'];
    const spec = aSpec({ proxmox: { nodes } });
    const onlyFirst = {
      ...proxmox,
      storages: proxmox.storages.map(storage => ({
        ...storage,
        nodes: storage.nodes.filter(node => node === 'pve1'),
      })),
      networks: {
        ...proxmox.networks!,
        items: proxmox.networks!.items.map(network =>
          network.node === 'pve1' ? network : { ...network, name: 'vmbr7' },
        ),
      },
    };

    expect(problemsOf({ spec })).toEqual([]);
    expect(problemsOf({ spec, proxmox: onlyFirst })).toMatchObject([
      { id: 'bridge', text: 'There is no bridge vmbr0 on pve2.' },
      { id: 'storage', text: expect.stringMatching(/not there on pve2/) },
    ]);
  });

  it('names nodes that do not exist', () => {
    const spec = aSpec({ proxmox: { nodes: ['pve9'] } });

    expect(problemsOf({ spec })).toContainEqual(
      expect.objectContaining({
        id: 'nodes',
        level: 'error',
        text: expect.stringMatching(/pve9 \(there is none of that name\)/),
      }),
    );
  });

  it('lets a template on local storage be cloned on its own node', () => {
    const local = {
      ...proxmox.storages[0],
      storage: 'local-lvm',
      shared: false,
    };

    expect(
      problemsOf({
        spec: aSpec({ proxmox: { storage: 'local-lvm' } }),
        proxmox: { ...proxmox, storages: [...proxmox.storages, local] },
      }),
    ).toEqual([]);
  });

  it('refuses a second VLAN on a VNet that is one', () => {
    const vnet = {
      ...proxmox.networks!.items[0],
      node: undefined,
      kind: 'vnet' as const,
      vlan: 40,
    };
    const networks = { ...proxmox.networks!, items: [vnet] };
    const order = (vlan?: number) =>
      problemsOf({
        spec: aSpec({ proxmox: { vlan } }),
        proxmox: { ...proxmox, networks },
      });

    expect(order()).toEqual([]);
    expect(order(120)).toMatchObject([
      { id: 'vlan', field: 'proxmox.vlan', level: 'error' },
    ]);
  });

  it('warns of workers that are older than ordered, and of what nobody announces', () => {
    const changes = {
      spec: aSpec({ version: 'v1.34.1' }),
      loadBalancer: { pools: ['tenant-api'], free: 4, announced: false },
    };

    expect(problemsOf(changes)).toMatchObject([
      { id: 'load-balancer-announced', level: 'warning' },
      { id: 'template-version', field: 'version', level: 'warning' },
    ]);
    expect(checkOrder(goodFacts(changes)).passed).toBe(true);
  });

  it('refuses a template that does not exist', () => {
    expect(problemsOf({ template: null })).toContainEqual(
      expect.objectContaining({ id: 'template', level: 'error' }),
    );
  });
});
