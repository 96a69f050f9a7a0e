import { rawCall } from './__testUtils__/peer';
import { ScenarioSite } from './scenarios/Scenario';
import { Simulator, startSimulator } from './startSimulator';
import { WorldBuilder } from './pve/world/WorldBuilder';

describe('startSimulator', () => {
  let simulator: Simulator | undefined;

  afterEach(async () => {
    await simulator?.close();
    simulator = undefined;
  });

  it('starts two sites by default, one socket per node', async () => {
    simulator = await startSimulator({ clock: 'manual' });
    expect(simulator.sites.map(site => [site.name, site.nodes.length])).toEqual(
      [
        ['fra', 3],
        ['edge', 1],
      ],
    );
    const urls = simulator.sites.flatMap(site =>
      site.nodes.map(node => node.url),
    );
    expect(new Set(urls).size).toBe(4);
    expect(urls.every(url => url.startsWith('https://127.0.0.1:'))).toBe(true);
  });

  it('names the scenarios and sites that there are', async () => {
    await expect(startSimulator({ scenario: 'nope' })).rejects.toThrow(
      /no scenario 'nope'.*default, empty, large, node-down/s,
    );
    await expect(startSimulator({ scenario: 'toString' })).rejects.toThrow(
      /no scenario/,
    );
    simulator = await startSimulator({ clock: 'manual' });
    expect(() => simulator?.site('ams')).toThrow(/no site 'ams'.*fra, edge/s);
  });

  it('has an empty scenario without guests', async () => {
    simulator = await startSimulator({ scenario: 'empty', clock: 'manual' });
    const [site] = simulator.sites;
    const answer = await rawCall(site, {
      path: '/api2/json/cluster/resources?type=vm',
      token: 'inventory',
    });
    expect(answer.json()).toEqual({ data: [] });
    expect(site.calls().total).toBe(1);
  });

  it.each([
    'node-down',
    'api-slow',
    'api-refusing',
    'token-without-privileges',
    'pool-privileges-lost',
    'clone-lock',
    'storage-full',
    'agent-silent',
    'no-quorum',
  ])('starts the scenario %s', async scenario => {
    simulator = await startSimulator({ scenario, clock: 'manual' });
    expect(simulator.site('fra').nodes).toHaveLength(3);
    expect(
      (await rawCall(simulator.site('edge'), { path: '/api2/json/version' }))
        .status,
    ).toBe(200);
  });

  it('holds twenty clusters, five hundred nodes and ten thousand guests', async () => {
    simulator = await startSimulator({ scenario: 'large', clock: 'manual' });
    expect(simulator.sites).toHaveLength(20);
    const counts = await Promise.all(
      simulator.sites.map(async site => {
        const answer = await rawCall(site, {
          path: '/api2/json/cluster/resources',
          token: 'inventory',
        });
        const rows = answer.json().data as { type: string; id: string }[];
        const of = (...types: string[]) =>
          rows.filter(row => types.includes(row.type)).length;
        return { nodes: of('node'), guests: of('qemu', 'lxc') };
      }),
    );
    expect(counts.reduce((sum, count) => sum + count.nodes, 0)).toBe(500);
    expect(counts.reduce((sum, count) => sum + count.guests, 0)).toBe(10_000);
  }, 30_000);

  it('serves a world of the caller, and another one behind the same socket', async () => {
    const first = new WorldBuilder().addNode({ name: 'one' });
    const plan: ScenarioSite = { name: 'own', builder: first };
    first.addUser({ userid: 'root@pam', password: 'secret' });
    simulator = await startSimulator({
      sites: [plan],
      clock: 'manual',
      loginDelayMs: 0,
    });
    const site = simulator.site('own');
    const login = () =>
      rawCall(site, {
        method: 'POST',
        path: '/api2/json/access/ticket',
        anonymous: true,
        body: 'username=root%40pam&password=secret',
      });
    expect((await login()).status).toBe(200);
    const second = new WorldBuilder({ clusterName: 'two' })
      .addNode({ name: 'one' })
      .addNode({ name: 'two' });
    second.addUser({ userid: 'root@pam', password: 'secret' });
    await site.replaceWorld(second.world);
    expect((await login()).json().data).toMatchObject({ clustername: 'two' });
  });

  it('takes given secrets and given ports', async () => {
    const secret = '11111111-2222-4333-8444-555555555555';
    const secrets = () => ({
      root: secret,
      inventory: secret,
      day2: secret,
      provisioning: secret,
      capmox: secret,
      none: secret,
    });
    simulator = await startSimulator({ clock: 'manual', secrets });
    expect(simulator.site('fra').tokens.inventory).toEqual({
      id: 'rackstage@pve!inventory',
      secret,
    });
    const port = Number(new URL(simulator.site('fra').nodes[0].url).port);
    await simulator.close();
    simulator = await startSimulator({
      scenario: 'empty',
      clock: 'manual',
      pvePort: port,
    });
    expect(simulator.sites[0].nodes[0].url).toBe(`https://127.0.0.1:${port}`);
  });
});

describe('the control API', () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({
      clock: 'manual',
      controlPort: 0,
      loginDelayMs: 0,
    });
  });

  afterEach(() => simulator.close());

  const control = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${simulator.controlUrl}${path}`, init);
    return { status: response.status, body: await response.json() };
  };

  it('describes the sites with what a client needs', async () => {
    const { body } = await control('/sites');
    expect(body).toHaveLength(2);
    expect(body[0]).toMatchObject({
      name: 'fra',
      nodes: simulator.site('fra').nodes,
      user: { username: 'root@pam' },
      tokens: { inventory: { id: 'rackstage@pve!inventory' } },
    });
  });

  it('injects and clears faults, and counts calls', async () => {
    const site = simulator.site('fra');
    await control('/sites/fra/faults', {
      method: 'POST',
      body: JSON.stringify({ kind: 'node-down', node: 'pve3' }),
    });
    const down = await rawCall(site, { path: '/api2/json/nodes/pve3/status' });
    expect(down.status).toBe(595);
    await control('/sites/fra/faults/node-down', { method: 'DELETE' });
    const up = await rawCall(site, { path: '/api2/json/nodes/pve3/status' });
    expect(up.status).toBe(200);
    expect((await control('/sites/fra/calls')).body.total).toBe(2);
    expect(
      (await control('/sites/fra/calls', { method: 'DELETE' })).body.total,
    ).toBe(0);
  });

  it('advances the clock', async () => {
    await control('/clock/advance', { method: 'POST', body: '{"ms":5000}' });
    expect(simulator.clock.elapsed()).toBe(5000);
  });

  it('explains what it does not understand', async () => {
    expect(await control('/nope')).toMatchObject({
      status: 404,
      body: { error: expect.stringContaining('GET /sites') },
    });
    expect(await control('/sites/ams')).toMatchObject({ status: 404 });
    const fault = await control('/sites/fra/faults', {
      method: 'POST',
      body: '{"kind":"node-down","node":"x"}',
    });
    expect(fault).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('pve1, pve2, pve3') },
    });
    const broken = await control('/sites/fra/faults', {
      method: 'POST',
      body: '{',
    });
    expect(broken.status).toBe(400);
  });
});
