import { startSimulator, SimulatedSite, Simulator } from '@rackstage/simulator';
import { PveClient } from '../client/PveClient';
import { PveClientOptions } from '../client/PveClientOptions';
import { failureOf, FakeClock } from '../__testUtils__/openClient';
import { hasPrivilege } from '../toModel/hasPrivilege';
import { readClusterFacts } from './readClusterFacts';
import { readEffectivePermissions } from './readEffectivePermissions';
import { readGuestAddresses } from './readGuestAddresses';
import { readGuestConfiguration } from './readGuestConfiguration';
import { readGuestSnapshots } from './readGuestSnapshots';
import { readGuestTasks } from './readGuestTasks';
import { readNetworks } from './readNetworks';
import { readTaskLog } from './readTaskLog';
import { readVersion } from './readVersion';

let simulator: Simulator;
let fra: SimulatedSite;
const clients: PveClient[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  fra = simulator.site('fra');
});

afterEach(async () => {
  fra.clear();
  await fra.settled();
  fra.resetCalls();
  await Promise.all(clients.splice(0).map(client => client.close()));
});

afterAll(async () => {
  await simulator?.close();
});

function open(
  token: keyof SimulatedSite['tokens'] = 'inventory',
  options: Partial<PveClientOptions> = {},
): PveClient {
  const { id, secret } = fra.tokens[token];
  const client = PveClient.create({
    name: 'fra',
    endpoints: fra.nodes.map(node => node.url),
    auth: { tokenId: id, tokenSecret: secret },
    tls: { ca: fra.caPem },
    ...options,
  });
  clients.push(client);
  return client;
}

const ordersApi = {
  type: 'qemu',
  vmid: 201,
  node: 'pve1',
  status: 'running',
} as const;

describe('the fast lane', () => {
  it('reads a cluster in three calls', async () => {
    const facts = await readClusterFacts(open());

    expect(fra.calls().byTemplate).toEqual({
      'GET /cluster/resources': 1,
      'GET /cluster/status': 1,
      'GET /cluster/tasks': 1,
    });
    expect(facts.cluster).toEqual({ name: 'fra', quorate: true });
    expect(facts.remarks).toEqual([]);
    expect(
      facts.nodes.map(({ name, status }) => `${name} ${status}`).sort(),
    ).toEqual(['pve1 online', 'pve2 online', 'pve3 online']);
    expect(facts.guests.find(({ vmid }) => vmid === 210)).toMatchObject({
      source: 'fra',
      type: 'lxc',
      name: 'orders-postgres',
      node: 'pve2',
      pool: 'team-a',
      status: 'running',
      template: false,
    });
    expect(facts.guests.find(({ vmid }) => vmid === 9000)).toMatchObject({
      name: 'ubuntu-24.04',
      template: true,
    });
    const places = facts.storages.map(
      ({ storage, node = 'shared' }) => `${storage} ${node}`,
    );
    expect(places).toEqual(
      expect.arrayContaining(['local pve1', 'local pve2', 'ceph-vm shared']),
    );
    expect(new Set(places).size).toBe(places.length);
    expect(facts.tasks).toBeDefined();
  });

  it('by a password session is the same', async () => {
    const facts = await readClusterFacts(open('inventory', { auth: fra.user }));

    expect(facts.guests.length).toBeGreaterThan(10);
    expect(fra.calls().byTemplate['POST /access/ticket']).toBe(1);
  });

  it('goes on by another API host when one is down, whose guests are then unknown', async () => {
    const client = open();
    await readClusterFacts(client);
    fra.inject({ kind: 'node-down', node: 'pve1' });
    await fra.settled();
    await simulator.clock.advance(60_000);

    const facts = await readClusterFacts(client);

    expect(facts.nodes.find(({ name }) => name === 'pve1')?.status).toBe(
      'offline',
    );
    expect(facts.guests.find(({ vmid }) => vmid === 201)?.status).toBe(
      'unknown',
    );
    expect(facts.guests.find(({ vmid }) => vmid === 202)?.status).toBe(
      'running',
    );
  });

  it('tells a lost quorum', async () => {
    fra.inject({ kind: 'no-quorum' });

    expect((await readClusterFacts(open())).cluster.quorate).toBe(false);
  });

  it('without privileges shows no guests, which the permissions explain', async () => {
    const client = open('none');
    const facts = await readClusterFacts(client);
    const permissions = await readEffectivePermissions(client);
    const forbidden = await failureOf(
      readGuestConfiguration(client, ordersApi),
    );

    expect(facts.guests).toEqual([]);
    expect(facts.nodes.length).toBe(3);
    expect(facts.cluster).toEqual({});
    expect(hasPrivilege(permissions, '/vms/201', 'VM.Audit')).toBe(false);
    expect(
      hasPrivilege(
        await readEffectivePermissions(open()),
        '/vms/201',
        'VM.Audit',
      ),
    ).toBe(true);
    expect(forbidden).toMatchObject({ kind: 'forbidden', status: 403 });
    expect(forbidden.message).toContain('/vms/201, VM.Audit');
  });
});

describe('a cluster that cannot be read', () => {
  it.each<[string, () => Partial<PveClientOptions>]>([
    [
      'unauthorized',
      () => ({ auth: { tokenId: 'a@pve!b', tokenSecret: 'x' } }),
    ],
    ['unauthorized', () => ({ auth: { ...fra.user, password: 'wrong' } })],
    ['certificate', () => ({ tls: {} })],
    ['certificate', () => ({ tls: { fingerprints: ['AA:BB'] } })],
    ['unreachable', () => ({ endpoints: ['https://127.0.0.1:9'] })],
  ])('is %s', async (kind, options) => {
    const error = await failureOf(
      readClusterFacts(open('inventory', options())),
    );

    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/^Proxmox fra: (GET|POST) \//);
  });

  it('refuses or is slow', async () => {
    fra.inject({ kind: 'api-refusing' });
    await fra.settled();
    const refusing = await failureOf(readClusterFacts(open()));
    fra.clear();
    fra.inject({ kind: 'api-slow', delayMs: 3_600_000 });
    await fra.settled();
    const slow = await failureOf(
      readClusterFacts(open('inventory', { requestTimeoutMs: 300 })),
    );

    expect(refusing.kind).toBe('unreachable');
    expect(slow.kind).toBe('timeout');
  });
});

describe('the slow lane', () => {
  it('reads version and networks, and names the node that it could not', async () => {
    fra.inject({ kind: 'node-down', node: 'pve3' });
    await fra.settled();
    const client = open('inventory', { clock: new FakeClock() });
    const reading = await readNetworks(client, ['pve1', 'pve2', 'pve3']);

    expect(await readVersion(client)).toMatchObject({ major: 9 });
    expect(reading).toMatchObject({
      nodesRead: ['pve1', 'pve2'],
      vnetsRead: true,
      remarks: [{ subject: 'GET /nodes/pve3/network', dropped: true }],
    });
    expect(reading.networks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          node: 'pve1',
          name: 'vmbr0',
          kind: 'bridge',
        }),
        expect.objectContaining({
          node: 'pve2',
          name: 'vmbr1',
          kind: 'bridge',
        }),
        expect.objectContaining({ kind: 'vlan', vlan: 40 }),
      ]),
    );
  });
});

describe('a guest', () => {
  it('tells its configuration, addresses and snapshots', async () => {
    const client = open();
    const { boot, configuration, node } = await readGuestConfiguration(
      client,
      ordersApi,
    );
    const { addresses, problem } = await readGuestAddresses(client, ordersApi);

    expect(node).toBe('pve1');
    expect(boot).toBe('order=scsi0');
    expect(configuration.agent).toBe(true);
    expect(configuration.smbiosUuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(configuration.disks).toContainEqual(
      expect.objectContaining({ media: 'disk', size: expect.any(Number) }),
    );
    expect(configuration.interfaces[0].bridge).toBe('vmbr0');
    expect(problem).toBeUndefined();
    expect(addresses).toContainEqual(
      expect.objectContaining({ address: '10.0.0.61', origin: 'agent' }),
    );
    expect(await readGuestSnapshots(client, ordersApi)).toMatchObject([
      { name: 'before-upgrade' },
    ]);
  });

  it('in a container is seen by its host', async () => {
    const { addresses } = await readGuestAddresses(open(), {
      type: 'lxc',
      vmid: 210,
      node: 'pve2',
      status: 'running',
    });

    expect(addresses).toMatchObject([
      { address: '10.0.0.65', origin: 'container' },
    ]);
  });

  it('is found where it has moved to, and named where it is nowhere', async () => {
    const client = open();
    const moved = await readGuestConfiguration(client, {
      ...ordersApi,
      node: 'pve2',
    });
    const missing = await failureOf(
      readGuestSnapshots(client, { ...ordersApi, vmid: 4711 }),
    );

    expect(moved.node).toBe('pve1');
    expect(missing).toMatchObject({ kind: 'not-found', status: 500 });
  });

  it('whose agent is silent, or that does not run, has a reason instead of a blank', async () => {
    fra.inject({ kind: 'agent-silent', vmid: 201 });
    const client = open();
    const silent = await readGuestAddresses(client, ordersApi);
    fra.resetCalls();
    const stopped = await readGuestAddresses(client, {
      type: 'qemu',
      vmid: 231,
      node: 'pve3',
      status: 'stopped',
    });

    expect(silent.problem?.message).toContain('guest agent of guest 201');
    expect(
      silent.addresses.every(({ origin }) => origin === 'configured'),
    ).toBe(true);
    expect(stopped.problem?.message).toContain('Guest 231 is stopped');
    expect(Object.keys(fra.calls().byTemplate).join()).not.toContain('agent');
  });

  it('is not asked by more than four calls at a time', async () => {
    const client = open();

    await Promise.all(
      Array.from({ length: 40 }, () =>
        readGuestConfiguration(client, ordersApi),
      ),
    );

    expect(fra.calls().total).toBe(40);
    expect(fra.calls().maxConcurrentPerNode.pve1).toBeLessThanOrEqual(4);
  });

  it('has tasks with outcome and log, read on the node that ran them', async () => {
    const client = open('root');
    const upid = await client.api.nodes
      .$('pve3')
      .qemu.$(231)
      .status.start.$post();
    const running = await readGuestTasks(client, {
      type: 'qemu',
      vmid: 231,
      node: 'pve3',
    });
    await simulator.clock.advance(120_000);
    const ended = await readGuestTasks(client, {
      type: 'qemu',
      vmid: 231,
      node: 'pve3',
    });
    const log = await readTaskLog(client, upid);

    expect(running[0]).toMatchObject({
      upid,
      type: 'qmstart',
      outcome: 'running',
    });
    expect(ended[0]).toMatchObject({ upid, outcome: 'ok', node: 'pve3' });
    expect(log.lines.at(-1)?.text).toBe('TASK OK');
    expect(log.total).toBe(log.lines.length);
    await expect(readTaskLog(client, '../../status')).rejects.toThrow(
      'is no task id',
    );
  });
});
