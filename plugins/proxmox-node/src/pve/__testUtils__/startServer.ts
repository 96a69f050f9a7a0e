import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { selfSigned, TestCertificate } from './certificates';

/** A request as it arrived. */
export interface ReceivedRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server on loopback that misbehaves as told. */
export interface TestServer {
  url: string;
  certificate: TestCertificate;
  received: ReceivedRequest[];
  connections: () => number;
  close(): Promise<void>;
}

/** What the server does with a request whose body has been read. */
export type Answer = (
  request: ReceivedRequest,
  response: ServerResponse,
) => void | Promise<void>;

const openServers: TestServer[] = [];

/** Starts an HTTPS server; {@link closeServers} closes it. */
export async function startServer(
  answer: Answer,
  given?: TestCertificate,
): Promise<TestServer> {
  const certificate = given ?? (await selfSigned());
  const received: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer(certificate, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const one: ReceivedRequest = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    received.push(one);
    await answer(one, response);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    connections += 1;
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const started: TestServer = {
    url: `https://127.0.0.1:${port}`,
    certificate,
    received,
    connections: () => connections,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        sockets.forEach(socket => socket.destroy());
      }),
  };
  openServers.push(started);
  return started;
}

/** Closes whatever {@link startServer} has opened. */
export async function closeServers(): Promise<void> {
  await Promise.all(openServers.splice(0).map(server => server.close()));
}

/** Answers as Proxmox does. */
export function sendData(
  response: ServerResponse,
  data: unknown,
  more: object = {},
) {
  response.writeHead(200, 'OK', {
    'content-type': 'application/json;charset=UTF-8',
  });
  response.end(JSON.stringify({ data, ...more }));
}

/** Fails as Proxmox does: the message is the reason phrase. */
export function sendFailure(
  response: ServerResponse,
  statusLine: `${number} ${string}`,
  body?: object,
) {
  const [, status, reason] = /^(\d+) (.*)$/.exec(statusLine) ?? [];
  response.writeHead(Number(status), reason, { connection: 'close' });
  response.end(body && JSON.stringify({ data: null, ...body }));
}
