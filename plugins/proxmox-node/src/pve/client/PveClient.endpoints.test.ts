import { AddressInfo, createServer } from 'node:net';
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
  TestServer,
} from '../__testUtils__/startServer';

const version = { method: 'GET', pathTemplate: '/version' } as const;
const nodeStatus = {
  method: 'GET',
  pathTemplate: '/nodes/{node}/status',
  path: { node: 'pve3' },
} as const;

afterEach(async () => {
  await closeClients();
  await closeServers();
});

/** An address where nothing listens. */
async function refusingUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return `https://127.0.0.1:${port}`;
}

function clientOf(
  urls: string[],
  server: TestServer,
  logger?: CollectingLogger,
) {
  return openClient([server], {
    endpoints: urls,
    tls: { insecure: true },
    logger,
    connectTimeoutMs: 2_000,
  });
}

describe('several API hosts', () => {
  it('a host that stays down is warned of once', async () => {
    const server = await startServer((_, response) => sendData(response, 1));
    const warnings: string[] = [];
    const client = openClient([server], {
      endpoints: [await refusingUrl()],
      logger: { debug: () => {}, warn: line => warnings.push(line) },
    });

    await failureOf(client.request(version));
    await failureOf(client.request(version));

    expect(warnings).toHaveLength(1);
  });

  it('the next is asked where one refuses, writes too, and the good one is remembered', async () => {
    const server = await startServer((_, response) => sendData(response, 1));
    const logger = new CollectingLogger();
    const dead = await refusingUrl();
    const client = clientOf([dead, server.url], server, logger);

    await client.request({ method: 'POST', pathTemplate: '/cluster/options' });
    await client.request(version);
    await client.request(version);

    expect(server.received.map(({ method }) => method)).toEqual([
      'POST',
      'GET',
      'GET',
    ]);
    const failures = logger.lines.filter(line => line.includes('ECONNREFUSED'));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(`cannot connect to ${dead}`);
  });

  it('one that accepts and never finishes the handshake is given up in time', async () => {
    const silent = createServer();
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const server = await startServer((_, response) => sendData(response, 1));

    await expect(
      clientOf([`https://127.0.0.1:${port}`, server.url], server).request(
        version,
      ),
    ).resolves.toEqual({ data: 1 });
    silent.close();
  });

  it('all of them are named where none can be reached', async () => {
    const server = await startServer((_, response) => sendData(response, 1));
    const dead = [await refusingUrl(), await refusingUrl()];

    const error = await failureOf(clientOf(dead, server).request(version));

    expect(error).toMatchObject({
      kind: 'unreachable',
      status: 0,
      retryable: true,
    });
    expect(error.message).toContain(dead[0]);
    expect(error.message).toContain(dead[1]);
    expect(error.message).toContain('firewall');
  });

  it('plain HTTP and unknown hosts are explained', async () => {
    const plain = createServer(socket =>
      socket.end('HTTP/1.1 400 Bad\r\n\r\n'),
    );
    await new Promise<void>(resolve => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    const server = await startServer((_, response) => sendData(response, 1));

    const noTls = await failureOf(
      clientOf([`https://127.0.0.1:${port}`], server).request(version),
    );
    const noHost = await failureOf(
      clientOf(['https://pve.invalid:8006'], server).request(version),
    );

    expect(noTls.kind).toBe('unreachable');
    expect(noTls.reason).toContain('does not speak TLS');
    expect(noHost.kind).toBe('unreachable');
    expect(noHost.reason).toContain('pve.invalid');
    plain.close();
  });

  it('a second entry is asked where the first cannot reach the node', async () => {
    const cutOff = await startServer((_, response) =>
      sendFailure(response, '595 No route to host'),
    );
    const connected = await startServer((_, response) =>
      sendData(response, 'fine'),
    );

    await expect(
      openClient([cutOff, connected]).request(nodeStatus),
    ).resolves.toEqual({ data: 'fine' });
  });

  it('a node that no entry reaches is offline, and a write is not tried from another', async () => {
    const servers = await Promise.all(
      [1, 2, 3].map(() =>
        startServer((_, response) =>
          sendFailure(response, '595 No route to host'),
        ),
      ),
    );

    const write = await failureOf(
      openClient(servers).request({ ...nodeStatus, method: 'POST' }),
    );
    const writes = servers.flatMap(server => server.received).length;
    const read = await failureOf(openClient(servers).request(nodeStatus));

    expect([write.kind, read.kind]).toEqual(['node-offline', 'node-offline']);
    expect(read.message).toContain('on node pve3 failed: 595');
    expect(writes).toBe(1);
  });

  it('are https URLs, with 8006 where no port is given', async () => {
    const server = await startServer((_, response) => sendData(response, 1));
    const open = (endpoint: string) => () => clientOf([endpoint], server);

    expect(open('http://pve1:8006')).toThrow(
      'Proxmox fra: endpoint "http://pve1:8006" is not of the form https://',
    );
    for (const other of [
      'pve1',
      'https://pve1:8006/api2/json',
      'https://pve1:8006/?a=1',
      'https://root:hunter2@pve1:8006',
      'root:hunter2@pve1',
    ]) {
      expect(open(other)).toThrow('is not of the form https://');
      expect(open(other)).not.toThrow('hunter2');
    }
    const error = await failureOf(
      clientOf(['https://pve.invalid'], server).request(version),
    );
    expect(error.reason).toContain('https://pve.invalid:8006');
  });

  it('connections are kept and used again', async () => {
    const server = await startServer((_, response) => sendData(response, 1));
    const client = openClient([server]);

    for (let call = 0; call < 5; call++) {
      await client.request(version);
    }

    expect(server.received).toHaveLength(5);
    expect(server.connections()).toBeLessThan(3);
  });
});
