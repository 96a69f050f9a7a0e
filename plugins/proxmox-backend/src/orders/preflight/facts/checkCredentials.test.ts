import { ProvisioningConfig } from '@rackstage/plugin-proxmox-node';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import { checkCredentials } from './checkCredentials';

describe('checkCredentials', () => {
  let simulator: Simulator;
  let fra: SimulatedSite;
  const logged: string[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({ loginDelayMs: 0 });
    fra = simulator.site('fra');
  });

  afterAll(async () => {
    await simulator.close();
  });

  const check = (changes: Partial<ProvisioningConfig> = {}) =>
    checkCredentials({
      source: 'fra',
      provisioning: {
        url: fra.nodes[0].url,
        tokenId: fra.tokens.capmox.id,
        tokenSecret: fra.tokens.capmox.secret,
        ca: fra.caPem,
        vmids: { start: 20_000, end: 29_999 },
        templates: {},
        ...changes,
      },
      signal: AbortSignal.timeout(5_000),
      logger: { warn: message => logged.push(message) },
    });

  it('tells what the token may', async () => {
    expect(await check()).toEqual({
      problems: [],
      major: 9,
      permissions: expect.objectContaining({
        '/pool/capi': expect.objectContaining({ 'VM.Allocate': false }),
      }),
    });
    const { id, secret } = fra.tokens.none;
    expect(await check({ tokenId: id, tokenSecret: secret })).toMatchObject({
      problems: [],
      permissions: {},
    });
  });

  it.each<[string, () => Partial<ProvisioningConfig>, string]>([
    [
      'a wrong secret',
      () => ({ tokenSecret: 'b0f4a3f4-0000-4000-8000-000000000000' }),
      'the token or its secret is wrong',
    ],
    [
      'an authority that capmox does not know',
      () => ({ ca: undefined }),
      'the certificate of Proxmox is not trusted with the CA that capmox gets',
    ],
    [
      'an address at which nobody listens',
      () => ({ url: 'https://127.0.0.1:9' }),
      'Proxmox does not answer',
    ],
  ])('names %s, without hosts and secrets', async (_, changes, problem) => {
    const facts = await check(changes());

    expect(facts).toEqual({ problems: [problem] });
    expect(logged.at(-1)).toMatch(/provisioning credentials fail: Proxmox fra/);
    expect(logged.join()).not.toContain(fra.tokens.capmox.secret);
    expect(logged.join()).not.toContain('b0f4a3f4');
  });
});
