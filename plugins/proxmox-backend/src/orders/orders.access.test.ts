import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Order, ordersAnswerSchema } from '@rackstage/plugin-proxmox-common';
import { Simulator } from '@rackstage/simulator';
import { anOrderSpec } from '../__testUtils__/anOrder';
import {
  OrderPortal,
  startOrderPortal,
  startOrderSite,
} from '../__testUtils__/startOrderPortal';

// A whole backend, management clusters with their controllers, and Proxmox.
jest.setTimeout(120_000);

interface Trail {
  eventId: string;
  status: 'succeeded' | 'failed';
  hasRequest: boolean;
  meta?: JsonObject;
}

describe('who orders, reads and decides', () => {
  const trails: Trail[] = [];
  let simulator: Simulator;
  let portal: OrderPortal;

  beforeAll(async () => {
    simulator = await startOrderSite();
    portal = await startOrderPortal(simulator, {
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({
            async createEvent({ eventId, request, meta }) {
              const trail = { eventId, hasRequest: request !== undefined };
              return {
                async success(options) {
                  const all = { ...meta, ...options?.meta };
                  trails.push({ ...trail, status: 'succeeded', meta: all });
                },
                async fail() {
                  trails.push({ ...trail, status: 'failed', meta });
                },
              };
            },
          }),
        }),
      ],
    });
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  const listFor = async (user: 'alice' | 'bob' | 'sre', query = '') => {
    const { body } = await portal.get(user, `/v1/orders${query}`).expect(200);
    return ordersAnswerSchema.parse(body).items.map(({ id }) => id);
  };

  it('makes one order of a double click, whoever of them comes first', async () => {
    const spec = anOrderSpec();
    const answers = await Promise.all(
      [1, 2, 3].map(() => portal.placeOrder('alice', spec, 'double-click')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const later = await portal.placeOrder('alice', spec, 'double-click');
    expect([later.status, later.body.id]).toEqual([200, answers[0].body.id]);
    expect(await listFor('alice')).toHaveLength(1);

    const other = await portal
      .placeOrder('alice', { ...spec, name: 'other' }, 'double-click')
      .expect(409);
    expect(other.body.error.message).toMatch(/use a new key for a new order/);
    await portal.until('alice', later.body.id, 'ready');
  });

  it('gives orders of the same moment ranges of their own, and a name only once', async () => {
    const at = (name: string, host: number) => {
      const spec = anOrderSpec({ name });
      const addresses = `10.0.41.${host}-10.0.41.${host + 9}`;
      return { ...spec, network: { ...spec.network, addresses } };
    };
    const answers = await Promise.all([
      portal.placeOrder('alice', at('one', 40)),
      portal.placeOrder('sre', at('two', 60)),
      portal.placeOrder('alice', at('three', 80)),
      portal.placeOrder('sre', at('three', 100)),
      portal.placeOrder('alice', at('four', 65)),
    ]);
    const accepted: Order[] = answers
      .filter(({ status }) => status === 201)
      .map(({ body }) => body);
    const refused = answers
      .filter(({ status }) => status !== 201)
      .map(({ body }) => body.error.message);

    expect(accepted).toHaveLength(3);
    expect(refused).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^name: The name is taken: order /),
        expect.stringMatching(/^network\.addresses: /),
      ]),
    );
    const ranges = await Promise.all(
      accepted.map(async ({ id }) => {
        const { lines } = await portal.readLog('sre', id);
        return lines[1].text.match(/VMIDs (\d+) to \d+/)?.[1];
      }),
    );
    expect(new Set(ranges).size).toBe(3);
    for (const { id } of accepted) {
      await portal.until('sre', id, 'ready');
    }
  });

  it('shows orders to those who may read them, and to others not even that they exist', async () => {
    const { body } = await portal.placeOrder(
      'bob',
      anOrderSpec({
        tenant: 'tenant-team-b',
        network: {
          ...anOrderSpec().network,
          addresses: '10.0.42.10-10.0.42.19',
          gateway: '10.0.42.1',
        },
      }),
    );
    const { id } = body as Order;
    expect(await listFor('bob')).toEqual([id]);
    expect(await listFor('alice')).not.toContain(id);
    expect(await listFor('sre')).toContain(id);
    expect(await listFor('sre', '?tenant=tenant-team-b')).toEqual([id]);
    expect(await listFor('sre', '?managementCluster=mgmt-a')).toEqual([]);

    const none = '00000000-0000-0000-0000-000000000000';
    for (const [method, path] of [
      ['get', ''],
      ['get', '/log'],
      ['post', '/resume'],
      ['post', '/clean-up'],
    ] as const) {
      const foreign = await portal[method]('alice', `/v1/orders/${id}${path}`);
      const missing = await portal[method](
        'alice',
        `/v1/orders/${none}${path}`,
      );
      expect([path, foreign.status, missing.status]).toEqual([path, 404, 404]);
      expect(foreign.body.error.message).toBe(
        missing.body.error.message.replace(none, id),
      );
    }
    await portal.get('alice', '/v1/orders/no-id').expect(404);
    await portal.get('sre', `/v1/orders/${id}/log?after=-1`).expect(400);
    await portal.until('bob', id, 'ready');
  });

  it('leaves a trail of everything that was done or refused, with its caller', async () => {
    const [id] = await listFor('bob');
    expect(
      trails
        .filter(({ meta }) => meta?.orderId === id)
        .filter(({ eventId }) => /create|state/.test(eventId))
        .map(({ eventId, hasRequest, meta }) => [
          eventId,
          hasRequest,
          meta?.state,
        ]),
    ).toEqual([
      ['order-create', true, undefined],
      ['order-state', false, 'applying'],
      ['order-state', false, 'waiting'],
      ['order-state', false, 'ready'],
    ]);
    // The orders of other tests may still be worked on.
    const own = trails.filter(({ meta }) => meta?.orderId === id);
    expect(own.at(-1)?.meta).toMatchObject({
      requestedBy: 'user:default/bob',
      objects: expect.arrayContaining([
        expect.stringMatching(/^Cluster shop [-0-9a-f]{36}$/),
      ]),
    });

    trails.length = 0;
    const spec = anOrderSpec({ name: 'shop' });
    await portal.placeOrder('bob', spec).expect(403);
    await portal.post('bob', `/v1/orders/${id}/resume`).expect(409);
    await portal.post('bob', `/v1/orders/${id}/clean-up`).expect(409);

    expect(trails.filter(({ hasRequest }) => hasRequest)).toEqual([
      {
        eventId: 'order-create',
        status: 'failed',
        hasRequest: true,
        meta: {
          managementCluster: 'mgmt-b',
          tenant: 'tenant-team-a',
          name: 'shop',
        },
      },
      expect.objectContaining({ eventId: 'order-resume', status: 'failed' }),
      expect.objectContaining({ eventId: 'order-clean-up', status: 'failed' }),
    ]);
  });
});
