import {
  createServer as createHttpServer,
  Server as HttpServer,
} from 'node:http';
import {
  createServer as createHttpsServer,
  Server as HttpsServer,
} from 'node:https';
import { createServer, Server, Socket } from 'node:net';
import { ServerCertificate } from '../certificates';
import { answerRequest, Entry } from './answerRequest';
import { sendAnswer } from './sendAnswer';

const tlsHandshakeByte = 22;
const idleMs = 5000;

function makeSecureServer(
  entry: Entry,
  certificate: ServerCertificate,
): HttpsServer {
  const server = createHttpsServer(
    {
      key: certificate.keyPem,
      cert: certificate.certPem,
      keepAliveTimeout: idleMs,
      maxHeaderSize: 16 * 1024,
      ALPNProtocols: ['http/1.1'],
    },
    async (request, response) => {
      const answer = await answerRequest(entry, request);
      sendAnswer(request, response, answer);
    },
  );
  server.on('tlsClientError', () => {});
  return server;
}

/** Sends whoever speaks plain HTTP to the secure address of the same port. */
function makeRedirectServer(): HttpServer {
  return createHttpServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const reason = isRead ? 'Moved Permanently' : 'Permanent Redirect';
    sendAnswer(request, response, {
      status: isRead ? 301 : 308,
      reason,
      body: reason,
      location: `https://${request.headers.host ?? '127.0.0.1'}${request.url}`,
    });
  });
}

/** The API host of one node: one port that speaks TLS and redirects the rest. */
export class NodeServer {
  readonly #listener: Server;
  readonly #secure: HttpsServer;
  readonly #redirect = makeRedirectServer();
  readonly #sockets = new Set<Socket>();
  #port = 0;
  #isListening = false;

  constructor(entry: Entry, certificate: ServerCertificate) {
    this.#secure = makeSecureServer(entry, certificate);
    this.#listener = createServer(socket => this.#accept(socket));
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  /** Listens on loopback; port 0 means any. Later calls use the same port. */
  async listen(port = this.#port): Promise<void> {
    if (this.#isListening) return;
    await new Promise<void>((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen(port, '127.0.0.1', () => {
        this.#listener.off('error', reject);
        resolve();
      });
    });
    const address = this.#listener.address();
    if (address && typeof address === 'object') this.#port = address.port;
    this.#isListening = true;
  }

  /** Refuses connections from now on and drops those that are open. */
  async refuse(): Promise<void> {
    if (!this.#isListening) return;
    this.#isListening = false;
    const closed = new Promise<void>(resolve => {
      this.#listener.close(() => resolve());
    });
    this.#sockets.forEach(socket => socket.destroy());
    await closed;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null;
      if (!first) return;
      socket.unshift(first);
      const target =
        first[0] === tlsHandshakeByte ? this.#secure : this.#redirect;
      target.emit('connection', socket);
    });
  }
}
