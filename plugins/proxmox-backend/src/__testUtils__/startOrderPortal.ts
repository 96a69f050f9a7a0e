import { JsonObject } from '@backstage/types';
import {
  Order,
  OrderLogAnswer,
  orderLogAnswerSchema,
  orderSchema,
  OrderState,
} from '@rackstage/plugin-proxmox-common';
import { KubeObject, ORDER_LABEL } from '@rackstage/plugin-proxmox-node';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { listWritableTypes } from '../orders/writableKinds';
import { anOrderSpec } from './anOrder';
import { orderConfig } from './orderConfig';
import { untilRead } from './startInventory';
import { Portal, startPortal, UserName } from './startPortal';

const DEADLINE_MS = 60_000;
const versions: Record<string, string> = {
  '': 'v1',
  'cluster.x-k8s.io': 'v1beta1',
  'bootstrap.cluster.x-k8s.io': 'v1beta1',
  'controlplane.cluster.x-k8s.io': 'v1alpha2',
  'infrastructure.cluster.x-k8s.io': 'v1alpha1',
};

/** The whole demo site, fast: a cluster takes it 40 simulated seconds. */
export function startOrderSite(speed = 200): Promise<Simulator> {
  return startSimulator({
    kubernetes: true,
    clock: { speed },
    loginDelayMs: 0,
  });
}

/** A portal in which team A can order, and what its stories ask for. */
export async function startOrderPortal(
  simulator: Simulator,
  options: {
    orders?: JsonObject;
    inventory?: JsonObject;
    permissionsEnabled?: boolean;
    database?: JsonObject;
    features?: Parameters<typeof startPortal>[0]['features'];
  } = {},
) {
  const portal = await startPortal({ ...orderConfig(simulator), ...options });
  await untilRead(portal.inventory);
  return { ...portal, ...createOrderSteps(portal, simulator) };
}

/** A portal with orders. */
export type OrderPortal = Awaited<ReturnType<typeof startOrderPortal>>;

function createOrderSteps(portal: Portal, simulator: Simulator) {
  let keys = 0;
  const placeOrder = (
    user: UserName,
    spec: object = anOrderSpec(),
    idempotencyKey = `key-of-test-${++keys}`,
  ) =>
    portal
      .post(user, '/v1/orders/tenant-cluster')
      .send({ idempotencyKey, spec });
  const readOrder = async (user: UserName, id: string): Promise<Order> => {
    const { body } = await portal.get(user, `/v1/orders/${id}`).expect(200);
    return orderSchema.parse(body);
  };
  const readLog = async (
    user: UserName,
    id: string,
    after = 0,
  ): Promise<OrderLogAnswer> => {
    const { body } = await portal
      .get(user, `/v1/orders/${id}/log?after=${after}`)
      .expect(200);
    return orderLogAnswerSchema.parse(body);
  };
  /** Waits for one of the states; tells the log where it does not come to it. */
  const until = async (
    user: UserName,
    id: string,
    ...states: OrderState[]
  ): Promise<Order> => {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const order = await readOrder(user, id);
      if (states.includes(order.state)) {
        return order;
      }
      if (Date.now() > deadline) {
        const { lines } = await readLog(user, id);
        throw new Error(
          `The order is ${order.state} (${
            order.message
          }), not ${states}:\n${lines.map(({ text }) => text).join('\n')}`,
        );
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
  };
  /** Everything in the namespace of a kind that orders write. */
  const listObjects = async (
    managementCluster: string,
    namespace = 'tenant-team-a',
  ): Promise<KubeObject[]> => {
    const kube = portal.inventory.getKubeClient(managementCluster);
    const pages = await Promise.all(
      listWritableTypes().map(async ({ group, kind, plural }) => {
        const version =
          group === 'controlplane.cluster.x-k8s.io' &&
          managementCluster === 'mgmt-a'
            ? 'v1alpha1'
            : versions[group];
        const type = { group, version, plural, namespace };
        const { items } = await kube.list(type);
        // What is listed does not say its kind.
        return (items as KubeObject[]).map(item => ({ ...item, kind }));
      }),
    );
    return pages.flat();
  };
  /** The objects that the order applied; what controllers copy from them has owners. */
  const listOwn = async (order: Order): Promise<KubeObject[]> => {
    const { managementCluster, tenant } = order.spec;
    const objects = await listObjects(managementCluster, tenant);
    const names = order.things.map(({ kind, name }) => `${kind}/${name}`);
    return objects.filter(
      ({ kind, metadata }) =>
        metadata.labels?.[ORDER_LABEL] === order.id &&
        names.includes(`${kind}/${metadata.name}`),
    );
  };
  /** Virtual machines as Proxmox has them. */
  const listGuests = (): number[] =>
    [...simulator.site('fra').world.guests.keys()].sort();
  return {
    placeOrder,
    readOrder,
    readLog,
    until,
    listObjects,
    listOwn,
    listGuests,
  };
}
