import { ServerResponse } from 'node:http';
import {
  ReceivedRequest,
  startServer,
  TestServer,
} from '../../pve/__testUtils__/startServer';

/** An object as a test writes it. */
export interface FakeObject {
  metadata: { name: string; namespace?: string; [key: string]: unknown };
  [key: string]: unknown;
}

interface Stored {
  collection: string;
  object: FakeObject;
  version: number;
}

/** What the server does instead of answering. */
export type Fault =
  | { status: number; body: string; headers?: Record<string, string> }
  | undefined;

/**
 * A small API server for the paths that are read: discovery, lists in pages, watches. It does as told and nothing more;
 * what a real server does is tested against recordings and the simulator.
 */
export class FakeKubeApi {
  readonly server: TestServer;
  readonly #served: Set<string>;
  readonly #objects = new Map<string, Stored>();
  readonly #history: Array<{
    collection: string;
    version: number;
    line: string;
  }> = [];
  readonly #watches = new Set<{
    collection: string;
    response: ServerResponse;
  }>();
  #version = 100;
  #oldest = 0;
  /** Asked before each answer. */
  fault: (request: ReceivedRequest) => Fault = () => undefined;
  /** Watches get their headers and nothing else. */
  isSilent = false;

  /** `served`: paths such as `/apis/cluster.x-k8s.io/v1beta1/clusters`. */
  static async start(served: string[]): Promise<FakeKubeApi> {
    const reached: { api?: FakeKubeApi } = {};
    const server = await startServer((request, response) =>
      reached.api!.#answer(request, response),
    );
    reached.api = new FakeKubeApi(server, served);
    return reached.api;
  }

  private constructor(server: TestServer, served: string[]) {
    this.server = server;
    this.#served = new Set([...served, '/api/v1/namespaces']);
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  serve(path: string) {
    this.#served.add(path);
  }

  withdraw(path: string) {
    this.#served.delete(path);
  }

  put(collection: string, object: FakeObject) {
    const key = keyOf(collection, object);
    const type = this.#objects.has(key) ? 'MODIFIED' : 'ADDED';
    const version = this.#next(object);
    this.#objects.set(key, { collection, object, version });
    this.#emit(collection, type, object);
  }

  remove(collection: string, metadata: FakeObject['metadata']) {
    const key = keyOf(collection, { metadata });
    const { object } = this.#objects.get(key)!;
    this.#objects.delete(key);
    this.#next(object);
    this.#emit(collection, 'DELETED', object);
  }

  bookmark() {
    for (const { response } of this.#watches) {
      const object = { metadata: { resourceVersion: String(this.#version) } };
      response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
    }
  }

  /** Ends all watches, as a server does at their timeout. */
  endWatches() {
    this.#watches.forEach(({ response }) => response.end());
    this.#watches.clear();
  }

  /** Forgets the history: who watches from before gets a 410. */
  compact() {
    this.#version += 1;
    this.#oldest = this.#version;
  }

  listsOf(plural: string): string[] {
    return this.server.received
      .map(({ url }) => url)
      .filter(url => url.includes(`/${plural}`) && !url.includes('watch=true'));
  }

  #next(object: FakeObject): number {
    this.#version += 1;
    object.metadata.resourceVersion = String(this.#version);
    return this.#version;
  }

  #emit(collection: string, type: string, object: FakeObject) {
    const line = `${JSON.stringify({ type, object })}\n`;
    this.#history.push({ collection, version: this.#version, line });
    for (const watch of this.#watches) {
      if (watch.collection === collection && !this.isSilent) {
        watch.response.write(line);
      }
    }
  }

  #answer(request: ReceivedRequest, response: ServerResponse) {
    const fault = this.fault(request);
    if (fault) {
      response.writeHead(fault.status, fault.headers);
      response.end(fault.body);
      return;
    }
    const url = new URL(request.url, this.server.url);
    const collection = url.pathname.replace(/\/namespaces\/[^/]+\//, '/');
    if (this.#served.has(collection)) {
      if (url.searchParams.get('watch')) {
        this.#watch(collection, url, response);
      } else {
        this.#list(collection, url, response);
      }
      return;
    }
    const [, parent, name] = /^(.*)\/([^/]+)$/.exec(collection) ?? [];
    if (this.#served.has(parent)) {
      this.#get(`${parent} /${name}`, response);
      return;
    }
    this.#discover(url.pathname, response);
  }

  #get(key: string, response: ServerResponse) {
    const found = this.#objects.get(key);
    if (found) {
      sendJson(response, { apiVersion: 'v1', kind: 'Any', ...found.object });
    } else {
      const body = { kind: 'Status', reason: 'NotFound', message: 'not found' };
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    }
  }

  #list(collection: string, url: URL, response: ServerResponse) {
    const namespace = /\/namespaces\/([^/]+)\//.exec(url.pathname)?.[1];
    const name = /^metadata\.name=(.*)$/.exec(
      url.searchParams.get('fieldSelector') ?? '',
    )?.[1];
    const found = [...this.#objects.values()]
      .filter(stored => stored.collection === collection)
      .map(({ object }) => object)
      .filter(({ metadata }) => !namespace || metadata.namespace === namespace)
      .filter(({ metadata }) => !name || metadata.name === name);
    const start = Number(url.searchParams.get('continue') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? Infinity);
    const rest = found.length > start + limit;
    sendJson(response, {
      kind: 'List',
      metadata: {
        resourceVersion: String(this.#version),
        continue: rest ? String(start + limit) : '',
      },
      items: found.slice(start, start + limit),
    });
  }

  #watch(collection: string, url: URL, response: ServerResponse) {
    const from = Number(url.searchParams.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    if (from < this.#oldest) {
      const object = {
        kind: 'Status',
        code: 410,
        reason: 'Expired',
        message: `too old resource version: ${from} (${this.#oldest})`,
      };
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
      return;
    }
    response.flushHeaders();
    const watch = { collection, response };
    this.#watches.add(watch);
    response.on('close', () => this.#watches.delete(watch));
    if (!this.isSilent) {
      this.#history
        .filter(one => one.collection === collection && one.version > from)
        .forEach(({ line }) => response.write(line));
    }
  }

  #discover(path: string, response: ServerResponse) {
    if (path === '/version') {
      sendJson(response, { gitVersion: 'v1.36.2' });
      return;
    }
    const parts = [...this.#served].map(served => served.split('/').slice(2));
    if (path === '/apis') {
      const names = new Set(parts.filter(p => p.length === 3).map(([g]) => g));
      const groups = [...names].map(name => ({
        name,
        versions: [
          ...new Set(parts.filter(([g]) => g === name).map(([, v]) => v)),
        ].map(version => ({ version })),
      }));
      sendJson(response, { kind: 'APIGroupList', groups });
      return;
    }
    const resources = parts
      .filter(([group, version]) => path === `/apis/${group}/${version}`)
      .map(([, , name]) => ({ name }));
    if (resources.length) {
      sendJson(response, { kind: 'APIResourceList', resources });
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('404 page not found\n');
    }
  }
}

function keyOf(collection: string, { metadata }: FakeObject): string {
  return `${collection} ${metadata.namespace ?? ''}/${metadata.name}`;
}

function sendJson(response: ServerResponse, body: object) {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
