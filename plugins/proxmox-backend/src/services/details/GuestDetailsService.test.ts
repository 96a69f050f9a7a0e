import { PveClient } from '@rackstage/plugin-proxmox-node';
import { Simulator, startSimulator } from '@rackstage/simulator';
import { aGuest } from '../../__testUtils__/aSourceState';
import { GuestDetailsService } from './GuestDetailsService';

// A whole backend and simulated clusters, on machines that are busy.
jest.setTimeout(60_000);

describe('GuestDetailsService', () => {
  let simulator: Simulator;
  let client: PveClient;

  beforeAll(async () => {
    simulator = await startSimulator();
    const site = simulator.site('fra');
    const { id, secret } = site.tokens.inventory;
    client = PveClient.create({
      name: 'fra',
      endpoints: site.nodes.map(({ url }) => url),
      tls: { ca: site.caPem },
      auth: { tokenId: id, tokenSecret: secret },
    });
  });
  afterEach(() => {
    simulator.site('fra').clear();
    simulator.site('fra').resetCalls();
  });
  afterAll(async () => {
    await client.close();
    await simulator.close();
  });

  const mayReadCluster = true;
  const machine = aGuest();
  function setUp(deadlineMs?: number) {
    const clock = { now: Date.parse('2026-11-21T10:00:00.000Z') };
    const details = GuestDetailsService.create({
      inventory: { getClient: () => client },
      now: () => new Date(clock.now),
      deadlineMs,
    });
    return { clock, details };
  }
  const configReads = () =>
    simulator.site('fra').calls().byTemplate[
      'GET /nodes/{node}/qemu/{vmid}/config'
    ] ?? 0;

  it('stamps every part with its age, and reads again after 15 seconds', async () => {
    const { clock, details } = setUp();

    await details.read(machine, { mayReadCluster });
    clock.now += 14_999;
    expect(await details.read(machine, { mayReadCluster })).toMatchObject({
      configuration: { asOf: '2026-11-21T10:00:00.000Z' },
    });
    expect(configReads()).toBe(1);

    clock.now += 1;
    expect(await details.read(machine, { mayReadCluster })).toMatchObject({
      configuration: { asOf: '2026-11-21T10:00:15.000Z' },
    });
    expect(configReads()).toBe(2);
  });

  it('does not answer the new owner of a VMID with what was read for the former one', async () => {
    const { details } = setUp();

    await details.read(machine, { mayReadCluster });
    const next = aGuest({ owner: 'group:default/team-b' });
    await expect(details.peek(next)).resolves.toBeUndefined();
    await details.read(next, { mayReadCluster });

    expect(configReads()).toBe(2);
  });

  it('gives up in time on a Proxmox that does not answer, and says so', async () => {
    simulator.site('fra').inject({ kind: 'api-slow', delayMs: 60_000 });
    const { details } = setUp(50);

    expect(await details.read(machine, { mayReadCluster })).toMatchObject({
      configuration: {
        problem: {
          code: 'timeout',
          message: expect.stringMatching(
            /^The configuration of orders-api-1 cannot be read: .*within the time/,
          ),
        },
      },
      addresses: { problem: { code: 'timeout' } },
      snapshots: { problem: { code: 'timeout' } },
    });
  });

  it('leaves a source that fails in peace for 15 seconds', async () => {
    simulator.site('fra').inject({ kind: 'token-without-privileges' });
    const { clock, details } = setUp();

    const first = await details.read(machine, { mayReadCluster });
    expect(first).toMatchObject({
      configuration: { problem: { code: 'privileges-missing' } },
    });
    simulator.site('fra').clear();
    clock.now += 14_999;
    expect(await details.read(machine, { mayReadCluster })).toEqual(first);

    clock.now += 1;
    expect(await details.read(machine, { mayReadCluster })).toMatchObject({
      configuration: { value: { cores: expect.any(Number) } },
    });
  });

  it('tells a silent agent from a failure: the words are for everybody', async () => {
    simulator.site('fra').inject({ kind: 'agent-silent', vmid: 201 });
    const { details } = setUp();

    await details.read(machine, { mayReadCluster: false });
    const reading = await details.peek(machine);

    expect(reading?.addressProblem).toMatchObject({
      message: expect.stringMatching(/agent of guest 201 does not answer/),
    });
  });

  it('names missing privileges to those only who may read the cluster', async () => {
    const site = simulator.site('fra');
    const root = PveClient.create({
      name: 'root',
      endpoints: [site.nodes[0].url],
      tls: { ca: site.caPem },
      auth: {
        tokenId: site.tokens.root.id,
        tokenSecret: site.tokens.root.secret,
      },
    });
    await root.request({
      method: 'PUT',
      pathTemplate: '/access/roles/{roleid}',
      path: { roleid: 'RackstageInventory' },
      params: { privs: 'VM.Audit,Sys.Audit' },
    });
    await root.close();
    const { details } = setUp();
    // Unlike the machines of the teams it has no address in its configuration to fall back on.
    const agentOnly = { ...machine, vmid: 101, name: 'talos-cp-1' };

    const forSre = await details.read(agentOnly, { mayReadCluster });
    const forOwner = await details.read(agentOnly, { mayReadCluster: false });
    const reading = await details.peek(agentOnly);

    expect(forSre.addresses).toMatchObject({
      problem: {
        code: 'privileges-missing',
        message: expect.stringContaining('/vms/101'),
      },
    });
    expect(forOwner.addresses).toEqual({
      problem: {
        code: 'upstream-error',
        message: 'The addresses of talos-cp-1 cannot be read at present.',
        nextStep: expect.any(String),
        since: expect.any(String),
      },
    });
    expect(JSON.stringify([forOwner, reading?.addressProblem])).not.toMatch(
      /VM\.GuestAgent|\/vms|credentials|isInternal/,
    );
  });

  it('passes on what is our own mistake', async () => {
    const details = GuestDetailsService.create({
      inventory: {
        getClient: () => {
          throw new TypeError('a bug');
        },
      },
    });

    await expect(details.read(machine, { mayReadCluster })).rejects.toThrow(
      'a bug',
    );
  });
});
