import { ServerResponse } from 'node:http';
import resources from '../__fixtures__/cluster-resources-9.json';
import status from '../__fixtures__/cluster-status.json';
import {
  closeClients,
  CollectingLogger,
  failureOf,
  openClient,
} from '../__testUtils__/openClient';
import {
  closeServers,
  sendData,
  sendFailure,
  startServer,
} from '../__testUtils__/startServer';
import { readClusterFacts } from './readClusterFacts';
import { readGuestAddresses } from './readGuestAddresses';
import { readGuestSnapshots } from './readGuestSnapshots';
import { readGuestTasks } from './readGuestTasks';
import { readNetworks } from './readNetworks';
import { readTaskLog } from './readTaskLog';
import { readVersion } from './readVersion';

type Respond = (response: ServerResponse) => void;

const data =
  (value: unknown, more: object = {}): Respond =>
  response =>
    sendData(response, value, more);
const failure =
  (line: `${number} ${string}`): Respond =>
  response =>
    sendFailure(response, line);

/** A server that answers these paths, and 501 as Proxmox does for any other. */
async function serve(answers: Record<string, Respond>) {
  const logger = new CollectingLogger();
  const server = await startServer((request, response) => {
    const path = request.url.replace('/api2/json', '').split('?')[0];
    const respond =
      answers[path] ??
      failure(`501 Method '${request.method} ${path}' not implemented`);
    respond(response);
  });
  return { server, logger, client: openClient([server], { logger }) };
}

const goodLists = {
  '/cluster/resources': data(resources.data),
  '/cluster/status': data(status.data),
  '/cluster/tasks': data([]),
};

afterEach(async () => {
  await closeClients();
  await closeServers();
});

describe('the fast lane, where an answer is odd', () => {
  it.each([
    ['/cluster/resources', { '0': 'x' }],
    ['/cluster/resources', null],
    ['/cluster/status', 'fine'],
  ])('%s that is %j is a failed read and no empty list', async (path, odd) => {
    const { client } = await serve({ ...goodLists, [path]: data(odd) });

    const error = await failureOf(readClusterFacts(client));

    expect(error).toMatchObject({
      kind: 'unexpected-answer',
      pathTemplate: path,
      retryable: false,
    });
    expect(error.reason).toContain('and not a list');
  });

  it.each<[Respond, string]>([
    [failure('500 command failed'), 'command failed'],
    [data({}), '"data" is an object and not a list'],
  ])(
    'shows the guests without tasks, and says why: %#',
    async (odd, reason) => {
      const { client } = await serve({ ...goodLists, '/cluster/tasks': odd });

      const facts = await readClusterFacts(client);

      expect(facts.guests).toHaveLength(5);
      expect(facts.tasks).toBeUndefined();
      expect(facts.remarks).toEqual([
        {
          subject: 'GET /cluster/tasks',
          reason,
          dropped: false,
        },
      ]);
    },
  );

  it('does without name and quorum where they are forbidden, not where they fail', async () => {
    const forbidden = await serve({
      ...goodLists,
      '/cluster/status': failure('403 Permission check failed (/, Sys.Audit)'),
    });
    const broken = await serve({
      ...goodLists,
      '/cluster/status': failure('500 ipcc_send_rec failed'),
    });

    expect((await readClusterFacts(forbidden.client)).cluster).toEqual({});
    expect((await failureOf(readClusterFacts(broken.client))).reason).toBe(
      'ipcc_send_rec failed',
    );
  });

  it('tells a guest that cannot be understood from one that is not there', async () => {
    const { client } = await serve({
      ...goodLists,
      '/cluster/resources': data([
        ...resources.data,
        { type: 'qemu', id: 'qemu/?', vmid: '?', node: 'alpha' },
      ]),
      '/cluster/tasks': data([{ upid: 'rubbish' }]),
    });

    const facts = await readClusterFacts(client);

    expect(facts.guests).toHaveLength(5);
    expect(facts.remarks).toEqual([
      {
        subject: 'entry 15 (qemu/?)',
        reason: 'vmid is not a whole number',
        dropped: true,
      },
      // A task proves nothing about guests.
      expect.objectContaining({ subject: 'task rubbish', dropped: false }),
    ]);
  });
});

describe('networks', () => {
  it('of a release without SDN are all that its nodes have', async () => {
    const { client } = await serve({
      '/nodes/old/network': data([{ iface: 'vmbr0', type: 'bridge' }]),
    });

    expect(await readNetworks(client, ['old'])).toMatchObject({
      networks: [{ name: 'vmbr0', node: 'old' }],
      nodesRead: ['old'],
      vnetsRead: true,
      remarks: [],
    });
  });

  it('that may not be read are unknown and not absent', async () => {
    const { client } = await serve({
      '/cluster/sdn/vnets': failure('403 Permission check failed'),
      '/nodes/alpha/network': data('odd'),
    });

    expect(await readNetworks(client, ['alpha'])).toMatchObject({
      networks: [],
      nodesRead: [],
      vnetsRead: false,
      remarks: [
        { subject: 'GET /nodes/alpha/network', dropped: true },
        { subject: 'GET /cluster/sdn/vnets', dropped: true },
      ],
    });
  });
});

describe('addresses of a guest that does not tell them', () => {
  const machine = {
    type: 'qemu',
    vmid: 1001,
    node: 'alpha',
    status: 'running',
  } as const;
  const container = { ...machine, type: 'lxc', vmid: 1200 } as const;
  const below = '/nodes/alpha/qemu/1001';
  const agent = `${below}/agent/network-get-interfaces`;
  const config = {
    agent: 1,
    net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0',
    ipconfig0: 'ip=192.0.2.50/24,gw=192.0.2.1',
  };

  it.each<[string, Respond, string, string]>([
    [
      'an agent that is not there',
      failure('500 QEMU guest agent is not running'),
      'upstream-error',
      'does not answer: QEMU guest agent is not running',
    ],
    [
      'an agent that hangs',
      failure('500 VM 1001 qmp command failed - got timeout'),
      'upstream-error',
      'got timeout',
    ],
    [
      'an agent that cannot',
      data({ result: { error: { class: 'Unsupported', desc: 'not here' } } }),
      'upstream-error',
      'the guest agent says: not here',
    ],
    [
      'a missing privilege',
      failure('403 Permission check failed (/vms/1001, VM.GuestAgent.Audit)'),
      'privileges-missing',
      'may not ask guest 1001',
    ],
    [
      'loopback only',
      data({
        result: [{ name: 'lo', 'ip-addresses': [{ 'ip-address': '::1' }] }],
      }),
      'upstream-error',
      'no address but loopback',
    ],
    [
      'a node that is gone',
      failure('596 tls_process_server_certificate'),
      'node-offline',
      'could not be read',
    ],
  ])('%s: the configured one, and why', async (...[, respond, code, told]) => {
    const { client, server } = await serve({
      [`${below}/config`]: data(config),
      [agent]: respond,
    });

    const reading = await readGuestAddresses(client, machine);

    expect(reading.addresses).toMatchObject([
      { address: '192.0.2.50', origin: 'configured' },
    ]);
    expect(reading.problem?.code).toBe(code);
    expect(reading.problem?.message).toContain(told);
    expect(reading.problem?.nextStep).not.toBe('');
    // A silent agent costs seconds, so it is asked once.
    expect(server.received).toHaveLength(2);
  });

  it('is not asked where its agent is off', async () => {
    const { client, server } = await serve({
      [`${below}/config`]: data({ ...config, agent: 0, ipconfig0: 'ip=dhcp' }),
    });

    const reading = await readGuestAddresses(client, machine);

    expect(reading.addresses).toEqual([]);
    expect(reading.problem).toMatchObject({ code: 'configuration' });
    expect(server.received).toHaveLength(1);
  });

  it('in a container before version 8 are the configured ones', async () => {
    const { client } = await serve({
      '/nodes/alpha/lxc/1200/config': data({
        net0: 'name=eth0,ip=192.0.2.20/24',
      }),
    });

    const reading = await readGuestAddresses(client, container);

    expect(reading.addresses).toMatchObject([{ address: '192.0.2.20' }]);
    expect(reading.problem?.message).toContain('releases before 8');
  });
});

describe('lists on demand', () => {
  const guest = { type: 'qemu', vmid: 1001, node: 'alpha' } as const;
  const upid = 'UPID:beta:00001236:0009FBF1:68000200:qmstart:1001:root@pam:';

  it('log what they had to leave out', async () => {
    const { client, logger } = await serve({
      '/nodes/alpha/qemu/1001/snapshot': data([{ name: 'one' }, 7]),
      '/nodes/alpha/tasks': data([{ upid }, { upid: '' }]),
    });

    expect(await readGuestSnapshots(client, guest)).toHaveLength(1);
    expect(await readGuestTasks(client, guest)).toHaveLength(1);
    expect(
      logger.lines.filter(line => line.includes('not understood in full')),
    ).toHaveLength(2);
  });

  it('ask for the log where the task ran, page by page', async () => {
    const { client, server } = await serve({
      [`/nodes/beta/tasks/${upid}/log`]: data([{ n: 11, t: 'more' }], {
        total: 40,
      }),
    });

    expect(await readTaskLog(client, upid, { start: 10, limit: 1 })).toEqual({
      upid,
      lines: [{ n: 11, text: 'more' }],
      total: 40,
    });
    expect(server.received[0].url).toContain('?start=10&limit=1');
  });

  it('and a version that is none is no version', async () => {
    const { client } = await serve({ '/version': data({}) });

    expect((await failureOf(readVersion(client))).kind).toBe(
      'unexpected-answer',
    );
  });
});
