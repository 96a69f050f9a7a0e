import { get as httpGet } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as tlsConnect } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { rawCall } from '../__testUtils__/peer';
import { Simulator, startSimulator } from '../startSimulator';

describe('the wire', () => {
  let simulator: Simulator;
  const site = () => simulator.site('fra');

  beforeAll(async () => {
    simulator = await startSimulator({ clock: 'manual', loginDelayMs: 0 });
  });

  afterAll(() => simulator.close());

  /** Speaks to a node's port without any HTTP library. */
  async function speak(lines: string[]): Promise<string> {
    const url = new URL(site().nodes[0].url);
    return new Promise((resolve, reject) => {
      const socket = tlsConnect({
        host: url.hostname,
        port: Number(url.port),
        ca: site().caPem,
        servername: 'localhost',
      });
      let text = '';
      socket.on('data', chunk => {
        text += chunk.toString();
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
      socket.write(lines.join('\r\n'));
    });
  }

  const authorization = () => {
    const { id, secret } = site().tokens.root;
    return `Authorization: PVEAPIToken=${id}=${secret}`;
  };

  it('offers a certificate of its own authority for loopback and the node name', async () => {
    const url = new URL(site().nodes[0].url);
    const certificate = await new Promise<{
      fingerprint256: string;
      subjectaltname?: string;
    }>((resolve, reject) => {
      const socket = tlsConnect(
        {
          host: url.hostname,
          port: Number(url.port),
          ca: site().caPem,
          servername: 'pve1',
        },
        () => {
          resolve(socket.getPeerCertificate());
          socket.end();
        },
      );
      socket.on('error', reject);
    });
    expect(certificate.fingerprint256).toBe(site().nodes[0].fingerprint);
    expect(certificate.subjectaltname).toMatch(/DNS:pve1/);
    await expect(
      new Promise((resolve, reject) => {
        httpsRequest(`${site().nodes[0].url}/`, resolve)
          .on('error', reject)
          .end();
      }),
    ).rejects.toThrow(/unable to verify|self.signed/);
  });

  it('sends plain HTTP on the same port to the secure address', async () => {
    const address = site().nodes[0].url.replace('https', 'http');
    const answer = await new Promise<{ status?: number; location?: string }>(
      (resolve, reject) => {
        httpGet(`${address}/x`, response => {
          response.resume();
          resolve({
            status: response.statusCode,
            location: response.headers.location,
          });
        }).on('error', reject);
      },
    );
    expect(answer).toEqual({
      status: 301,
      location: `${site().nodes[0].url}/x`,
    });
  });

  it('refuses bodies where none belong, chunks and foreign types', async () => {
    const remove = await rawCall(site(), {
      method: 'DELETE',
      path: '/api2/json/pools/x',
      body: 'a=1',
    });
    expect([remove.status, remove.text]).toEqual([
      501,
      "Unexpected content for method 'DELETE'",
    ]);
    expect(remove.headers).not.toHaveProperty('content-type');
    const text = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/pools',
      body: 'poolid=x',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect([text.status, text.reason]).toEqual([
      506,
      "upload 'Content-Type 'text/plain' not implemented",
    ]);
    const chunked = await speak([
      'POST /api2/json/pools HTTP/1.1',
      'Host: x',
      authorization(),
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      '',
    ]);
    expect(chunked).toMatch(
      /^HTTP\/1\.1 501 chunked transfer encoding not supported\r\n/,
    );
    const large = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/pools',
      body: `a=${'x'.repeat(600_000)}`,
    });
    expect([large.status, large.reason]).toEqual([501, 'for data too large']);
  });

  it('splits forms at ; and &, and loses what follows a second =', async () => {
    const path = '/api2/json/nodes/pve1/qemu/201/config';
    const put = (body: string) =>
      rawCall(site(), { method: 'PUT', path, body });
    const tags = async () => {
      const answer = await rawCall(site(), { path });
      return (answer.json().data as { tags: string }).tags;
    };
    expect((await put('tags=a;b')).json().errors).toHaveProperty('b');
    expect((await put('tags=b%3Ba')).status).toBe(200);
    expect(await tags()).toBe('a;b');
    await put('description=k=v');
    const config = (await rawCall(site(), { path })).json().data as {
      description: string;
    };
    expect(config.description).toBe('k');
  });

  it('reads JSON, and complains about broken JSON in its own way', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const path = '/api2/json/nodes/pve1/qemu/201/config';
    const good = await rawCall(site(), {
      method: 'PUT',
      path,
      headers,
      body: '{"onboot":true}',
    });
    expect(good.status).toBe(200);
    const nested = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/pools',
      headers,
      body: '{"poolid":{"a":1}}',
    });
    expect(nested.json().errors).toEqual({
      poolid: "type check ('string') failed - got HASH",
    });
    const broken = await rawCall(site(), {
      method: 'POST',
      path: '/api2/json/pools',
      headers,
      body: '{"poolid":',
    });
    expect(broken.status).toBe(500);
    expect(broken.text).toMatch(/^malformed JSON string/);
    expect(broken.headers).not.toHaveProperty('content-type');
  });

  it('zips long answers for who accepts that', async () => {
    const plain = await rawCall(site(), {
      path: '/api2/json/cluster/resources',
    });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const url = new URL('/api2/json/cluster/resources', site().nodes[0].url);
    const { id, secret } = site().tokens.root;
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      httpsRequest(
        url,
        {
          ca: site().caPem,
          headers: {
            'Accept-Encoding': 'gzip',
            Authorization: `PVEAPIToken=${id}=${secret}`,
          },
        },
        response => {
          expect(response.headers['content-encoding']).toBe('gzip');
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () => resolve(Buffer.concat(chunks)));
        },
      )
        .on('error', reject)
        .end();
    });
    expect(
      JSON.parse(gunzipSync(bytes).toString()).data.length,
    ).toBeGreaterThan(20);
  });

  it('keeps a connection for a hundred requests and closes it on an error', async () => {
    const one = [
      'GET /api2/json/version HTTP/1.1',
      'Host: x',
      authorization(),
      '',
      '',
    ].join('\r\n');
    const kept = await speak(
      Array.from({ length: 100 }, () => one)
        .join('')
        .split('\r\n'),
    );
    expect(kept.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(100);
    expect(kept.match(/Connection: Keep-Alive/g)).toHaveLength(99);
    expect(kept.match(/Connection: close/g)).toHaveLength(1);
    const failed = await speak([
      'GET /api2/json/nope HTTP/1.1',
      'Host: x',
      authorization(),
      '',
      '',
    ]);
    expect(failed).toMatch(/Connection: close/);
  });

  it('shows that a call went through a second server', async () => {
    const own = await rawCall(site(), {
      path: '/api2/json/version',
      headers: { Connection: 'keep-alive' },
    });
    expect(own.headers.connection).toBe('Keep-Alive');
    const remote = await rawCall(site(), {
      path: '/api2/json/nodes/pve2/status',
      headers: { Connection: 'keep-alive' },
    });
    expect(remote.headers.connection).toBe('Keep-Alive, Keep-Alive');
  });

  it.each([
    ['/api2/json//version/', 200, 'OK'],
    ['/api2/xml/version', 501, 'no formatter for uri /version, xml'],
    ['/foo', 500, "no such file '/foo'"],
  ])('%s: %d', async (path, status, reason) => {
    const answer = await rawCall(site(), { path });
    expect([answer.status, answer.reason]).toEqual([status, reason]);
  });

  it('stores an uploaded image, and refuses other kinds of files', async () => {
    const send = (name: string) => {
      const body = [
        '--B',
        'Content-Disposition: form-data; name="content"',
        '',
        'iso',
        '--B',
        `Content-Disposition: form-data; name="filename"; filename="${name}"`,
        'Content-Type: application/octet-stream',
        '',
        'x'.repeat(2048),
        '--B--',
        '',
      ].join('\r\n');
      return rawCall(site(), {
        method: 'POST',
        path: '/api2/json/nodes/pve1/storage/local/upload',
        body,
        headers: { 'Content-Type': 'multipart/form-data; boundary=B' },
      });
    };
    const refused = await send('up.exe');
    expect(refused.json().errors).toEqual({ filename: 'wrong file extension' });
    const accepted = await send('seed.iso');
    expect(accepted.json().data).toMatch(/:imgcopy::/);
    await simulator.clock.advance(5000);
    const content = await rawCall(site(), {
      path: '/api2/json/nodes/pve1/storage/local/content?content=iso',
    });
    expect(content.json().data).toContainEqual(
      expect.objectContaining({
        volid: 'local:iso/seed.iso',
        size: 2048,
        format: 'iso',
      }),
    );
  });
});
