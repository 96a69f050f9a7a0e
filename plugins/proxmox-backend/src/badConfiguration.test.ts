import { JsonObject } from '@backstage/types';
import { sourcesAnswerSchema } from '@rackstage/plugin-proxmox-common';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { Portal, sourceConfig, startPortal } from './__testUtils__/startPortal';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

describe('a configuration that is wrong', () => {
  let simulator: Simulator;
  let stranger: Simulator;
  let portal: Portal | undefined;

  beforeAll(async () => {
    [simulator, stranger] = await Promise.all([
      startSimulator({ loginDelayMs: 0 }),
      startSimulator(),
    ]);
  });
  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });
  afterAll(async () => {
    await Promise.all([simulator.close(), stranger.close()]);
  });

  const fra = (changes: JsonObject) => ({
    ...sourceConfig(simulator.site('fra')),
    ...changes,
  });
  async function problemOf(source: JsonObject) {
    portal = await startPortal({
      clusters: [source, sourceConfig(simulator.site('edge'))],
    });
    const { body } = await portal.get('sre', '/v1/sources').expect(200);
    const [wrong, right] = sourcesAnswerSchema.parse(body).items;
    expect(right).toMatchObject({ name: 'edge', health: 'healthy' });
    expect(wrong).toMatchObject({ name: 'fra', health: 'failing' });
    expect(wrong.cluster).toBeUndefined();
    expect(wrong.asOf).toBeUndefined();
    return wrong.problems[0];
  }

  it('names an address where nothing answers', async () => {
    // Port 1 is reserved and nothing listens there.
    expect(
      await problemOf(fra({ endpoints: ['https://127.0.0.1:1'] })),
    ).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('127.0.0.1:1'),
      nextStep: expect.stringContaining('endpoints'),
    });
  });

  it('names a wrong token, and neither shows its secret', async () => {
    const secret = '11111111-2222-3333-4444-555555555555';
    const { id } = simulator.site('fra').tokens.inventory;

    const problem = await problemOf(
      fra({ auth: { tokenId: id, tokenSecret: secret } }),
    );

    expect(problem).toMatchObject({
      code: 'unauthorized',
      nextStep: expect.stringContaining('token'),
    });
    expect(JSON.stringify(problem)).not.toContain(secret);
  });

  it('names a certificate of another authority', async () => {
    expect(
      await problemOf(fra({ tls: { ca: stranger.site('fra').caPem } })),
    ).toMatchObject({
      code: 'certificate',
      nextStep: expect.stringContaining('tls.ca'),
    });
  });

  it('names a token that may read nothing', async () => {
    const { id, secret } = simulator.site('fra').tokens.none;
    portal = await startPortal({
      clusters: [fra({ auth: { tokenId: id, tokenSecret: secret } })],
    });
    const { body } = await portal.get('sre', '/v1/sources').expect(200);
    const [source] = sourcesAnswerSchema.parse(body).items;

    expect(source.health).not.toBe('healthy');
    expect(source.problems[0]).toMatchObject({ code: 'privileges-missing' });
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a typo in a key',
      { endpoint: ['https://127.0.0.1:8006'] },
      /proxmox\.clusters\[0\]\.endpoint\b.*endpoints/s,
    ],
    [
      'an address that is none',
      { endpoints: ['pve1'] },
      /proxmox\.clusters\[0\]\.endpoints\[0\]/,
    ],
    [
      'an address without encryption',
      { endpoints: ['http://127.0.0.1:8006'] },
      /proxmox\.clusters\[0\]\.endpoints\[0\].*https/s,
    ],
    [
      'a name that is no DNS label',
      { name: 'Frankfurt am Main' },
      /proxmox\.clusters\[0\]\.name/,
    ],
    ['no credentials', { auth: {} }, /proxmox\.clusters\[0\]\.auth/],
  ])(
    'does not start with %s, and names its path',
    async (_name, changes, message) => {
      await expect(startPortal({ clusters: [fra(changes)] })).rejects.toThrow(
        message,
      );
    },
  );
});
