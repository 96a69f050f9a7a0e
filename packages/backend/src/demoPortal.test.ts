import { Simulator, startSimulator } from '@rackstage/simulator';
import {
  DemoBackend,
  startDemoBackend,
} from './__testUtils__/startDemoBackend';
import { Persona } from './auth/personas';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(120_000);

describe('the demo portal', () => {
  let simulator: Simulator;
  let backend: DemoBackend;

  beforeAll(async () => {
    simulator = await startSimulator({ kubernetes: true });
    backend = await startDemoBackend(simulator);
    await entitiesHaveArrived();
  });
  afterAll(async () => {
    await backend?.stop();
    await simulator?.close();
  });

  const get = (id: Persona['id'], path: string) => backend.get(id, path);
  const entity = (id: Persona['id'], name: string) =>
    get(id, `/api/catalog/entities/by-name/resource/default/${name}`);

  const titles = (body: {
    results: Array<{ type: string; document: { title: string } }>;
  }) =>
    body.results
      .map(({ type, document }) => `${type}: ${document.title}`)
      .sort();
  async function search(id: Persona['id'], term: string) {
    const { body } = await get(id, `/api/search/query?term=${term}`).expect(
      200,
    );
    return titles(body);
  }

  /** The catalogue stitches and the search index is built in the background. */
  async function entitiesHaveArrived() {
    const deadline = Date.now() + 90_000;
    let missing = 'everything';
    while (Date.now() < deadline) {
      missing = await whatIsMissing();
      if (!missing) {
        return;
      }
      await new Promise(done => {
        setTimeout(done, 200);
      });
    }
    throw new Error(`Not there after 90 seconds: ${missing}`);
  }

  async function whatIsMissing() {
    const machine = await entity('sre', 'fra-guest-201');
    const relations: Array<{ type: string }> = machine.body.relations ?? [];
    if (!relations.some(({ type }) => type === 'ownedBy')) {
      return 'the entity of orders-api-1 with its owner';
    }
    for (const ref of [
      'group/default/team-a',
      'component/default/orders-api',
    ]) {
      const other = await get('sre', `/api/catalog/entities/by-name/${ref}`);
      if (!other.text.includes('resource:default/fra-guest-201')) {
        return `${ref} with its relation to a machine`;
      }
    }
    // A 500 until the first index has been built.
    const { status, body } = await get('sre', '/api/search/query?term=orders');
    const found = status === 200 ? titles(body) : [];
    const isFound = ['proxmox-guest', 'software-catalog'].every(type =>
      found.includes(`${type}: orders-api-1`),
    );
    return isFound ? '' : `orders-api-1 in the search, which finds ${found}`;
  }

  it('signs everybody in as somebody with a group, and with a name to show', async () => {
    const { backstageIdentity, profile } = await backend.signIn('alice');

    expect(profile).toEqual({ displayName: 'Alice, developer of team A' });
    expect(backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: ['user:default/alice', 'group:default/team-a'],
    });
  });

  it('shows machines of team A to the SRE and to team A, in page and catalogue', async () => {
    for (const id of ['sre', 'alice'] as const) {
      await get(id, '/api/proxmox/v1/guests/fra/qemu/201').expect(200);
      const { body } = await entity(id, 'fra-guest-201').expect(200);
      expect(body.metadata.title).toBe('orders-api-1');
    }
  });

  it('hides them from team B, in page, list, catalogue and its queries', async () => {
    await get('bob', '/api/proxmox/v1/guests/fra/qemu/201').expect(404);
    const list = await get('bob', '/api/proxmox/v1/guests?search=orders');
    expect(list.body).toMatchObject({ items: [], total: 0 });
    await entity('bob', 'fra-guest-201').expect(404);
    const found = await get(
      'bob',
      '/api/catalog/entities/by-query?fullTextFilterTerm=orders&filter=kind=resource',
    ).expect(200);
    expect(found.body).toMatchObject({ items: [], totalItems: 0 });
  });

  it('hides them from the search of team B, guests and entities alike', async () => {
    const own = await search('alice', 'orders');
    expect(own).toEqual(await search('sre', 'orders'));
    expect(own).toEqual(
      expect.arrayContaining([
        'proxmox-guest: orders-api-1',
        'software-catalog: orders-api-1',
      ]),
    );
    expect(await search('bob', 'orders')).toEqual([]);
  });

  it('shows clusters and live nodes to everybody', async () => {
    await entity('bob', 'fra-cluster').expect(200);
    const { body } = await get('bob', '/api/proxmox/v1/nodes').expect(200);
    expect(body.items).toHaveLength(3);
  });

  it('shows team B no entity whose relations give away guests of others', async () => {
    const node = await entity('sre', 'fra-node-pve1').expect(200);
    expect(node.text).toContain('resource:default/fra-guest-201');
    await entity('bob', 'fra-node-pve1').expect(404);
    const all = await get('bob', '/api/catalog/entities').expect(200);
    for (const own of ['fra-guest-220', 'shop-web', 'Team B', 'Alice']) {
      expect(all.text).toContain(own);
    }
    expect(all.text).not.toMatch(/fra-guest-(101|201|202|210|231)\b/);
  });

  it('lets only the SRE register a location', async () => {
    const location = { type: 'url', target: 'https://example.com/x.yaml' };
    const register = (id: Persona['id']) =>
      backend.post(id, '/api/catalog/locations', location);

    expect((await register('bob')).status).toBe(403);
    expect((await register('sre')).status).toBe(201);
  });
});
