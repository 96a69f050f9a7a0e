import {
  ordersAnswerSchema,
  orderSchema,
} from '@rackstage/plugin-proxmox-common';
import { Simulator } from '@rackstage/simulator';
import { anOrderSpec } from '../__testUtils__/anOrder';
import {
  OrderPortal,
  startOrderPortal,
  startOrderSite,
} from '../__testUtils__/startOrderPortal';

// A whole backend, management clusters with their controllers, and Proxmox.
jest.setTimeout(120_000);

const OBJECTS = 8;

describe.each(['mgmt-a', 'mgmt-b'])('an order in %s', managementCluster => {
  let simulator: Simulator;
  let portal: OrderPortal;

  beforeAll(async () => {
    simulator = await startOrderSite(10);
    portal = await startOrderPortal(simulator);
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  it('becomes a cluster with nodes, and tells how', async () => {
    const guests = portal.listGuests();
    const spec = anOrderSpec({ managementCluster });
    const answer = await portal.placeOrder('alice', spec);
    expect([answer.status, answer.body.error?.message]).toEqual([
      201,
      undefined,
    ]);
    const accepted = orderSchema.parse(answer.body);
    expect(accepted).toMatchObject({
      state: 'accepted',
      requestedBy: 'user:default/alice',
      owner: 'group:default/team-a',
      entityRef: `resource:default/${managementCluster}-cluster-tenant-team-a-shop`,
    });
    expect(accepted.things).toHaveLength(OBJECTS);
    expect(accepted.things.every(({ state }) => state === 'planned')).toBe(
      true,
    );

    const ready = await portal.until('alice', accepted.id, 'ready', 'failed');
    const { lines } = await portal.readLog('alice', accepted.id);
    expect(ready).toMatchObject({ state: 'ready', diagnoses: [] });
    const own = await portal.listOwn(ready);
    expect(own.map(({ metadata }) => metadata.uid).sort()).toEqual(
      ready.things.map(({ uid }) => uid).sort(),
    );
    expect(portal.listGuests()).toHaveLength(guests.length + 2);
    const [first, ...rest] = lines.map(({ text }) => text);
    expect(first).toBe(
      `Accepted: user:default/alice orders cluster shop in tenant-team-a of ${managementCluster}.`,
    );
    expect(rest).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Worker 1 of 2: .*cloning from template 9010 \(UPID:pve1:/,
        ),
        expect.stringMatching(/^Worker 1 of 2: ready as node shop-md-0-/),
        'Workers: 2 of 2 ready',
        'Cluster shop is ready.',
      ]),
    );
    expect(lines.map(({ n }) => n)).toEqual(lines.map((_, index) => index + 1));
    const tail = await portal.readLog('alice', accepted.id, lines.length - 1);
    expect(tail.lines).toEqual(lines.slice(-1));

    const { body } = await portal.get('alice', '/v1/orders').expect(200);
    expect(ordersAnswerSchema.parse(body).items).toEqual([ready]);
  });
});
