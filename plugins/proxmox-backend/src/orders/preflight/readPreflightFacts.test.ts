import { TenantClusterOrderSpec } from '@rackstage/plugin-proxmox-common';
import {
  ManagementCluster,
  Simulator,
  startSimulator,
} from '@rackstage/simulator';
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

/** A change of the order. */
function order(
  changes: Partial<TenantClusterOrderSpec['proxmox']> = {},
): TenantClusterOrderSpec {
  return { ...SPEC, proxmox: { ...SPEC.proxmox, ...changes } };
}

describe('readPreflightFacts', () => {
  let simulator: Simulator;
  let a: ManagementCluster;
  let world: Awaited<ReturnType<typeof startInventory>>;

  beforeAll(async () => {
    simulator = await startSimulator({ kubernetes: true, loginDelayMs: 0 });
    a = simulator.managementCluster('mgmt-a');
    world = await startInventory(orderConfig(simulator));
  });

  afterEach(async () => {
    simulator.sites.forEach(site => site.clear());
    await Promise.all(simulator.managementClusters.map(mgmt => mgmt.clear()));
    await Promise.all(simulator.sites.map(site => site.settled()));
  });

  afterAll(async () => {
    await world.stop();
    await simulator.close();
  });

  const read = (
    spec: TenantClusterOrderSpec,
    more: { reservations?: OrderReservation[]; orderId?: string } = {},
  ) => readPreflightFacts({ ...world, spec, reservations: [], ...more });
  const problemsOf = async (
    spec: TenantClusterOrderSpec,
    more: { reservations?: OrderReservation[]; orderId?: string } = {},
  ) =>
    checkOrder((await read(spec, more)).facts).checks.filter(
      ({ level }) => level !== 'ok',
    );

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
        simulator.site('fra').tokens.capmox.secret,
      );
    },
  );
});
