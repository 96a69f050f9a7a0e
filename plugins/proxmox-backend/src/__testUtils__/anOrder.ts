import { Order } from '@rackstage/plugin-proxmox-common';
import { OrderDecisions } from '../orders/OrderDecisions';
import { AcceptedOrder } from '../orders/OrderStore';
import { parseOrderSpec } from '../orders/parseOrderSpec';

/** When the orders of tests are made. */
export const ORDERED_AT = new Date('2026-11-22T10:00:00.000Z');

/** Two workers of the simulator's template for team A; `changes` say what is different. */
export function anOrderSpec(changes: object = {}) {
  return parseOrderSpec({
    managementCluster: 'mgmt-b',
    tenant: 'tenant-team-a',
    name: 'shop',
    version: 'v1.33.3',
    pool: { replicas: 2, cores: 2, memoryMiB: 4096, diskGiB: 40 },
    proxmox: {
      source: 'fra',
      template: 9010,
      storage: 'ceph-vm',
      bridge: 'vmbr0',
      nodes: [],
    },
    network: {
      addresses: '10.0.41.10-10.0.41.29',
      prefix: 24,
      gateway: '10.0.41.1',
      dnsServers: ['10.0.41.1'],
    },
    ...changes,
  });
}

export const someDecisions: OrderDecisions = {
  stack: 'v1beta2',
  templateNode: 'pve1',
  templateTags: [],
  vmidRange: { start: 20_000, end: 20_099 },
};

/** An order as it is recorded when it is accepted. */
export function anAcceptedOrder(changes: Partial<Order> = {}): AcceptedOrder {
  const spec = changes.spec ?? anOrderSpec();
  return {
    order: {
      id: 'order-1',
      kind: 'tenant-cluster',
      state: 'accepted',
      requestedBy: 'user:default/alice',
      owner: 'group:default/team-a',
      spec,
      things: [],
      diagnoses: [],
      entityRef: `resource:default/mgmt-b-cluster-${spec.tenant}-${spec.name}`,
      createdAt: ORDERED_AT.toISOString(),
      updatedAt: ORDERED_AT.toISOString(),
      ...changes,
    },
    idempotencyKey: `key-of-${changes.id ?? 'order-1'}`,
    decisions: someDecisions,
    lastNumber: 0,
  };
}
