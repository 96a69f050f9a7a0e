import { expect, test } from '@playwright/test';
import type { Order, OrderState } from '@rackstage/plugin-proxmox-common';
import { demo } from '../demo';
import { killBackend } from '../restartBackend';
import { openAs, signInAs, type Answer } from '../personas';
import { takeScreenshots } from '../takeScreenshots';
import { breakManagementCluster, repairManagementCluster } from '../faults';
import { listGuests, listObjects } from '../witnesses';

// Whatever is in the middle when the backend is killed with SIGKILL: the next
// one goes on, and what is left is exactly what was ordered. The counts are
// those of kubectl and proxmox-api, not the portal's own.

const MANAGEMENT_CLUSTER = 'mgmt-a';
const TENANT = 'tenant-team-a';
const WORKERS = 2;
const PATIENCE_MS = 240_000;

const ORDER = {
  managementCluster: MANAGEMENT_CLUSTER,
  tenant: TENANT,
  version: 'v1.33.3',
  controlPlaneReplicas: 2,
  pool: { replicas: WORKERS, cores: 2, memoryMiB: 2048, diskGiB: 40 },
  proxmox: {
    source: 'fra',
    template: 9010,
    storage: 'ceph-vm',
    bridge: 'vmbr0',
    nodes: [],
  },
};

const network = (addresses: string) => ({
  addresses,
  prefix: 24,
  gateway: '10.0.0.1',
  dnsServers: ['10.0.0.1'],
});

/** Alice, whose credentials end with the backend that gave them: she signs in again for every question. */
async function askAsAlice(path: string, body?: unknown): Promise<Answer> {
  const alice = await signInAs('alice', demo().backendUrl);
  return alice(path, body);
}

async function order(name: string, addresses: string): Promise<Order> {
  const answer = await askAsAlice('/api/proxmox/v1/orders/tenant-cluster', {
    idempotencyKey: `kill-story-${name}`,
    spec: { ...ORDER, name, network: network(addresses) },
  });
  expect(answer.body).toMatchObject({ spec: { name } });
  return answer.body as Order;
}

async function readOrder(id: string): Promise<Order> {
  const answer = await askAsAlice(`/api/proxmox/v1/orders/${id}`);
  expect(answer.status).toBe(200);
  return answer.body as Order;
}

async function waitForState(id: string, ...states: OrderState[]) {
  await expect
    .poll(async () => states.includes((await readOrder(id)).state), {
      message: `order ${id} gets ${states.join(' or ')}`,
      timeout: PATIENCE_MS,
      intervals: [200],
    })
    .toBe(true);
}

const kindsOf = (objects: string[]) =>
  objects.map(object => object.split('.')[0].split('/')[0]);

test.describe('The backend is killed', () => {
  test.describe.configure({ timeout: 600_000 });
  // The other stories need the same management cluster.
  test.afterEach(() => repairManagementCluster(MANAGEMENT_CLUSTER));

  test('while it creates a tenant cluster, which gets ready all the same', async ({
    page,
  }) => {
    const { id } = await order('survivor', '10.0.0.190-10.0.0.196');
    await killBackend(demo());
    await waitForState(id, 'waiting', 'ready');
    await killBackend(demo());
    await waitForState(id, 'ready');

    // The same request once more is the same order.
    expect((await order('survivor', '10.0.0.190-10.0.0.196')).id).toBe(id);

    const objects = await listObjects(MANAGEMENT_CLUSTER, TENANT, 'survivor');
    const recorded = (await readOrder(id)).things.map(({ name }) => name);
    for (const name of recorded) {
      expect(objects.some(object => object.endsWith(`/${name}`))).toBe(true);
    }
    const count = (kind: string) =>
      kindsOf(objects).filter(found => found === kind).length;
    expect({
      clusters: count('cluster'),
      deployments: count('machinedeployment'),
      templates: count('proxmoxmachinetemplate'),
      machines: count('machine'),
      claims: count('ipaddressclaim'),
    }).toEqual({
      clusters: 1,
      deployments: 1,
      templates: 1,
      machines: WORKERS,
      claims: WORKERS,
    });
    const guests = await listGuests('fra', 'survivor');
    expect(guests).toHaveLength(WORKERS);
    expect(guests.every(({ status }) => status === 'running')).toBe(true);

    await openAs(page, 'alice', `/proxmox/orders/${id}`);
    await expect(page.getByText('survivor').first()).toBeVisible();
    await takeScreenshots(page, 'order-after-kill');
  });

  test('while it cleans up an order that was cancelled, and nothing is left', async () => {
    const { id } = await order('doomed', '10.0.0.241-10.0.0.247');
    // Its machines come up, and none of them ever becomes a node.
    await breakManagementCluster(MANAGEMENT_CLUSTER, {
      kind: 'controller-off',
      name: 'kubelet',
    });
    await expect
      .poll(async () => (await listGuests('fra', 'doomed')).length, {
        message: 'the machines are there',
        timeout: PATIENCE_MS,
      })
      .toBe(WORKERS);
    await askAsAlice(`/api/proxmox/v1/orders/${id}/cancel`, {});
    const { state, message } = await readOrder(id);
    expect(state).toBe('failed');
    expect(message).toMatch(/^Cancelled by user:default\/alice/);
    await repairManagementCluster(MANAGEMENT_CLUSTER);

    const accepted = await askAsAlice(
      `/api/proxmox/v1/orders/${id}/clean-up`,
      {},
    );
    expect(accepted.status).toBeLessThan(300);
    await killBackend(demo());
    await waitForState(id, 'cleaned-up');
    expect(await listObjects(MANAGEMENT_CLUSTER, TENANT, 'doomed')).toEqual([]);
    expect(await listGuests('fra', 'doomed')).toEqual([]);
  });
});
