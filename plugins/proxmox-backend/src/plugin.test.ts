import {
  guestAnswerSchema,
  guestDetailsAnswerSchema,
  guestsAnswerSchema,
  networksAnswerSchema,
  nodesAnswerSchema,
  sourcesAnswerSchema,
  storagesAnswerSchema,
  taskLogAnswerSchema,
  tasksAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import request from 'supertest';
import {
  Portal,
  SERVICE_TOKEN,
  UserName,
  startPortal,
} from './__testUtils__/startPortal';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

describe('the routes, with a policy and simulated clusters', () => {
  let simulator: Simulator;
  let portal: Portal;

  beforeAll(async () => {
    simulator = await startSimulator();
    portal = await startPortal({ simulator });
  });
  afterAll(async () => {
    await portal?.stop();
    await simulator?.close();
  });

  async function listGuests(user: UserName, query = '') {
    const { body } = await portal.get(user, `/v1/guests${query}`).expect(200);
    return guestsAnswerSchema.parse(body);
  }
  const names = ({ items }: { items: Array<{ name?: string }> }) =>
    items.map(({ name }) => name);

  describe('an SRE', () => {
    it('sees all sources with health and age', async () => {
      const { body } = await portal.get('sre', '/v1/sources').expect(200);
      const { items } = sourcesAnswerSchema.parse(body);

      expect(items.map(({ name }) => name)).toEqual(['fra', 'edge']);
      expect(items[0]).toMatchObject({
        health: 'healthy',
        problems: [],
        asOf: expect.stringMatching(/^\d{4}-.*Z$/),
        cluster: { quorate: true },
        counts: { nodes: 3, nodesOnline: 3 },
      });
      expect(items[0].counts.guests).toBeGreaterThan(
        items[0].counts.guestsRunning,
      );
    });

    it('pages through the guests of all sources without gap or overlap', async () => {
      const all = await listGuests('sre', '?limit=500&sort=vmid');
      const pages = [];
      for (let offset = 0; offset < all.total; offset += 7) {
        pages.push(
          ...(await listGuests('sre', `?limit=7&sort=vmid&offset=${offset}`))
            .items,
        );
      }

      expect(all.items).toHaveLength(all.total);
      expect(pages).toEqual(all.items);
      expect(all.sources.map(({ name }) => name)).toEqual(['fra', 'edge']);
      const twins = all.items.filter(({ vmid }) => vmid === 101);
      expect(twins.map(({ source }) => source)).toEqual(['edge', 'fra']);
    });

    it('finds a machine by a part of its name', async () => {
      const found = await listGuests('sre', '?search=ORDERS-api&sort=name');

      expect(names(found)).toEqual(['orders-api-1', 'orders-api-2']);
      expect(found.items[0]).toMatchObject({
        source: 'fra',
        vmid: 201,
        node: 'pve1',
        owner: 'group:default/team-a',
        entityRef: 'resource:default/fra-guest-201',
      });
    });

    it('opens a machine and its node, with a link into Proxmox', async () => {
      const { body } = await portal
        .get('sre', '/v1/guests/fra/qemu/201')
        .expect(200);

      expect(guestAnswerSchema.parse(body)).toMatchObject({
        guest: { name: 'orders-api-1', status: 'running' },
        node: { name: 'pve1', status: 'online' },
        source: { name: 'fra', health: 'healthy' },
        webUrl: expect.stringMatching(/#v1:0:=qemu%2F201$/),
      });
    });

    it.each([
      ['/v1/nodes', nodesAnswerSchema, 4],
      ['/v1/nodes?source=edge', nodesAnswerSchema, 1],
    ] as const)('lists %s', async (path, schema, count) => {
      const { body } = await portal.get('sre', path).expect(200);
      expect(schema.parse(body).items).toHaveLength(count);
    });

    it('lists storages, a shared one once, and networks', async () => {
      const storages = storagesAnswerSchema.parse(
        (await portal.get('sre', '/v1/storages?source=fra').expect(200)).body,
      );
      const of = (name: string) =>
        storages.items.filter(({ storage }) => storage === name);
      expect(of('ceph-vm')).toHaveLength(1);
      expect(of('local').map(({ node }) => node)).toEqual([
        'pve1',
        'pve2',
        'pve3',
      ]);

      const networks = networksAnswerSchema.parse(
        (await portal.get('sre', '/v1/networks?source=fra').expect(200)).body,
      );
      expect(
        networks.items.filter(({ name }) => name === 'vmbr0'),
      ).toHaveLength(3);
    });
  });

  describe('a developer of team A', () => {
    it('reads configuration, addresses and snapshots of an own machine, each with its age', async () => {
      const { body } = await portal
        .get('alice', '/v1/guests/fra/qemu/201/details')
        .expect(200);

      expect(guestDetailsAnswerSchema.parse(body)).toMatchObject({
        configuration: { asOf: expect.any(String), value: { agent: true } },
        addresses: { value: expect.any(Array) },
        snapshots: { value: expect.any(Array) },
      });
    });

    it('reads the tasks of an own machine and their logs', async () => {
      const found = await portal
        .get('alice', '/v1/guests/fra/qemu/201/tasks')
        .expect(200);
      const { items } = tasksAnswerSchema.parse(found.body);
      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items.map(({ id }) => id))).toEqual(new Set(['201']));

      const upid = encodeURIComponent(items[0].upid);
      const log = await portal
        .get('alice', `/v1/guests/fra/qemu/201/tasks/${upid}/log?limit=1`)
        .expect(200);
      expect(taskLogAnswerSchema.parse(log.body)).toMatchObject({
        upid: items[0].upid,
        lines: [{ n: 1 }],
      });
    });

    it('reads no log of another guest through an own one', async () => {
      const upid = encodeURIComponent(
        'UPID:pve2:000025A6:0001F2C4:65A1B2C3:qmstart:220:root@pam:',
      );

      const answer = await portal
        .get('alice', `/v1/guests/fra/qemu/201/tasks/${upid}/log`)
        .expect(404);

      expect(answer.body.error.message).toMatch(/none of qemu\/201/);
    });
  });

  it('makes Proxmox call no host that is named in a task id', async () => {
    const site = simulator.site('fra');
    site.resetCalls();

    for (const host of ['localhost', 'intranet', 'pve1.example.com']) {
      const upid = `UPID:${host}:000025A6:0001F2C4:65A1B2C3:qmstart:201:root@pam:`;
      const path = `/v1/guests/fra/qemu/201/tasks/${encodeURIComponent(upid)}`;
      const { body } = await portal.get('alice', `${path}/log`).expect(404);
      expect(body.error.message).toMatch(/none of qemu\/201/);
    }

    expect(Object.keys(site.calls().byTemplate)).not.toContainEqual(
      expect.stringMatching(/log$/),
    );
  });

  describe('a developer of team B', () => {
    it('finds nothing of team A in the list, by search, filter or count', async () => {
      const own = await listGuests('bob', '?limit=500');
      expect(names(own)).toEqual(
        expect.arrayContaining(['shop-mariadb', 'shop-web-1']),
      );
      expect(new Set(own.items.map(({ owner }) => owner))).toEqual(
        new Set(['group:default/team-b']),
      );
      expect(own.total).toBe(own.items.length);
      for (const query of [
        '?search=orders',
        '?owner=group:default/team-a',
        '?pool=team-a',
      ]) {
        expect(await listGuests('bob', query)).toMatchObject({
          items: [],
          total: 0,
        });
      }
      const { body } = await portal.get('bob', '/v1/sources').expect(200);
      const fra = sourcesAnswerSchema.parse(body).items[0];
      expect(fra.counts.guests).toBe(own.total);
    });

    it.each(['', '/details', '/tasks'])(
      'cannot tell a machine of team A from none: …%s',
      async path => {
        const upstream = simulator.site('fra');
        upstream.resetCalls();

        const hidden = await portal.get(
          'bob',
          `/v1/guests/fra/qemu/201${path}`,
        );
        const absent = await portal.get(
          'bob',
          `/v1/guests/fra/qemu/777${path}`,
        );

        expect(hidden.status).toBe(404);
        expect(absent.status).toBe(404);
        expect(hidden.body.error).toEqual({
          ...absent.body.error,
          message: absent.body.error.message.replace('777', '201'),
        });
        expect(Object.keys(upstream.calls().byTemplate)).not.toContainEqual(
          expect.stringMatching(/qemu|tasks$/),
        );
      },
    );

    it('sees clusters, nodes and storages', async () => {
      const { body } = await portal.get('bob', '/v1/nodes').expect(200);
      expect(nodesAnswerSchema.parse(body).items).toHaveLength(4);
    });
  });

  describe('somebody who may read nothing', () => {
    it('sees no source', async () => {
      const { body } = await portal.get('stranger', '/v1/sources').expect(200);
      expect(body).toEqual({ items: [] });
    });

    it.each([
      ['get', '/v1/guests?source=fra'],
      ['get', '/v1/nodes?source=fra'],
      ['get', '/v1/storages?source=fra'],
      ['get', '/v1/networks?source=fra'],
      ['get', '/v1/guests/fra/qemu/201'],
      ['post', '/v1/sources/fra/interest'],
    ] as const)(
      'cannot tell a source from none: %s %s',
      async (method, path) => {
        const hidden = await portal[method]('stranger', path);
        const absent = await portal[method](
          'stranger',
          path.replace('fra', 'xyz'),
        );

        expect(hidden.status).toBe(404);
        expect(hidden.body.error.message).toBe(
          "No Proxmox source 'fra' exists, or you may not read it. You may not read any source.",
        );
        expect(absent.status).toBe(404);
        expect(absent.body.error.message).toBe(
          hidden.body.error.message.replace('fra', 'xyz'),
        );
      },
    );
  });

  describe('somebody who owns guests but may not read clusters', () => {
    it('sees the source and the own guests, and neither cluster nor node', async () => {
      const { body } = await portal
        .get('contractor', '/v1/sources')
        .expect(200);
      const { items } = sourcesAnswerSchema.parse(body);
      expect(items.map(({ name }) => name)).toEqual(['fra']);
      expect(items[0].cluster).toBeUndefined();
      expect(items[0].counts).toMatchObject({ nodes: 0, storages: 0 });

      const guest = await portal.get('contractor', '/v1/guests/fra/qemu/201');
      expect(guestAnswerSchema.parse(guest.body).node).toBeUndefined();
    });
  });

  describe('callers that are no users', () => {
    it.each([
      ['nobody', undefined],
      ['a service', `Bearer ${SERVICE_TOKEN}`],
    ])('%s is refused everywhere', async (_name, authorization) => {
      for (const path of [
        '/v1/sources',
        '/v1/guests',
        '/v1/guests/fra/qemu/201',
        '/v1/guests/fra/qemu/201/details',
        '/v1/guests/fra/qemu/201/tasks',
        '/v1/guests/fra/qemu/201/tasks/UPID/log',
        '/v1/nodes',
        '/v1/storages',
        '/v1/networks',
      ]) {
        const { status } = await request(portal.backend.server)
          .get(`/api/proxmox${path}`)
          .set(authorization ? { authorization } : {});
        expect([path, status]).toEqual([path, authorization ? 403 : 401]);
      }
    });
  });

  it('says what is wrong with a question, before it asks Proxmox', async () => {
    simulator.site('fra').resetCalls();
    const complaint = async (path: string, status: number) => {
      const { body } = await portal.get('sre', path).expect(status);
      return body.error.message;
    };

    expect(await complaint('/v1/guests/fra/qemu/abc', 400)).toMatch(
      /^vmid: 'abc' is no VMID; expected a whole number/,
    );
    expect(await complaint('/v1/guests/fra/vm/201', 400)).toMatch(/^type: /);
    expect(await complaint('/v1/guests?limit=0', 400)).toMatch(/^limit: /);
    expect(await complaint('/v1/guests?sorce=fra', 400)).toMatch(/^sorce: /);
    expect(
      await complaint('/v1/guests/fra/qemu/201/tasks/abc/log', 400),
    ).toMatch(/^upid: 'abc' is no task id/);
    expect(await complaint('/v1/guests/paris/qemu/201', 404)).toBe(
      "No Proxmox source 'paris' exists, or you may not read it. You may read: fra, edge.",
    );
    expect(await complaint('/v1/nodes?source=paris', 404)).toMatch(/'paris'/);
    expect(await complaint('/v1/guests/fra/lxc/201', 404)).toMatch(
      /^No container 201 exists in 'fra'/,
    );
    expect(Object.keys(simulator.site('fra').calls().byTemplate)).not.toContain(
      'GET /nodes/{node}/qemu/{vmid}/config',
    );
  });

  it('answers pages from memory', async () => {
    await portal.get('sre', '/v1/guests');
    simulator.sites.forEach(site => site.resetCalls());

    await portal.get('sre', '/v1/sources').expect(200);
    await portal.get('sre', '/v1/guests').expect(200);
    await portal.get('sre', '/v1/guests/fra/qemu/201').expect(200);

    const paths = simulator.sites.flatMap(site =>
      Object.keys(site.calls().byTemplate),
    );
    expect(paths.filter(path => path.includes('{'))).toEqual([]);
  });

  it('reads details once for many who ask at the same time', async () => {
    const site = simulator.site('fra');
    site.resetCalls();

    await Promise.all(
      Array.from({ length: 8 }, () =>
        portal.get('sre', '/v1/guests/fra/qemu/202/details').expect(200),
      ),
    );

    const { byTemplate } = site.calls();
    expect(byTemplate['GET /nodes/{node}/qemu/{vmid}/config']).toBe(1);
    expect(byTemplate['GET /nodes/{node}/qemu/{vmid}/snapshot']).toBe(1);
  });

  it('takes the interest of a page in a source', async () => {
    const { body, status } = await portal.post(
      'bob',
      '/v1/sources/fra/interest',
    );
    expect([status, body]).toEqual([204, {}]);
  });
});
