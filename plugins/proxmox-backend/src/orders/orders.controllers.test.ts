import { ManagementFault, Simulator } from '@rackstage/simulator';
import { anOrderSpec } from '../__testUtils__/anOrder';
import {
  OrderPortal,
  startOrderPortal,
  startOrderSite,
} from '../__testUtils__/startOrderPortal';

// A whole backend, management clusters with their controllers, and Proxmox.
jest.setTimeout(180_000);

type ControllerName = Extract<
  ManagementFault,
  { kind: 'controller-off' }
>['name'];

/**
 * All but the health check of machines, which a healthy cluster does not need. Each is off in one of the stacks; the
 * simulator's own tests do so in both.
 */
const pairs: [inA: ControllerName, inB: ControllerName][] = [
  ['cluster', 'kubelet'],
  ['kamaji-control-plane', 'ipam'],
  ['kamaji', 'proxmox-machine'],
  ['load-balancer', 'machine'],
  ['machine-set', 'proxmox-cluster'],
  ['machine-deployment', 'kubeadm-config'],
];

describe('an order while one controller does not run', () => {
  let simulator: Simulator;
  let portal: OrderPortal;
  let usualMs: number;
  let orders = 0;
  const late: string[] = [];

  beforeAll(async () => {
    simulator = await startOrderSite();
    portal = await startOrderPortal(simulator);
    const startedAt = Date.now();
    const ids = [
      await order('mgmt-a', 'usual'),
      await order('mgmt-b', 'usual'),
    ];
    await Promise.all(ids.map(id => portal.until('alice', id, 'ready')));
    usualMs = Date.now() - startedAt;
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  /** A cluster with one worker. */
  async function order(
    managementCluster: string,
    name: string,
  ): Promise<string> {
    const first = 10 + 4 * orders++;
    const spec = anOrderSpec({
      managementCluster,
      name,
      pool: { replicas: 1, cores: 1, memoryMiB: 1024, diskGiB: 40 },
    });
    const addresses = `10.0.41.${first}-10.0.41.${first + 3}`;
    const { body, status } = await portal.placeOrder('alice', {
      ...spec,
      network: { ...spec.network, addresses },
    });
    expect([status, body.error?.message]).toEqual([201, undefined]);
    return body.id;
  }

  it.each(pairs)('is never ready without %s, or without %s', async (a, b) => {
    const off = [
      { cluster: simulator.managementCluster('mgmt-a'), name: a },
      { cluster: simulator.managementCluster('mgmt-b'), name: b },
    ];
    const ids: string[] = [];
    for (const { cluster, name } of off) {
      cluster.inject({ kind: 'controller-off', name });
      ids.push(await order(cluster.name, `without-${name}`));
    }
    await new Promise(resolve => {
      setTimeout(resolve, 2 * usualMs);
    });
    for (const id of ids) {
      expect((await portal.readOrder('alice', id)).state).toBe('waiting');
    }
    await Promise.all(off.map(({ cluster }) => cluster.clear()));
    late.push(...ids);
  });

  it('is ready once they run again', async () => {
    const states = await Promise.all(
      late.map(id => portal.until('alice', id, 'ready', 'failed')),
    );
    expect(states.map(({ state }) => state)).toEqual(
      new Array(2 * pairs.length).fill('ready'),
    );
  });
});
