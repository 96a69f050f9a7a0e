import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { SimulatorClock } from '../../../clock';
import { CertificateAuthority } from '../../../pve/certificates';
import { kindTable } from '../../object/kindTable';
import type { JsonObject, KubeObject } from '../../object/types';
import { KubeServer, KubeServerOptions } from '../KubeServer';

/** An answer as it came over the wire. */
export interface KubeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  body: KubeObject;
  /** The body as whatever the test expects. */
  json: <T>() => T;
}

/** One request; a body that is no text is sent as JSON. */
export interface KubeCall {
  method?: string;
  path: string;
  body?: string | object;
  type?: string;
  accept?: string;
  /** A user's name; default the first; none for anonymous. */
  as?: string | 'nobody-at-all';
  headers?: Record<string, string>;
}

/** A line of a watch. */
export interface WatchLine {
  type: string;
  object: KubeObject & JsonObject;
}

/** A server under test, spoken to over its socket. */
export interface TestKube {
  server: KubeServer;
  clock: SimulatorClock;
  call: (call: KubeCall) => Promise<KubeAnswer>;
  /** Opens a watch; `lines` grows, `ended` resolves when it is over. */
  watch: (path: string, accept?: string) => OpenWatch;
  close: () => Promise<void>;
}

/** A watch that somebody reads. */
export interface OpenWatch {
  status: Promise<number>;
  lines: WatchLine[];
  ended: Promise<'ended' | 'broken'>;
  /** Resolves when so many lines have come. */
  until: (count: number) => Promise<WatchLine[]>;
  stop: () => void;
}

function headersOf(server: KubeServer, call: KubeCall) {
  const user = call.as ?? server.users[0].name;
  const token = server.tokens[user];
  return {
    Accept: call.accept ?? 'application/json',
    'User-Agent': 'test-client/1.0',
    ...(call.body === undefined
      ? {}
      : { 'Content-Type': call.type ?? 'application/json' }),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...call.headers,
  };
}

function send(server: KubeServer, call: KubeCall): Promise<KubeAnswer> {
  const body =
    call.body === undefined || typeof call.body === 'string'
      ? call.body
      : JSON.stringify(call.body);
  const length =
    body === undefined
      ? {}
      : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      new URL(call.path, server.url),
      {
        method: call.method ?? 'GET',
        ca: server.caPem,
        agent: false,
        headers: { ...headersOf(server, call), ...length },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const isZipped = response.headers['content-encoding'] === 'gzip';
          const text = (isZipped ? gunzipSync(bytes) : bytes).toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            get body() {
              return JSON.parse(text);
            },
            json: () => JSON.parse(text),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function openWatch(
  server: KubeServer,
  path: string,
  accept?: string,
): OpenWatch {
  const lines: WatchLine[] = [];
  let notify = () => {};
  let settle: (how: 'ended' | 'broken') => void = () => {};
  const ended = new Promise<'ended' | 'broken'>(resolve => {
    settle = resolve;
  });
  let told: (status: number) => void = () => {};
  const status = new Promise<number>(resolve => {
    told = resolve;
  });
  const request = httpsRequest(
    new URL(path, server.url),
    {
      ca: server.caPem,
      agent: false,
      headers: headersOf(server, { path, accept }),
    },
    response => {
      told(response.statusCode ?? 0);
      let rest = '';
      response.on('data', chunk => {
        const parts = (rest + chunk).split('\n');
        rest = parts.pop() ?? '';
        lines.push(...parts.map(part => JSON.parse(part)));
        notify();
      });
      response.on('end', () => settle('ended'));
      response.on('error', () => settle('broken'));
    },
  );
  request.on('error', () => settle('broken'));
  request.end();
  const broken = ended.then(() => {
    throw new Error(`The watch ended after ${lines.length} lines.`);
  });
  broken.catch(() => {});
  const nextLine = () =>
    new Promise<void>(resolve => {
      notify = resolve;
    });
  const until = async (count: number) => {
    while (lines.length < count) await Promise.race([nextLine(), broken]);
    return lines;
  };
  return { status, lines, ended, until, stop: () => request.destroy() };
}

let authority: Promise<CertificateAuthority> | undefined;

/** Starts a server of the v1beta2 world with a namespace `demo`. */
export async function startKube(
  options: Partial<KubeServerOptions> & { manual?: boolean } = {},
): Promise<TestKube> {
  const { manual, ...rest } = options;
  const clock = new SimulatorClock(manual ? 'manual' : 'system');
  authority ??= CertificateAuthority.create();
  const server = await KubeServer.start({
    name: 'mgmt-test',
    kinds: kindTable('latest'),
    clock,
    authority: await authority,
    initializesStorage: false,
    ...rest,
  });
  server.client('test-client').create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'demo' },
  });
  return {
    server,
    clock,
    call: call => send(server, call),
    watch: (path, accept) => openWatch(server, path, accept),
    close: async () => {
      await server.close();
      clock.close();
    },
  };
}

export const ipam = '/apis/ipam.cluster.x-k8s.io/v1alpha2';
export const pools = `${ipam}/globalinclusterippools`;
export const configMaps = '/api/v1/namespaces/demo/configmaps';

/** A cluster-scoped custom object that needs nothing else. */
export function pool(
  name: string,
  labels: Record<string, string> = {},
): KubeObject {
  return {
    apiVersion: 'ipam.cluster.x-k8s.io/v1alpha2',
    kind: 'GlobalInClusterIPPool',
    metadata: { name, labels },
    spec: {
      addresses: ['10.20.0.10-10.20.0.99'],
      gateway: '10.20.0.1',
      prefix: 24,
    },
  };
}

/** A ConfigMap in `demo`. */
export function configMap(
  name: string,
  data: Record<string, string> = { a: '1' },
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'demo' },
    data,
  };
}

/** Resolves as soon as something holds; gives up after five seconds. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  for (let round = 0; round < 500; round += 1) {
    if (await holds()) return;
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }
  throw new Error(`This did not come true within five seconds: ${holds}`);
}
