import { Simulator, startSimulator } from '../../startSimulator';
import { ProxmoxClient, ProxmoxRefusal } from './ProxmoxClient';

describe('the client of the simulated provider', () => {
  let simulator: Simulator;
  const clients: ProxmoxClient[] = [];

  beforeAll(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  });

  afterAll(async () => {
    clients.forEach(client => client.close());
    await simulator?.close();
  });

  function open(
    change: Partial<ConstructorParameters<typeof ProxmoxClient>[0]> = {},
  ): ProxmoxClient {
    const site = simulator.site('fra');
    const { id, secret } = site.tokens.provisioning;
    const client = new ProxmoxClient({
      url: site.nodes[0].url,
      token: id,
      secret,
      insecure: false,
      rootCa: site.caPem,
      ...change,
    });
    clients.push(client);
    return client;
  }

  it('reads with parameters, over a connection that it checks', async () => {
    const rows = await open().get<{ type: string }[]>('/cluster/resources', {
      type: 'node',
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ type }) => type === 'node')).toBe(true);
  });

  it('bears an address that ends with a slash, but none that has the path already', async () => {
    const { url } = simulator.site('fra').nodes[0];
    await expect(
      open({ url: `${url}/` }).get('/version'),
    ).resolves.toBeDefined();
    await expect(
      open({ url: `${url}/api2/json` }).get('/version'),
    ).rejects.toThrow(/501/);
  });

  it('refuses a server that its authority did not sign, unless it is not to look', async () => {
    const rootCa = undefined;
    await expect(open({ rootCa }).get('/version')).rejects.toThrow(
      /certificate/,
    );
    await expect(
      open({ rootCa, insecure: true }).get('/version'),
    ).resolves.toBeDefined();
  });

  it('says in the words of the provider that it may not', async () => {
    await expect(open({ secret: 'wrong' }).get('/version')).rejects.toEqual(
      new ProxmoxRefusal(401, 'not authorized to access endpoint'),
    );
    const { id, secret } = simulator.site('fra').tokens.none;
    await expect(
      open({ token: id, secret }).get('/nodes/pve1/qemu/201/config'),
    ).rejects.toMatchObject({
      status: 403,
      message: 'not authorized to access endpoint',
    });
  });

  it('names the fields that the server does not take', async () => {
    await expect(
      open().post('/nodes/pve1/qemu/9000/clone', { newid: 5 }),
    ).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/newid/),
    });
  });
});
