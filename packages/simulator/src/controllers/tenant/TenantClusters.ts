import type { ControllerApi } from '../runtime/ControllerApi';

/** The API server of one tenant cluster. */
export interface TenantServer {
  /** `https://127.0.0.1:port` */
  url: string;
  caPem: string;
  api: ControllerApi;
  /** A kubeconfig, as YAML, that works against it. */
  kubeconfig(): string;
  close(): Promise<void>;
}

/** Which tenant cluster: the namespace and name of its control plane. */
export interface TenantKey {
  namespace: string;
  name: string;
}

/** Starts API servers for tenant clusters. */
export type TenantServerFactory = (tenant: TenantKey) => Promise<TenantServer>;

const keyOf = ({ namespace, name }: TenantKey) => `${namespace}/${name}`;

/** The API servers of the tenant clusters of one management cluster. */
export class TenantClusters {
  readonly #servers = new Map<string, TenantServer>();
  readonly #starting = new Map<string, Promise<TenantServer>>();
  readonly #listeners = new Set<(namespace: string) => void>();

  constructor(private readonly factory: TenantServerFactory) {}

  find(tenant: TenantKey): TenantServer | undefined {
    return this.#servers.get(keyOf(tenant));
  }

  /** Starts the server of a tenant cluster once. */
  async ensure(tenant: TenantKey): Promise<TenantServer> {
    const key = keyOf(tenant);
    const starting = this.#starting.get(key) ?? this.factory(tenant);
    this.#starting.set(key, starting);
    let server: TenantServer;
    try {
      server = await starting;
    } catch (error) {
      this.#starting.delete(key);
      throw error;
    }
    if (!this.#servers.has(key) && this.#starting.has(key)) {
      this.#servers.set(key, server);
      server.api.subscribe(() => this.#tell(tenant.namespace));
      this.#tell(tenant.namespace);
    }
    return server;
  }

  async remove(tenant: TenantKey): Promise<void> {
    const key = keyOf(tenant);
    const starting = this.#starting.get(key);
    this.#starting.delete(key);
    this.#servers.delete(key);
    await (await starting)?.close();
  }

  /** Told of the namespace whenever something in a tenant cluster changes. */
  subscribe(listener: (namespace: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    const starting = [...this.#starting.values()];
    this.#starting.clear();
    this.#servers.clear();
    await Promise.all(
      starting.map(async server =>
        (await server.catch(() => undefined))?.close(),
      ),
    );
  }

  #tell(namespace: string): void {
    this.#listeners.forEach(listener => listener(namespace));
  }
}
