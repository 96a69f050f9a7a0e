import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { countAnswers } from './countAnswers';

describe('countAnswers', () => {
  const servers: Server[] = [];
  const dispatcher = new Agent();

  const start = async () => {
    const server = createServer(({ url }, response) => {
      response.statusCode = Number(url?.slice(1));
      response.end();
    });
    servers.push(server);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  };
  const ask = async (url: string) => {
    const { body } = await request(url, { dispatcher });
    await body.dump();
  };
  const close = (server: Server | undefined) => {
    server?.closeAllConnections();
    server?.close();
  };

  afterEach(async () => {
    servers.splice(0).forEach(close);
    await dispatcher.destroy();
  });

  it('counts what the named servers answer, and nobody else', async () => {
    const meant = await start();
    const other = await start();
    const stop = countAnswers([meant]);
    for (const path of ['200', '429', '429', '503', '404']) {
      await ask(`${meant}/${path}`);
      await ask(`${other}/${path}`);
    }
    close(servers.shift());
    // The first one may still find the connection that was closed.
    await ask(`${meant}/200`).catch(() => {});
    const refused = await ask(`${meant}/200`).catch(({ code }) => code);
    const answers = { ...stop() };
    await ask(`${other}/429`);
    expect(refused).toBe('ECONNREFUSED');
    expect(answers).toMatchObject({ throttled: 2, failed: 1 });
    expect(answers.refused).toBeGreaterThan(0);
  });
});
