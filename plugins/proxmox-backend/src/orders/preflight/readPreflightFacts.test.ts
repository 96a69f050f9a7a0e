import { TenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
import {
  ORDER_LABEL,
  ProvisioningConfig,
} from '@rackstage/plugin-proxmox-node';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import { orderConfig } from '../../__testUtils__/orderConfig';
import { startInventory } from '../../__testUtils__/startInventory';
import { OrderReservation } from '../OrderDecisions';
import { checkOrder } from './checkOrder';
import { readPreflightFacts } from './readPreflightFacts';

jest.setTimeout(60_000);

const SPEC: TenantClusterOrderSpec = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'hooli',
  version: 'v1.33.3',
  controlPlaneReplicas: 2,
  pool: { replicas: 2, cores: 2, memoryMiB: 4096, diskGiB: 40 },
  proxmox: {
    source: 'fra',
    template: 9010,
    storage: 'ceph-vm',
    bridge: 'vmbr0',
    nodes: [],
  },
  network: {
    addresses: '10.0.0.100-10.0.0.119',
    prefix: 24,
    gateway: '10.0.0.1',
    dnsServers: ['10.0.0.1'],
  },
};

function aReservation(
  changes: Partial<OrderReservation> = {},
): OrderReservation {
  return {
    orderId: 'other-order',
    managementCluster: 'mgmt-a',
    tenant: 'tenant-team-a',
    name: 'other',
    source: 'fra',
    addresses: '10.0.0.130',
    ...changes,
  };
}

type More = { reservations?: OrderReservation[]; orderId?: string };

describe('readPreflightFacts', () => {
  let simulator: Simulator;
  let fra: SimulatedSite;
  let world: Awaited<ReturnType<typeof startInventory>>;

  beforeAll(async () => {
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
    fra = simulator.site('fra');
    world = await startInventory(orderConfig(simulator));
  });

  afterEach(async () => {
    fra.clear();
    await fra.settled();
    await Promise.all(simulator.managementClusters.map(mgmt => mgmt.clear()));
  });

  afterAll(async () => {
    await world.stop();
    await simulator.close();
  });

  const read = (spec: TenantClusterOrderSpec, more: More = {}) =>
    readPreflightFacts({ ...world, spec, reservations: [], ...more });
  const problemsOf = async (spec: TenantClusterOrderSpec, more?: More) =>
    checkOrder((await read(spec, more)).facts).checks.filter(
      ({ level }) => level !== 'ok',
    );
  const inFra = (changes: Partial<TenantClusterOrderSpec['proxmox']>) => ({
    ...SPEC,
    proxmox: { ...SPEC.proxmox, ...changes },
  });
  const withAddresses = (addresses: string) => ({
    ...SPEC,
    network: { ...SPEC.network, addresses },
  });

  it.each(['mgmt-a', 'mgmt-b'])(
    'finds nothing wrong with an order in %s that can end well',
    async managementCluster => {
      const spec = { ...SPEC, managementCluster };
      const { facts, decisions } = await read(spec);

      expect(
        checkOrder(facts).checks.filter(({ level }) => level !== 'ok'),
      ).toEqual([]);
      expect(decisions).toEqual({
        stack: managementCluster === 'mgmt-a' ? 'v1beta1' : 'v1beta2',
        templateNode: 'pve1',
        templateTags: ['kube-v1.33', 'template'],
        vmidRange: { start: 20_000, end: 20_019 },
      });
      expect(JSON.stringify({ facts, decisions })).not.toContain(
        fra.tokens.capmox.secret,
      );
    },
  );

  it('sees names that are taken, by objects and by orders', async () => {
    expect(await problemsOf({ ...SPEC, name: 'acme' })).toMatchObject([
      {
        id: 'name-free',
        field: 'name',
        text: expect.stringMatching(/Cluster acme.*KamajiControlPlane acme/),
      },
    ]);
    const other = aReservation({ name: SPEC.name });
    expect(await problemsOf(SPEC, { reservations: [other] })).toMatchObject([
      { id: 'name-free', text: expect.stringMatching(/order other-order/) },
    ]);
    expect(
      await problemsOf(SPEC, { reservations: [other], orderId: 'other-order' }),
    ).toEqual([]);
  });

  it('does not stand in the way of an order that was begun', async () => {
    const spec = {
      ...withAddresses('10.0.0.120-10.0.0.129'),
      name: 'begun',
    };
    const { addresses, dnsServers, gateway, prefix } = spec.network;
    const range = { addresses: [addresses], prefix, gateway };
    const metadata = (name: string, labels = {}) => ({
      namespace: spec.tenant,
      name,
      labels,
    });
    // As the order itself has applied it, and as capmox has gone on from there.
    [
      {
        apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
        kind: 'ProxmoxCluster',
        metadata: metadata(spec.name, { [ORDER_LABEL]: 'order-1' }),
        spec: { ipv4Config: range, dnsServers },
      },
      {
        apiVersion: 'ipam.cluster.x-k8s.io/v1alpha2',
        kind: 'InClusterIPPool',
        metadata: metadata('begun-v4-icip'),
        spec: range,
      },
    ].forEach(object =>
      simulator.managementCluster('mgmt-a').api.create(object, 'test'),
    );

    expect(await problemsOf(spec, { orderId: 'order-1' })).toEqual([]);
    expect(await problemsOf(spec)).toMatchObject([
      { id: 'name-free', text: expect.stringMatching(/ProxmoxCluster begun/) },
      { id: 'address-range-free' },
    ]);
  });

  it.each([
    [
      '10.0.0.145-10.0.0.155',
      /10\.0\.0\.150-10\.0\.0\.180 \(IP pool tenant-workers\)/,
    ],
    ['10.0.0.195-10.0.0.203', /\(load balancer pool tenant-api\)/],
    ['10.0.0.235-10.0.0.245', /10\.0\.0\.221-10\.0\.0\.240/],
    ['10.0.0.5-10.0.0.12', /10\.0\.0\.11 \(node pve1\)/],
  ])('sees that some of %s are taken', async (addresses, text) => {
    expect(await problemsOf(withAddresses(addresses))).toMatchObject([
      {
        id: 'address-range-free',
        field: 'network.addresses',
        level: 'error',
        text: expect.stringMatching(text),
      },
    ]);
  });

  it('tells nothing of other tenants whose addresses they are', async () => {
    const spec = {
      ...SPEC,
      tenant: 'tenant-team-b',
      network: {
        ...SPEC.network,
        gateway: '10.0.40.1',
        addresses: '10.0.40.20-10.0.40.29',
      },
    };
    const [problem] = await problemsOf(spec, {
      reservations: [aReservation({ addresses: '10.0.40.25' })],
    });

    expect(problem).toMatchObject({ id: 'address-range-free' });
    expect(problem.text).toContain('of another tenant');
    expect(problem.text).not.toMatch(/acme|tenant-team-a|initech/);
  });

  it('chooses VMIDs that no order, template and guest has', async () => {
    const { decisions } = await read(SPEC, {
      reservations: [
        aReservation({ vmidRange: { start: 20_000, end: 20_049 } }),
        aReservation({
          source: 'ber',
          vmidRange: { start: 20_050, end: 29_999 },
        }),
      ],
    });
    expect(decisions?.vmidRange).toEqual({ start: 20_050, end: 20_069 });

    const all = aReservation({ vmidRange: { start: 20_000, end: 29_990 } });
    expect(await problemsOf(SPEC, { reservations: [all] })).toMatchObject([
      { id: 'vmids', level: 'error' },
    ]);
  });

  it('reads the template as it is now, and knows one that is none', async () => {
    const { config } = fra.world.guests.get(9010)!;
    const before = { ...config };
    Object.assign(config, { agent: '0', boot: 'cdn' });
    expect(await problemsOf(SPEC)).toMatchObject([
      { id: 'template-agent', field: 'proxmox.template' },
      { id: 'template-boot-order', field: 'proxmox.template' },
    ]);
    Object.assign(config, before);

    expect(await problemsOf(inFra({ template: 9000 }))).toMatchObject([
      { id: 'template-cloud-init-drive', level: 'error' },
      { id: 'template-version', level: 'warning' },
    ]);
    expect(await problemsOf(inFra({ template: 7777 }))).toContainEqual(
      expect.objectContaining({ id: 'template', level: 'error' }),
    );
  });

  it('sees a node that is offline and a storage that is full', async () => {
    const node = fra.world.nodes.get('pve2')!;
    node.isOnline = false;
    await world.inventory.refresh('fra');
    expect(await problemsOf(inFra({ nodes: ['pve1', 'pve2'] }))).toContainEqual(
      expect.objectContaining({
        id: 'nodes',
        field: 'proxmox.nodes',
        level: 'error',
      }),
    );
    node.isOnline = true;
    await world.inventory.refresh('fra');
    expect(
      await problemsOf({
        ...SPEC,
        pool: { ...SPEC.pool, diskGiB: 4096, replicas: 5 },
      }),
    ).toContainEqual(
      expect.objectContaining({ id: 'storage-room', field: 'proxmox.storage' }),
    );
  });

  it.each<[string, () => Partial<ProvisioningConfig>, object]>([
    [
      'a wrong secret',
      () => ({ tokenSecret: 'wrong' }),
      { id: 'credentials', field: 'proxmox.source', level: 'error' },
    ],
    [
      'a token without a privilege',
      () => ({
        tokenId: fra.tokens.inventory.id,
        tokenSecret: fra.tokens.inventory.secret,
      }),
      {
        id: 'privileges',
        field: 'proxmox.template',
        level: 'error',
        text: expect.stringMatching(/VM\.Clone on \/vms\/9010/),
        nextStep: expect.stringMatching(
          /pveum acl modify \/vms\/9010 --users \S+@pve --tokens '\S+@pve!\S+' --roles PVETemplateUser; pveum/,
        ),
      },
    ],
    [
      'a resource pool that is gone',
      () => ({ resourcePool: 'gone' }),
      { id: 'resource-pool', field: 'proxmox.source', level: 'error' },
    ],
    [
      'templates of another pool only',
      () => ({ templates: { pool: 'team-a' } }),
      { id: 'template-offered', field: 'proxmox.template', level: 'error' },
    ],
  ])('tries the credentials and limits as configured: %s', async (...story) => {
    const [, changes, problem] = story;
    const known = world.settings.provisioning.get('fra')!;
    const settings = {
      ...world.settings,
      provisioning: new Map([['fra', { ...known, ...changes() }]]),
    };
    const { facts } = await readPreflightFacts({
      ...world,
      settings,
      spec: SPEC,
      reservations: [],
    });

    expect(checkOrder(facts).checks).toContainEqual(
      expect.objectContaining(problem),
    );
  });

  it('names a Proxmox that is away, and decides nothing', async () => {
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    await world.inventory.refresh('fra');
    const { facts, decisions } = await read(SPEC);
    const { checks, passed } = checkOrder(facts);

    expect(decisions).toBeUndefined();
    expect(passed).toBe(false);
    expect(checks).toContainEqual(
      expect.objectContaining({
        id: 'credentials',
        text: 'The credentials for fra do not work: Proxmox does not answer.',
      }),
    );
    expect(checks.filter(({ id }) => id === 'storage')).toMatchObject([
      { level: 'warning' },
    ]);
    fra.clear();
    await fra.settled();
    await world.inventory.refresh('fra');
  });

  it('does not take for free what a management cluster that is away may use', async () => {
    simulator.managementCluster('mgmt-b').inject({ kind: 'api-restarting' });

    const { facts, decisions } = await read(SPEC);
    expect(decisions).toBeDefined();
    expect(
      checkOrder(facts).checks.filter(({ level }) => level !== 'ok'),
    ).toMatchObject([
      { id: 'vmids', level: 'warning' },
      {
        id: 'address-range-free',
        level: 'warning',
        text: expect.stringMatching(/of mgmt-b/),
      },
    ]);

    // Its pools are known from before: 10.0.40.61-10.0.40.70 is that of its only cluster.
    const overlapping = {
      ...SPEC,
      network: {
        ...SPEC.network,
        gateway: '10.0.40.1',
        addresses: '10.0.40.65-10.0.40.80',
      },
    };
    expect(await problemsOf(overlapping)).toContainEqual(
      expect.objectContaining({
        id: 'address-range-free',
        level: 'error',
        text: expect.stringContaining('10.0.40.61-10.0.40.70'),
      }),
    );
  });
});
