import { createServer, Server } from 'node:tls';
import { AddressInfo } from 'node:net';
import { selfSigned } from '../__testUtils__/certificates';
import {
  closeClients,
  CollectingLogger,
  failureOf,
  FakeClock,
  openClient,
  TOKEN_SECRET,
} from '../__testUtils__/openClient';
import {
  closeServers,
  sendData,
  startServer,
} from '../__testUtils__/startServer';

const version = { method: 'GET', pathTemplate: '/version' } as const;
const answer = (_: unknown, response: Parameters<typeof sendData>[0]) =>
  sendData(response, { version: '9.2.4' });

/** Ends TLS and keeps every byte that comes out of it. */
async function startEavesdropper(onHeard = () => {}) {
  const certificate = await selfSigned();
  const heard: Buffer[] = [];
  const server: Server = createServer(certificate, socket => {
    socket.on('data', chunk => {
      heard.push(Buffer.from(chunk));
      onHeard();
    });
    socket.on('error', () => {});
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    certificate,
    heard: () => Buffer.concat(heard).toString(),
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

afterEach(async () => {
  await closeClients();
  await closeServers();
});

describe('trust', () => {
  it('by authority: the given one is believed', async () => {
    const server = await startServer(answer);
    const client = openClient([server], {
      tls: { ca: server.certificate.cert },
    });

    await expect(client.request(version)).resolves.toMatchObject({
      data: { version: '9.2.4' },
    });
  });

  it('by fingerprint: however it is written, whoever signed it, whatever name it bears', async () => {
    const certificate = await selfSigned({ host: 'pve1.example.com' });
    const server = await startServer(answer, certificate);
    const other = await selfSigned();
    const client = openClient([server], {
      tls: {
        fingerprints: [
          other.fingerprint,
          certificate.fingerprint.toLowerCase().replace(/:/g, ''),
        ],
      },
    });

    await expect(client.request(version)).resolves.toHaveProperty('data');
  });

  it('by explicit insecurity: everything is believed', async () => {
    const server = await startServer(answer);

    await expect(
      openClient([server], { tls: { insecure: true } }).request(version),
    ).resolves.toHaveProperty('data');
  });

  it.each([
    ['of nobody known', {}, undefined],
    ['of another authority', {}, 'another'],
    ['for another name', { host: 'pve9.example.com' }, 'its own'],
    [
      'that has expired',
      { notAfter: new Date(Date.now() - 3_600_000) },
      'its own',
    ],
  ])('is not given to a certificate %s', async (_, options, authority) => {
    const certificate = await selfSigned(options);
    const server = await startServer(answer, certificate);
    const ca =
      authority === 'another' ? (await selfSigned()).cert : certificate.cert;

    const error = await failureOf(
      openClient([server], { tls: authority ? { ca } : {} }).request(version),
    );

    expect(error).toMatchObject({ kind: 'certificate', retryable: false });
    expect(error.message).toContain(server.url);
    expect(error.message).toContain('tls.ca');
    expect(server.received).toHaveLength(0);
  });

  it('is not given to another fingerprint: not one byte of the request, and no token, reaches that server', async () => {
    const impostor = await startEavesdropper();
    const expected = await selfSigned();
    const logger = new CollectingLogger();
    const client = openClient([], {
      endpoints: [impostor.url],
      tls: { fingerprints: [expected.fingerprint] },
      logger,
    });

    const errors = [
      await failureOf(client.request(version)),
      await failureOf(
        client.request({ method: 'POST', pathTemplate: '/cluster/options' }),
      ),
    ];

    expect(errors.map(error => error.kind)).toEqual([
      'certificate',
      'certificate',
    ]);
    expect(errors[0].message).toContain(impostor.certificate.fingerprint);
    // Ends when every connection has, so nothing can still be on its way.
    await impostor.close();
    expect(impostor.heard()).toBe('');
    expect(logger.lines.join()).not.toContain(TOKEN_SECRET);
  });

  it('the eavesdropper of the story above does hear the token of a client that trusts it', async () => {
    const clock = new FakeClock();
    const impostor = await startEavesdropper(() => clock.expire());
    const client = openClient([], {
      endpoints: [impostor.url],
      tls: { fingerprints: [impostor.certificate.fingerprint] },
      clock,
    });

    await failureOf(client.request(version));

    expect(impostor.heard()).toContain(TOKEN_SECRET);
    await client.close();
    await impostor.close();
  });
});
