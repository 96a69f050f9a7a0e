import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import type { ManagementClusterState } from '../../demo/SimulatorState';

const PAGE_SIZE = 500;

/** What is looked at in an object. */
export interface PlainObject {
  metadata: { name: string; namespace: string; resourceVersion: string };
  status?: unknown;
}

/** A page of a list, as it came. */
interface Page {
  items: PlainObject[];
  metadata: { resourceVersion: string; continue?: string };
}

/** A management cluster, asked without anything of the plugins: what the figures are compared with. */
export class PlainKube {
  readonly name: string;
  readonly #cluster: ManagementClusterState;
  readonly #agent: Agent;

  constructor(cluster: ManagementClusterState) {
    this.name = cluster.name;
    this.#cluster = cluster;
    this.#agent = new Agent({
      connect: { ca: readFileSync(cluster.caFile, 'utf8') },
    });
  }

  get url(): string {
    return this.#cluster.url;
  }

  /** Every collection that the inventory reads. */
  get collections(): string[] {
    const { stack } = this.#cluster;
    const provider = stack === 'v1beta1' ? 'v1alpha1' : 'v1alpha2';
    return [
      `/apis/cluster.x-k8s.io/${stack}/clusters`,
      `/apis/cluster.x-k8s.io/${stack}/machinedeployments`,
      this.machines,
      `/apis/infrastructure.cluster.x-k8s.io/${provider}/proxmoxclusters`,
      `/apis/infrastructure.cluster.x-k8s.io/${provider}/proxmoxmachines`,
      `/apis/controlplane.cluster.x-k8s.io/${provider}/kamajicontrolplanes`,
      '/apis/kamaji.clastix.io/v1alpha1/tenantcontrolplanes',
      `/apis/ipam.cluster.x-k8s.io/${stack}/ipaddressclaims`,
      '/apis/ipam.cluster.x-k8s.io/v1alpha2/inclusterippools',
      '/api/v1/namespaces',
    ];
  }

  /** The Machines of all namespaces. */
  get machines(): string {
    return `/apis/cluster.x-k8s.io/${this.#cluster.stack}/machines`;
  }

  /** A whole collection, and the resourceVersion from which to watch. */
  async list(
    path: string,
  ): Promise<{ items: PlainObject[]; resourceVersion: string }> {
    const items: PlainObject[] = [];
    let more: string | undefined = '';
    let resourceVersion = '';
    while (more !== undefined) {
      const after: string = more && `&continue=${encodeURIComponent(more)}`;
      const page = await this.#read<Page>(`${path}?limit=${PAGE_SIZE}${after}`);
      items.push(...page.items);
      resourceVersion = page.metadata.resourceVersion;
      more = page.metadata.continue || undefined;
    }
    return { items, resourceVersion };
  }

  /** Calls back with every changed object; returns what ends it. */
  async watch(
    path: string,
    options: {
      resourceVersion: string;
      onObject: (object: PlainObject) => void;
    },
  ): Promise<() => Promise<void>> {
    const agent = new Agent({
      connect: { ca: readFileSync(this.#cluster.caFile, 'utf8') },
      bodyTimeout: 0,
    });
    const { body } = await this.#send(
      `${path}?watch=true&resourceVersion=${options.resourceVersion}`,
      { dispatcher: agent },
    );
    const lines = createInterface({ input: body });
    lines.on('line', line => options.onObject(JSON.parse(line).object));
    // Its end is a broken connection.
    lines.on('error', () => {});
    body.on('error', () => {});
    return () => agent.destroy();
  }

  /** Writes the message of every condition of a Machine anew. */
  async touch(machine: PlainObject, message: string): Promise<void> {
    const status = withMessage(machine.status, message);
    await this.#patch(machine, '/status', { status });
  }

  /** Changes of a Machine what nobody reads. */
  async annotate(machine: PlainObject, text: string): Promise<void> {
    const annotations = { 'bench.example.com/touched': text };
    await this.#patch(machine, '', { metadata: { annotations } });
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  async #patch(
    { metadata }: PlainObject,
    subresource: string,
    patch: object,
  ): Promise<void> {
    const { namespace, name } = metadata;
    const path = this.machines.replace(
      '/machines',
      `/namespaces/${namespace}/machines/${name}${subresource}`,
    );
    const { statusCode, body } = await this.#send(path, {
      method: 'PATCH',
      token: 'admin',
      contentType: 'application/merge-patch+json',
      body: JSON.stringify(patch),
    });
    const text = await body.text();
    if (statusCode !== 200) {
      throw new Error(
        `PATCH ${path} of ${this.name}: ${statusCode} ${text.slice(0, 300)}`,
      );
    }
  }

  async #read<T>(path: string): Promise<T> {
    for (;;) {
      const { statusCode, body } = await this.#send(path);
      const text = await body.text();
      if (statusCode === 200) {
        return JSON.parse(text);
      }
      // At the first use of a kind.
      if (statusCode !== 429) {
        throw new Error(`GET ${path} of ${this.name}: ${statusCode}`);
      }
      await pause(100);
    }
  }

  async #send(
    path: string,
    options: {
      method?: 'GET' | 'PATCH';
      token?: string;
      contentType?: string;
      body?: string;
      dispatcher?: Agent;
    } = {},
  ) {
    const { method = 'GET', token = 'portal', contentType, body } = options;
    return request(`${this.url}${path}`, {
      method,
      dispatcher: options.dispatcher ?? this.#agent,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${this.#cluster.tokens[token]}`,
        ...(contentType && { 'content-type': contentType }),
      },
      body,
    });
  }
}

/** Conditions are in two places, depending on the generation. */
function withMessage(status: unknown, message: string): unknown {
  if (Array.isArray(status)) {
    return status.map(condition => ({ ...condition, message }));
  }
  const { conditions, v1beta2, deprecated } = Object(status);
  return {
    ...(conditions && { conditions: withMessage(conditions, message) }),
    ...(v1beta2 && { v1beta2: withMessage(v1beta2, message) }),
    ...(deprecated?.v1beta1 && {
      deprecated: { v1beta1: withMessage(deprecated.v1beta1, message) },
    }),
  };
}
