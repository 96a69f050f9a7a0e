import { Order } from '@rackstage/plugin-proxmox-common';
import { Simulator } from '@rackstage/simulator';
import {
  OrderPortal,
  startOrderPortal,
  startOrderSite,
} from '../__testUtils__/startOrderPortal';

// A whole backend, management clusters with their controllers, and Proxmox.
jest.setTimeout(120_000);

const CLUSTERS = {
  group: 'cluster.x-k8s.io',
  version: 'v1beta2',
  plural: 'clusters',
  namespace: 'tenant-team-a',
};

describe('an order that cannot end well', () => {
  let simulator: Simulator;
  let portal: OrderPortal;

  beforeEach(async () => {
    simulator = await startOrderSite();
    portal = await startOrderPortal(simulator, {
      orders: { timeout: { seconds: 15 } },
    });
  });
  afterEach(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  async function order(): Promise<Order> {
    return (await portal.placeOrder('alice').expect(201)).body;
  }
  const decide = (id: string, decision: 'resume' | 'clean-up' | 'cancel') =>
    portal.post('alice', `/v1/orders/${id}/${decision}`);

  it('fails with its diagnosis, stays as it is, and becomes ready when it is resumed', async () => {
    const mgmt = simulator.managementCluster('mgmt-b');
    const guests = portal.listGuests();
    mgmt.inject({ kind: 'ip-pool-exhausted' });
    const { id } = await order();
    const failed = await portal.until('alice', id, 'failed', 'ready');

    expect(failed.message).toMatch(
      /^Not ready after 15 seconds\. Machines .*: no address is free in pool shop-v4-icip/,
    );
    expect(failed.diagnoses).toMatchObject([
      { ruleId: 'address-pool-exhausted', severity: 'error' },
    ]);
    const { lines, state } = await portal.readLog('alice', id);
    expect(state).toBe('failed');
    expect(lines.at(-1)?.text).toBe(`Failed: ${failed.message}`);
    expect(await portal.listOwn(failed)).toHaveLength(8);

    await mgmt.clear('ip-pool-exhausted');
    const { body } = await decide(id, 'resume').expect(200);
    expect(body).toMatchObject({ id, state: 'applying' });
    const ready = await portal.until('alice', id, 'ready', 'failed');
    expect(ready.state).toBe('ready');
    // The same objects as before.
    expect(ready.things).toEqual(failed.things);
    expect(portal.listGuests()).toHaveLength(guests.length + 2);
    await decide(id, 'resume').expect(409);
    const { body: refusal } = await decide(id, 'clean-up').expect(409);
    expect(refusal.error.message).toBe(
      `Order ${id} is ready. Only a failed order can be cleaned up.`,
    );
  });

  it('names the template where that is gone, and leaves nothing after a clean-up', async () => {
    const guests = portal.listGuests();
    const objects = await portal.listObjects('mgmt-b');
    const mgmt = simulator.managementCluster('mgmt-b');
    const { id } = await order();
    mgmt.inject({ kind: 'template-missing' });
    const templates = guests.filter(
      vmid => !portal.listGuests().includes(vmid),
    );
    const failed = await portal.until('alice', id, 'failed', 'ready');
    expect(failed.message).toMatch(
      /^Not ready after 15 seconds\. Template 9010 is not in Proxmox fra any more/,
    );
    expect(failed.diagnoses.map(({ ruleId }) => ruleId)).toEqual([
      'template-not-found',
      'proxmox-refuses',
    ]);

    await decide(id, 'clean-up').expect(200);
    const done = await portal.until('alice', id, 'cleaned-up', 'failed');
    expect(done).toMatchObject({ state: 'cleaned-up', diagnoses: [] });
    expect(done.things.every(({ state }) => state === 'deleted')).toBe(true);
    expect(await portal.listOwn(done)).toEqual([]);
    expect(await portal.listObjects('mgmt-b')).toHaveLength(objects.length);
    expect(portal.listGuests()).toEqual(
      guests.filter(vmid => !templates.includes(vmid)),
    );
    const { lines } = await portal.readLog('alice', id);
    expect(lines.at(-1)?.text).toBe(
      'Everything that this order created is gone.',
    );
    await decide(id, 'clean-up').expect(409);

    // What it held is free again.
    await mgmt.clear('template-missing');
    await portal.inventory.refresh('fra');
    const again = await order();
    expect(again.id).not.toBe(id);
    await portal.until('alice', again.id, 'ready');
  });

  it('is cancelled by those who may, and cleaned up then', async () => {
    const guests = portal.listGuests();
    const mgmt = simulator.managementCluster('mgmt-b');
    mgmt.inject({ kind: 'ip-pool-exhausted' });
    const { id } = await order();
    await portal.until('alice', id, 'waiting');
    await portal.post('bob', `/v1/orders/${id}/cancel`).expect(404);

    const { body } = await decide(id, 'cancel').expect(200);
    expect(body).toMatchObject({
      state: 'failed',
      message:
        'Cancelled by user:default/alice. What it has created stays until it is cleaned up.',
    });
    await decide(id, 'cancel').expect(409);
    await decide(id, 'clean-up').expect(200);
    const done = await portal.until('alice', id, 'cleaned-up', 'failed');
    expect(done.state).toBe('cleaned-up');
    expect(await portal.listOwn(done)).toEqual([]);
    expect(portal.listGuests()).toEqual(guests);
  });

  it('destroys the machines that came up, and not an object that took a name', async () => {
    const guests = portal.listGuests();
    const mgmt = simulator.managementCluster('mgmt-b');
    mgmt.inject({ kind: 'controller-off', name: 'kubelet' });
    const { id } = await order();
    const failed = await portal.until('alice', id, 'failed', 'ready');
    expect(failed.message).toMatch(
      /^Not ready after 15 seconds\. Worker 1 of 2/,
    );
    expect(portal.listGuests()).toHaveLength(guests.length + 2);

    const kube = portal.inventory.getKubeClient('mgmt-b');
    const health = {
      ...CLUSTERS,
      plural: 'machinehealthchecks',
      name: 'shop-md-0',
    };
    const { metadata, ...rest } = await kube.get(health);
    await kube.delete(health, { uid: metadata.uid! });
    const { object: successor } = await kube.create(
      { ...health, name: undefined },
      {
        ...rest,
        metadata: { name: metadata.name, labels: metadata.labels },
      },
    );
    await decide(id, 'clean-up').expect(200);
    const done = await portal.until('alice', id, 'cleaned-up', 'failed');
    expect(done.state).toBe('cleaned-up');
    expect(portal.listGuests()).toEqual(guests);
    const left = await portal.listOwn(done);
    expect(left.map(({ metadata: { uid } }) => uid)).toEqual([
      successor.metadata.uid,
    ]);
    const { lines } = await portal.readLog('alice', id);
    expect(lines.at(-1)?.text).toBe(
      'MachineHealthCheck shop-md-0 stays, because it is not of this order.',
    );
  });

  it('waits while the management cluster is away', async () => {
    const mgmt = simulator.managementCluster('mgmt-b');
    const { id } = await order();
    mgmt.inject({ kind: 'api-restarting' });
    const isNoted = async () =>
      (await portal.readLog('alice', id)).lines.some(({ text }) =>
        text.startsWith('Management cluster: mgmt-b cannot be reached'),
      );
    while (!(await isNoted())) {
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
    await mgmt.clear();
    const ready = await portal.until('alice', id, 'ready', 'failed');
    expect(ready.state).toBe('ready');
    const { lines } = await portal.readLog('alice', id);
    expect(
      lines.filter(({ text }) => text.startsWith('Management cluster')),
    ).toHaveLength(2);
  });
});
