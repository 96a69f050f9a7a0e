import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, Server } from 'node:https';
import type { Socket } from 'node:net';
import type { ServerCertificate } from '../../../pve/certificates';

/** Takes one request. */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/** One TLS port on loopback that can stop to listen and begin again. */
export class Listener {
  readonly #certificate: ServerCertificate;
  readonly #handler: RequestHandler;
  readonly #sockets = new Set<Socket>();
  #server?: Server;
  #port = 0;

  constructor(certificate: ServerCertificate, handler: RequestHandler) {
    this.#certificate = certificate;
    this.#handler = handler;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  /** Listens; port 0 means any. Later calls use the same port. */
  async listen(port = this.#port): Promise<void> {
    if (this.#server) return;
    const server = createServer(
      {
        key: this.#certificate.keyPem,
        cert: this.#certificate.certPem,
        ALPNProtocols: ['http/1.1'],
        keepAliveTimeout: 60_000,
      },
      (request, response) => {
        void this.#handler(request, response);
      },
    );
    server.on('tlsClientError', () => {});
    server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
    const address = server.address();
    if (address && typeof address === 'object') this.#port = address.port;
    this.#server = server;
  }

  /** Refuses new connections; those in use stay until they end. */
  refuse(): void {
    this.#server?.close();
    this.#server?.closeIdleConnections();
    this.#server = undefined;
  }

  /** Refuses new connections and drops all that are open. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = server
      ? new Promise<void>(resolve => {
          server.close(() => resolve());
        })
      : Promise.resolve();
    this.#sockets.forEach(socket => socket.destroy());
    await closed;
  }
}
