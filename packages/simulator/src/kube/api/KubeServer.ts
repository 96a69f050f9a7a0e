import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatorClock } from '../../clock';
import { CallCounter, CallCounts } from '../../pve/CallCounter';
import type { CertificateAuthority } from '../../pve/certificates';
import type { KindDefinition } from '../object/types';
import { AccessControl, KubeUser } from './access/AccessControl';
import type { ApiContext } from './ApiContext';
import { ControllerClient } from './ControllerClient';
import type { KubeFault } from './faults';
import { answerRequest } from './http/answerRequest';
import { Listener } from './http/Listener';
import { parseTarget } from './http/parseTarget';
import type { ServerState } from './http/ServerState';
import type { WatchConnection } from './http/WatchConnection';
import { KindRegistry } from './KindRegistry';
import { writeKubeconfig } from './kubeconfig';
import { GarbageCollector } from './lifecycle/GarbageCollector';
import { NamespaceController } from './lifecycle/NamespaceController';
import { seedCustomResourceDefinitions } from './lifecycle/seedCustomResourceDefinitions';
import { ResourceStore } from './store/ResourceStore';

/** How to start an API server. */
export interface KubeServerOptions {
  name: string;
  /** The kinds that it serves: a kind table. */
  kinds: { kinds: KindDefinition[] };
  clock: SimulatorClock;
  authority: CertificateAuthority;
  /** Default: any free port. */
  port?: number;
  /** Default: `admin` (may do everything), with a fresh token. */
  users?: KubeUser[];
  /** Whether callers without credentials are somebody; default true. */
  allowsAnonymous?: boolean;
  /** The first read of each custom kind answers 429 for a moment; default true. */
  initializesStorage?: boolean;
  /**
   * UID of the namespace kube-system, by which clients know the cluster again; a server that is started anew on its own
   * data keeps it. Default: a new one.
   */
  identity?: string;
  /** Garbage collection and the end of namespaces; default true. */
  controllerManager?: boolean;
  log?: (line: string) => void;
}

/** How long a custom kind's storage takes to come up after its first use. */
const initializingMs = 30;
/** How long open watches stay silent while a server goes down. */
const silentMs = 60_000;
const systemNamespaces = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** One simulated Kubernetes API server on a real loopback socket. */
export class KubeServer {
  readonly name: string;
  readonly caPem: string;
  readonly store = new ResourceStore();
  readonly users: readonly KubeUser[];
  readonly #context: ApiContext;
  readonly #access: AccessControl;
  readonly #listener: Listener;
  readonly #counter = new CallCounter();
  readonly #options: KubeServerOptions;
  readonly #watches = new Set<WatchConnection>();
  readonly #stops: (() => void)[] = [];
  #faults: KubeFault[] = [];
  #initializing = new Map<KindDefinition, number>();
  #down = new AbortController();

  private constructor(
    options: KubeServerOptions,
    certificate: Awaited<ReturnType<CertificateAuthority['issue']>>,
  ) {
    this.name = options.name;
    this.caPem = options.authority.pem;
    this.#options = options;
    this.users = options.users ?? [
      { name: 'admin', groups: ['system:masters'], token: randomUUID() },
    ];
    this.#context = {
      store: this.store,
      kinds: new KindRegistry(options.kinds.kinds),
      clock: options.clock,
    };
    this.#access = new AccessControl({
      users: this.users,
      context: this.#context,
      allowsAnonymous: options.allowsAnonymous ?? true,
    });
    this.#listener = new Listener(certificate, (request, response) =>
      this.#answer(request, response),
    );
  }

  /** Starts a server with its own namespaces and its definitions of kinds. */
  static async start(options: KubeServerOptions): Promise<KubeServer> {
    const certificate = await options.authority.issue(options.name);
    const server = new KubeServer(options, certificate);
    server.#seed();
    if (options.controllerManager ?? true) server.#startControllers();
    await server.#listener.listen(options.port ?? 0);
    return server;
  }

  get url(): string {
    return this.#listener.url;
  }

  /** Tokens by the names of users. */
  get tokens(): Record<string, string> {
    return Object.fromEntries(
      this.users.map(({ name, token }) => [name, token]),
    );
  }

  /** A controller's way to this API, without the wire. */
  client(manager: string): ControllerClient {
    return new ControllerClient(this.#context, manager);
  }

  /** A kubeconfig of one of the users, as YAML. */
  kubeconfig(user = this.users[0]?.name): string {
    const found = this.users.find(({ name }) => name === user);
    if (!found) {
      const names = this.users.map(({ name }) => name).join(', ');
      throw new Error(
        `${this.name} has no user '${user}'. Choose one of: ${names}.`,
      );
    }
    return writeKubeconfig({
      cluster: this.name,
      url: this.url,
      caPem: this.caPem,
      user: found.name,
      token: found.token,
    });
  }

  /** Makes something wrong; a fault of the same kind is replaced. */
  inject(fault: KubeFault): void {
    this.#faults = this.#faults.filter(({ kind }) => kind !== fault.kind);
    this.#faults.push(fault);
    if (fault.kind === 'api-restarting') this.#goDown();
    if (fault.kind === 'watch-broken' && fault.mode !== 'silent') {
      this.#watches.forEach(watch => watch.close('drop'));
    }
  }

  /** Puts a fault right again; all of them if none is named. */
  async clear(kind?: KubeFault['kind']): Promise<void> {
    const wasDown = this.#fault('api-restarting') !== undefined;
    this.#faults = this.#faults.filter(
      fault => kind !== undefined && fault.kind !== kind,
    );
    if (wasDown && !this.#fault('api-restarting')) await this.#comeUp();
  }

  /** Calls since the last reset. */
  calls(): CallCounts {
    return this.#counter.read();
  }

  resetCalls(): void {
    this.#counter.reset();
  }

  async close(): Promise<void> {
    this.#down.abort();
    this.#stops.forEach(stop => stop());
    this.#watches.forEach(watch => watch.close('drop'));
    await this.#listener.close();
  }

  #fault<K extends KubeFault['kind']>(kind: K) {
    return this.#faults.find(
      (fault): fault is Extract<KubeFault, { kind: K }> => fault.kind === kind,
    );
  }

  #seed(): void {
    const client = this.client('kube-apiserver');
    for (const name of systemNamespaces) {
      client.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
    }
    this.#takeIdentity();
    seedCustomResourceDefinitions(this.#context);
    // What happened before the first user came can no longer be watched.
    this.store.compact();
  }

  #takeIdentity(): void {
    const { identity } = this.#options;
    const kind = this.#context.kinds.findKind('v1', 'Namespace');
    if (!identity || !kind) return;
    const own = this.store.read(kind.definition, undefined, 'kube-system');
    if (own) {
      const metadata = { ...own.metadata, uid: identity };
      this.store.put(kind.definition, { ...own, metadata });
    }
  }

  #startControllers(): void {
    const collector = new GarbageCollector(this.#context);
    const namespaces = new NamespaceController(this.#context);
    this.#stops.push(collector.start(), namespaces.start());
  }

  #isInitializing(definition: KindDefinition): boolean {
    if (this.#options.initializesStorage === false) return false;
    const since = this.#initializing.get(definition);
    if (since === undefined) this.#initializing.set(definition, Date.now());
    return since === undefined || Date.now() - since < initializingMs;
  }

  #goDown(): void {
    this.#listener.refuse();
    this.#down = new AbortController();
    const { signal } = this.#down;
    void this.#options.clock.wait(silentMs, signal).then(() => {
      if (!signal.aborted) this.#watches.forEach(watch => watch.close('end'));
    });
  }

  async #comeUp(): Promise<void> {
    this.#down.abort();
    this.#watches.forEach(watch => watch.close('end'));
    this.#initializing = new Map();
    await this.#listener.listen();
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const state: ServerState = {
      context: this.#context,
      access: this.#access,
      fault: kind => this.#fault(kind),
      isInitializing: definition => this.#isInitializing(definition),
      url: () => this.url,
    };
    const end = this.#counter.begin(templateOf(request), this.name);
    await answerRequest({
      state,
      request,
      response,
      log: this.#options.log ?? (() => {}),
      isSilent: () => this.#isSilent(),
      onWatch: watch => this.#addWatch(watch),
    }).finally(end);
  }

  #isSilent(): boolean {
    return (
      this.#fault('api-restarting') !== undefined ||
      this.#fault('watch-broken')?.mode === 'silent'
    );
  }

  #addWatch(watch: WatchConnection): () => void {
    this.#watches.add(watch);
    const broken = this.#fault('watch-broken');
    if (broken && broken.mode !== 'silent') {
      setImmediate(() => watch.close('drop'));
    }
    return () => this.#watches.delete(watch);
  }
}

/** Names a call without names: `WATCH cluster.x-k8s.io/machines`. */
function templateOf(request: IncomingMessage): string {
  const [path, query = ''] = (request.url ?? '/').split('?');
  const target = parseTarget(path);
  if (target.type === 'path') return `${request.method} ${path}`;
  const { group, plural, subresource, name } = target;
  const isWatch = /(^|&)watch=(true|1)/.test(query) || target.isWatchPath;
  const verb = isWatch ? 'WATCH' : request.method;
  const resource = group ? `${group}/${plural}` : plural;
  const rest = name ? `/{name}${subresource ? `/${subresource}` : ''}` : '';
  return `${verb} ${resource}${rest}`;
}
