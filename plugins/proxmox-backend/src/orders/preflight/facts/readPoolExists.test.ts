import { PveClient } from '@rackstage/plugin-proxmox-node';
import { SimulatedSite, Simulator, startSimulator } from '@rackstage/simulator';
import { readPoolExists } from './readPoolExists';

describe('readPoolExists', () => {
  let simulator: Simulator;
  let fra: SimulatedSite;

  beforeAll(async () => {
    simulator = await startSimulator({ loginDelayMs: 0 });
    fra = simulator.site('fra');
  });

  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['inventory', 'capi', true],
    ['inventory', 'gone', false],
    // It sees no pools, so that one is missing says nothing.
    ['none', 'capi', undefined],
  ] as const)(
    'with the token %s of pool %s is %s',
    async (token, pool, exists) => {
      const { id, secret } = fra.tokens[token];
      const client = PveClient.create({
        name: 'fra',
        endpoints: [fra.nodes[0].url],
        auth: { tokenId: id, tokenSecret: secret },
        tls: { ca: fra.caPem },
      });

      expect(
        await readPoolExists(client, pool, AbortSignal.timeout(5_000)),
      ).toBe(exists);
      await client.close();
    },
  );
});
