import { InputError } from '@backstage/errors';
import { HttpEndpoint } from './HttpEndpoint';
import { PveClientOptions } from './PveClientOptions';

const DEFAULT_PORT = 8006;

/**
 * The API hosts of a source; connects to none yet.
 *
 * @throws InputError where there is none, or one is not `https://host[:port]`.
 */
export function createEndpoints(options: PveClientOptions): HttpEndpoint[] {
  const { name, endpoints, tls } = options;
  if (endpoints.length === 0) {
    throw new InputError(`Proxmox ${name}: no endpoints are given`);
  }
  const requestTimeoutMs = options.requestTimeoutMs ?? 30_000;
  const connectTimeoutMs = Math.min(
    options.connectTimeoutMs ?? 5_000,
    requestTimeoutMs,
  );
  return endpoints.map(
    endpoint =>
      new HttpEndpoint({
        origin: toOrigin(name, endpoint),
        tls,
        connectTimeoutMs,
        maxResponseBytes: options.maxResponseBytes ?? 64 * 1024 * 1024,
      }),
  );
}

function toOrigin(source: string, endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isPlain =
    url?.protocol === 'https:' &&
    url.pathname === '/' &&
    `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (!isPlain) {
    throw new InputError(
      `Proxmox ${source}: endpoint ${JSON.stringify(
        // Not as it was given where somebody may have put a password into it.
        url && url.origin !== 'null' ? url.origin : withoutUser(endpoint),
      )} is not of the form https://pve1.example.com:8006`,
    );
  }
  // `URL` drops 443 as the default of https, so a port is looked for in the text.
  return /:\d+\/?$/.test(endpoint)
    ? url.origin
    : `https://${url.hostname}:${DEFAULT_PORT}`;
}

function withoutUser(text: string): string {
  return text.slice(text.lastIndexOf('@') + 1);
}
