import { gzipSync } from 'node:zlib';
import {
  closeClients,
  failureOf,
  FakeClock,
  openClient,
} from '../__testUtils__/openClient';
import {
  closeServers,
  sendData,
  sendFailure,
  startServer,
} from '../__testUtils__/startServer';

const version = { method: 'GET', pathTemplate: '/version' } as const;

afterEach(async () => {
  await closeClients();
  await closeServers();
});

describe('an answer', () => {
  it('is read whatever its content type says, with the total beside the data', async () => {
    const server = await startServer((_, response) => {
      response.setHeader('content-type', 'text/plain');
      response.end('{"total":38,"data":[{"n":1}]}');
    });

    await expect(openClient([server]).request(version)).resolves.toEqual({
      data: [{ n: 1 }],
      total: 38,
    });
  });

  it('may be compressed by a proxy in between, or hold no data', async () => {
    const server = await startServer((request, response) => {
      if (request.method === 'PUT') {
        sendData(response, null);
        return;
      }
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync('{"data":{"version":"9.2.4"}}'));
    });
    const client = openClient([server]);

    await expect(client.request(version)).resolves.toEqual({
      data: { version: '9.2.4' },
    });
    await expect(
      client.request({ method: 'PUT', pathTemplate: '/cluster/options' }),
    ).resolves.toEqual({ data: null });
  });

  it.each([
    ['a login page', 'text/html', '<html>Sign in with hunter2</html>', 'JSON'],
    ['half of one', 'application/json', '{"data":{"secret":"hunter2', 'JSON'],
    ['nothing', '', '', 'JSON'],
    ['JSON of something else', 'application/json', '["hunter2"]', '"data"'],
  ])(
    'that is %s is refused without repeating it',
    async (...[, type, body, told]) => {
      const server = await startServer((_, response) => {
        response.writeHead(200, 'OK', type ? { 'content-type': type } : {});
        response.end(body);
      });

      const error = await failureOf(openClient([server]).request(version));

      expect(error).toMatchObject({
        kind: 'unexpected-answer',
        status: 200,
        retryable: false,
      });
      expect(error.message).toContain(told);
      expect(error.message).toContain('Proxmox fra: GET /version failed');
      expect(JSON.stringify(error) + error.stack).not.toContain('hunter2');
      expect(server.received).toHaveLength(1);
    },
  );

  it('larger than the limit is not taken in', async () => {
    const server = await startServer((_, response) => {
      sendData(response, 'x'.repeat(100_000));
    });

    const error = await failureOf(
      openClient([server], { maxResponseBytes: 50_000 }).request(version),
    );

    expect(error.kind).toBe('unexpected-answer');
    expect(error.reason).toContain('more than 50000 bytes');
  });

  it('whose body stalls hits the deadline, and is not waited for twice', async () => {
    const clock = new FakeClock();
    const server = await startServer((_, response) => {
      response.writeHead(200, 'OK', { 'content-length': '1000' });
      response.write('{"data":', () => clock.expire());
    });

    const error = await failureOf(
      openClient([server], { clock, requestTimeoutMs: 200 }).request(version),
    );

    expect(error).toMatchObject({
      kind: 'timeout',
      status: 0,
      retryable: true,
    });
    expect(error.reason).toBe('no complete answer within 200 ms');
    expect(server.received).toHaveLength(1);
  });

  it('that breaks off in the middle is asked for again, up to two times', async () => {
    const clock = new FakeClock();
    const server = await startServer((_, response) => {
      if (server.received.length === 3) {
        sendData(response, 'whole');
        return;
      }
      response.writeHead(200, 'OK', { 'content-length': '1000' });
      response.write('{"data":', () => response.destroy());
    });

    await expect(
      openClient([server], { clock }).request(version),
    ).resolves.toEqual({ data: 'whole' });
    expect(clock.sleeps).toEqual([250, 1000]);
  });
});

describe('a failure', () => {
  it('carries the reason, the complaints by parameter, the call and the next step', async () => {
    const server = await startServer((_, response) =>
      sendFailure(response, '400 Parameter verification failed.', {
        errors: { cores: "type check ('integer') failed - got 'abc'" },
        message: 'Parameter verification failed.\n',
      }),
    );

    const error = await failureOf(
      openClient([server]).request({
        method: 'PUT',
        pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
        path: { node: 'pve1', vmid: 201 },
        params: { cores: 'abc' },
      }),
    );

    expect(error).toMatchObject({
      kind: 'parameter',
      status: 400,
      reason: 'Parameter verification failed.',
      errors: { cores: "type check ('integer') failed - got 'abc'" },
      method: 'PUT',
      pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
      node: 'pve1',
      retryable: false,
    });
    expect(error.message).toBe(
      "Proxmox fra: PUT /nodes/{node}/qemu/{vmid}/config on node pve1 failed: 400 Parameter verification failed. (cores: type check ('integer') failed - got 'abc'). Correct the named parameters; a Proxmox VE of another version may know others.",
    );
  });

  it.each([
    [
      500,
      "Configuration file 'nodes/pve1/qemu-server/4711.conf' does not exist",
      'not-found',
    ],
    [500, 'VM is locked (clone)', 'locked'],
    [501, "Method 'GET /nonsense' not implemented", 'not-implemented'],
    [403, 'Permission check failed (/vms/100, VM.Audit)', 'forbidden'],
    [401, 'Authentication failed!', 'unauthorized'],
    [404, 'Not Found', 'unexpected-answer'],
    [301, 'Moved Permanently', 'unexpected-answer'],
  ])(
    '%i "%s" is of the kind %s and not retried',
    async (status, reason, kind) => {
      const server = await startServer((_, response) =>
        sendFailure(response, `${status} ${reason}`),
      );

      const error = await failureOf(openClient([server]).request(version));

      expect(error).toMatchObject({ kind, status, reason, retryable: false });
      expect(server.received).toHaveLength(1);
    },
  );

  it.each([
    [500, 'cluster not ready - no quorum?', 'no-quorum'],
    [
      500,
      "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout",
      'locked',
    ],
    [500, 'got lock request timeout', 'locked'],
    [596, 'Broken pipe', 'node-offline'],
    [503, 'Service Unavailable', 'unreachable'],
  ])(
    '%i "%s" may pass, so a read is tried three times',
    async (status, reason, kind) => {
      const server = await startServer((_, response) =>
        sendFailure(response, `${status} ${reason}`),
      );

      const error = await failureOf(openClient([server]).request(version));

      expect(error).toMatchObject({ kind, status, retryable: true });
      expect(server.received).toHaveLength(3);
    },
  );

  it('of a write is never followed by the same write', async () => {
    const clock = new FakeClock();
    const server = await startServer((request, response) => {
      if (request.url.endsWith('/start')) {
        sendFailure(response, '500 got lock request timeout');
      } else if (request.url.endsWith('/stop')) {
        response.destroy();
      } else {
        // A reboot gets no answer at all.
        clock.expire();
      }
    });
    const client = openClient([server], { clock });
    const power = (action: string) =>
      failureOf(
        client.request({
          method: 'POST',
          pathTemplate: `/nodes/{node}/qemu/{vmid}/status/${action}`,
          path: { node: 'pve1', vmid: 201 },
        }),
      );

    const errors = [
      await power('start'),
      await power('stop'),
      await power('reboot'),
    ];

    expect(errors.map(error => error.kind)).toEqual([
      'locked',
      'upstream',
      'timeout',
    ]);
    expect(errors[2].reason).toContain('whether it took effect is not known');
    expect(server.received.map(request => request.url)).toEqual([
      '/api2/json/nodes/pve1/qemu/201/status/start',
      '/api2/json/nodes/pve1/qemu/201/status/stop',
      '/api2/json/nodes/pve1/qemu/201/status/reboot',
    ]);
  });
});
