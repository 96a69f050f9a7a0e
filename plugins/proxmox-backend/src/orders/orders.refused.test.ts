import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ordersAnswerSchema,
  preflightAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { Simulator } from '@rackstage/simulator';
import request from 'supertest';
import { anOrderSpec } from '../__testUtils__/anOrder';
import {
  OrderPortal,
  startOrderPortal,
  startOrderSite,
} from '../__testUtils__/startOrderPortal';
import { SERVICE_TOKEN } from '../__testUtils__/startPortal';

// A whole backend, management clusters with their controllers, and Proxmox.
jest.setTimeout(120_000);

const spec = anOrderSpec();
const NO_ORDER = '00000000-0000-0000-0000-000000000000';

const catalogOfTeamB = catalogServiceMock.factory({
  entities: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'shop-web' },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/team-b' }],
    },
  ],
});

/** Changes template 9001 as an administrator of Proxmox would. */
async function changeTemplate(simulator: Simulator, change: object) {
  const fra = simulator.site('fra');
  const node = fra.world.guests.get(9001)?.node;
  const { id, secret } = fra.tokens.root;
  await request(fra.nodes[0].url)
    .put(`/api2/json/nodes/${node}/qemu/9001/config`)
    .ca(fra.caPem)
    .set('authorization', `PVEAPIToken=${id}=${secret}`)
    .type('form')
    .send(change)
    .expect(200);
}

describe('what is not accepted as an order', () => {
  let simulator: Simulator;
  let portal: OrderPortal;

  beforeAll(async () => {
    simulator = await startOrderSite();
    await changeTemplate(simulator, { delete: 'agent,ide2' });
    portal = await startOrderPortal(simulator, { features: [catalogOfTeamB] });
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  /** What could have changed by an order. */
  async function takeStock() {
    const { body } = await portal.get('sre', '/v1/orders').expect(200);
    return {
      orders: ordersAnswerSchema.parse(body).items.length,
      a: (await portal.listObjects('mgmt-a')).length,
      b: (await portal.listObjects('mgmt-b')).length,
      guests: portal.listGuests(),
    };
  }

  it.each<[string, object, RegExp]>([
    [
      'a name that is no DNS label',
      { ...spec, name: 'Shop_1' },
      /^name: must be a DNS label/,
    ],
    [
      'a name that is taken',
      { ...spec, name: 'initech' },
      /^name: The name is taken: .*Cluster initech.*Choose another name/,
    ],
    [
      'memory that is no multiple of 8',
      { ...spec, pool: { ...spec.pool, memoryMiB: 4100 } },
      /^pool\.memoryMiB: must be a multiple of 8/,
    ],
    [
      'an address range smaller than machines and surge',
      {
        ...spec,
        network: { ...spec.network, addresses: '10.0.41.10-10.0.41.11' },
      },
      /^network\.addresses: The range holds 2 addresses, but 2 workers and \d more/,
    ],
    [
      'a template without agent',
      { ...spec, proxmox: { ...spec.proxmox, template: 9001 } },
      /^proxmox\.template: Template 9001 .*agent/,
    ],
    [
      'a template that does not exist',
      { ...spec, proxmox: { ...spec.proxmox, template: 9999 } },
      /^proxmox\.template: .*9999/,
    ],
    [
      'a storage that is not offered',
      { ...spec, proxmox: { ...spec.proxmox, storage: 'nfs-backup' } },
      /^proxmox\.storage: /,
    ],
    [
      'a namespace that leads elsewhere',
      { ...spec, tenant: '../kube-system' },
      /^tenant: '\.\.\/kube-system' is no name/,
    ],
    [
      'a Component that is none',
      { ...spec, component: 'group:default/team-a' },
      /^component: 'group:default\/team-a' is no entity ref of a Component/,
    ],
    [
      'a Component that the catalogue does not show',
      { ...spec, component: 'component:default/not-there' },
      /^component: The catalogue has no component:default\/not-there/,
    ],
    ['nothing', {}, /managementCluster: .*; tenant: /],
  ])('refuses %s with field and reason', async (_name, wrong, complaint) => {
    const before = await takeStock();
    const { body, status } = await portal.placeOrder('alice', wrong);

    expect([status, body.error?.message]).toEqual([
      400,
      expect.stringMatching(complaint),
    ]);
    expect(await takeStock()).toEqual(before);
  });

  it('refuses a key that is missing and a body that is not understood', async () => {
    const post = (body: object) =>
      portal.post('alice', '/v1/orders/tenant-cluster').send(body);
    const missing = await post({ spec }).expect(400);
    expect(missing.body.error.message).toMatch(/^idempotencyKey: /);
    const more = await post({ idempotencyKey: 'key-12345', spec, force: true });
    expect(more.status).toBe(400);
    expect(more.body.error.message).toMatch(/force/);
    const broken = await portal
      .post('alice', '/v1/orders/tenant-cluster')
      .type('json')
      .send('{"spec": ');
    expect(broken.status).toBe(400);
  });

  it('refuses orders for tenants of others and for none in the same words', async () => {
    const before = await takeStock();
    const foreign = await portal.placeOrder('bob', spec).expect(403);
    const none = await portal
      .placeOrder('bob', { ...spec, tenant: 'tenant-none' })
      .expect(403);

    expect(foreign.body.error.message).toContain('proxmox.order.create');
    expect(none.body.error.message).toBe(
      foreign.body.error.message.replace('tenant-team-a', 'tenant-none'),
    );
    expect(await takeStock()).toEqual(before);
  });

  it('refuses an unknown tenant also to somebody who may everything', async () => {
    for (const unknown of [
      { ...spec, tenant: 'tenant-none' },
      { ...spec, tenant: 'kube-system' },
      { ...spec, managementCluster: 'mgmt-z' },
    ]) {
      const { body } = await portal.placeOrder('sre', unknown).expect(404);
      expect(body.error.message).toContain(
        `There is no tenant '${unknown.tenant}' in management cluster '${unknown.managementCluster}'`,
      );
    }
  });

  it('refuses services and strangers', async () => {
    for (const [authorization, expected] of [
      [undefined, 401],
      [`Bearer ${SERVICE_TOKEN}`, 403],
    ] as const) {
      for (const [method, path] of [
        ['get', '/v1/orders'],
        ['get', `/v1/orders/${NO_ORDER}`],
        ['get', `/v1/orders/${NO_ORDER}/log`],
        ['post', '/v1/orders/tenant-cluster'],
        ['post', '/v1/orders/tenant-cluster/preflight'],
        ['post', `/v1/orders/${NO_ORDER}/resume`],
        ['post', `/v1/orders/${NO_ORDER}/clean-up`],
      ] as const) {
        const { status } = await request(portal.backend.server)
          [method](`/api/proxmox${path}`)
          .set(authorization ? { authorization } : {})
          .send(method === 'post' ? {} : undefined);
        expect([path, status]).toEqual([path, expected]);
      }
    }
  });

  it('shows before what would be wrong, and what would be created without its secrets', async () => {
    const before = await takeStock();
    const check = (wrong: object) =>
      portal
        .post('alice', '/v1/orders/tenant-cluster/preflight')
        .send({ spec: wrong })
        .expect(200);
    const good = preflightAnswerSchema.parse((await check(spec)).body);
    expect(good.checks.filter(({ level }) => level === 'error')).toEqual([]);
    expect(good).toMatchObject({ passed: true, stack: 'v1beta2' });
    expect(good.manifests?.match(/^kind: /gm)).toHaveLength(8);
    const { capmox } = simulator.site('fra').tokens;
    expect(good.manifests).toContain('secret: (hidden)');
    for (const secret of [
      capmox.secret,
      Buffer.from(capmox.secret).toString('base64'),
    ]) {
      expect(JSON.stringify(good)).not.toContain(secret);
    }

    const foreign = preflightAnswerSchema.parse(
      (await check({ ...spec, component: 'component:shop-web' })).body,
    );
    expect(foreign.passed).toBe(true);
    expect(foreign.checks).toContainEqual(
      expect.objectContaining({ level: 'warning', field: 'component' }),
    );
    expect(foreign.manifests).toContain(
      'rackstage.io/component: component:shop-web',
    );

    const bad = preflightAnswerSchema.parse(
      (await check({ ...spec, name: 'initech' })).body,
    );
    expect(bad.passed).toBe(false);
    expect(bad.checks).toContainEqual(
      expect.objectContaining({ level: 'error', field: 'name' }),
    );
    await portal
      .post('bob', '/v1/orders/tenant-cluster/preflight')
      .send({ spec })
      .expect(403);
    expect(await takeStock()).toEqual(before);
  });
});

describe('orders with permission.enabled: false', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startOrderSite();
  });
  afterAll(() => simulator?.close());

  it('are off, until an operator switches them on', async () => {
    const off = await startOrderPortal(simulator, {
      permissionsEnabled: false,
    });
    const { body } = await off.placeOrder('stranger', spec).expect(403);
    expect(body.error.message).toContain('proxmox.orders.enabled: true');
    expect((await off.get('stranger', '/v1/orders').expect(200)).body).toEqual({
      items: [],
    });
    await off.stop();

    const on = await startOrderPortal(simulator, {
      permissionsEnabled: false,
      orders: { enabled: true },
    });
    await on
      .placeOrder('stranger', { ...spec, tenant: 'tenant-none' })
      .expect(404);
    const { id } = (await on.placeOrder('stranger', spec).expect(201)).body;
    await on.until('stranger', id, 'ready');
    await on.stop();
  });

  it('are off where an operator has switched them off', async () => {
    const off = await startOrderPortal(simulator, {
      orders: { enabled: false },
    });
    const other = { ...spec, name: 'other' };
    const { status } = await off.placeOrder('alice', other);
    expect(status).toBe(403);
    await off.stop();
  });
});
