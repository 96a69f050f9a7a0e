import { ResponseError } from '@backstage/errors';
import { z } from 'zod/v4';
import { GuestType, TenantCluster } from '../model';
import {
  CreateOrderRequest,
  OptionNoun,
  OptionsQuery,
  OrdersQuery,
  TenantClusterOrderSpec,
  optionsAnswerSchema,
  orderLogAnswerSchema,
  orderSchema,
  ordersAnswerSchema,
  preflightAnswerSchema,
} from './orders';
import {
  GuestsQuery,
  guestAnswerSchema,
  guestDetailsAnswerSchema,
  guestsAnswerSchema,
  networksAnswerSchema,
  nodesAnswerSchema,
  sourcesAnswerSchema,
  storagesAnswerSchema,
  taskLogAnswerSchema,
  tasksAnswerSchema,
} from './schemas';
import {
  tenantClusterAnswerSchema,
  tenantClustersAnswerSchema,
} from './tenantClusters';

/** The identity of a guest inside the portal. @public */
export interface GuestId {
  source: string;
  type: GuestType;
  vmid: number;
}

/** The identity of a tenant cluster inside the portal; `source` is its management cluster. @public */
export type TenantClusterId = Pick<
  TenantCluster,
  'source' | 'namespace' | 'name'
>;

/**
 * Typed client of proxmox-backend for browser and server. Every answer is parsed; what does not fit
 * the contract is an error. Throws `ResponseError` for answers that are no success.
 *
 * @public
 */
export class ProxmoxClient {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  getSources(signal?: AbortSignal) {
    return this.#get('/v1/sources', sourcesAnswerSchema, { signal });
  }

  getGuests(query: GuestsQuery, signal?: AbortSignal) {
    return this.#get('/v1/guests', guestsAnswerSchema, { query, signal });
  }

  getGuest(id: GuestId, signal?: AbortSignal) {
    return this.#get(guestPath(id), guestAnswerSchema, { signal });
  }

  getGuestDetails(id: GuestId, signal?: AbortSignal) {
    return this.#get(`${guestPath(id)}/details`, guestDetailsAnswerSchema, {
      signal,
    });
  }

  getGuestTasks(id: GuestId, signal?: AbortSignal) {
    return this.#get(`${guestPath(id)}/tasks`, tasksAnswerSchema, { signal });
  }

  getTaskLog(
    id: GuestId,
    options: { upid: string; start?: number; limit?: number },
    signal?: AbortSignal,
  ) {
    const { upid, ...query } = options;
    return this.#get(
      `${guestPath(id)}/tasks/${encodeURIComponent(upid)}/log`,
      taskLogAnswerSchema,
      { query, signal },
    );
  }

  getNodes(query: { source?: string }, signal?: AbortSignal) {
    return this.#get('/v1/nodes', nodesAnswerSchema, { query, signal });
  }

  getStorages(query: { source?: string }, signal?: AbortSignal) {
    return this.#get('/v1/storages', storagesAnswerSchema, { query, signal });
  }

  getNetworks(query: { source?: string }, signal?: AbortSignal) {
    return this.#get('/v1/networks', networksAnswerSchema, { query, signal });
  }

  getTenantClusters(query: { source?: string }, signal?: AbortSignal) {
    return this.#get('/v1/tenant-clusters', tenantClustersAnswerSchema, {
      query,
      signal,
    });
  }

  getTenantCluster(id: TenantClusterId, signal?: AbortSignal) {
    const path = [id.source, id.namespace, id.name]
      .map(encodeURIComponent)
      .join('/');
    return this.#get(`/v1/tenant-clusters/${path}`, tenantClusterAnswerSchema, {
      signal,
    });
  }

  /** What can be chosen in a form at present; `query` holds what was chosen before. */
  getOptions(noun: OptionNoun, query: OptionsQuery, signal?: AbortSignal) {
    return this.#get(`/v1/options/${noun}`, optionsAnswerSchema, {
      query,
      signal,
    });
  }

  /** Whether the order can end well, and the manifests it would apply; nothing is created. */
  checkTenantClusterOrder(spec: TenantClusterOrderSpec, signal?: AbortSignal) {
    return this.#post(
      '/v1/orders/tenant-cluster/preflight',
      preflightAnswerSchema,
      { body: { spec }, signal },
    );
  }

  /** Repeated with the same key it answers the same order. */
  orderTenantCluster(request: CreateOrderRequest, signal?: AbortSignal) {
    return this.#post('/v1/orders/tenant-cluster', orderSchema, {
      body: request,
      signal,
    });
  }

  getOrders(query: OrdersQuery = {}, signal?: AbortSignal) {
    return this.#get('/v1/orders', ordersAnswerSchema, { query, signal });
  }

  getOrder(id: string, signal?: AbortSignal) {
    return this.#get(orderPath(id), orderSchema, { signal });
  }

  /** The lines after number `after`; all of them without it. */
  getOrderLog(
    id: string,
    query: { after?: number } = {},
    signal?: AbortSignal,
  ) {
    return this.#get(`${orderPath(id)}/log`, orderLogAnswerSchema, {
      query,
      signal,
    });
  }

  /** Lets a failed order go on from where it failed. */
  resumeOrder(id: string, signal?: AbortSignal) {
    return this.#post(`${orderPath(id)}/resume`, orderSchema, { signal });
  }

  /** Lets the service delete what a failed order created. */
  cleanUpOrder(id: string, signal?: AbortSignal) {
    return this.#post(`${orderPath(id)}/clean-up`, orderSchema, { signal });
  }

  /** Ends the work on an order that is not ready yet; it counts as failed then. */
  cancelOrder(id: string, signal?: AbortSignal) {
    return this.#post(`${orderPath(id)}/cancel`, orderSchema, { signal });
  }

  /**
   * Says that somebody looks at a source, so that it is read at the active interval for the next
   * minute; pages renew it about every 30 s.
   */
  async renewInterest(source: string, signal?: AbortSignal): Promise<void> {
    await this.#request(`/v1/sources/${encodeURIComponent(source)}/interest`, {
      method: 'POST',
      signal,
    });
  }

  async #get<T extends z.ZodType>(
    path: string,
    schema: T,
    options: { query?: object; signal?: AbortSignal },
  ): Promise<z.infer<T>> {
    const { query, signal } = options;
    const response = await this.#request(`${path}${toQueryString(query)}`, {
      signal,
    });
    return schema.parse(await response.json());
  }

  async #post<T extends z.ZodType>(
    path: string,
    schema: T,
    options: { body?: object; signal?: AbortSignal },
  ): Promise<z.infer<T>> {
    const response = await this.#request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(options.body ?? {}),
      signal: options.signal,
    });
    return schema.parse(await response.json());
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('proxmox');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function orderPath(id: string): string {
  return `/v1/orders/${encodeURIComponent(id)}`;
}

function guestPath(id: GuestId): string {
  return `/v1/guests/${encodeURIComponent(id.source)}/${id.type}/${id.vmid}`;
}

function toQueryString(query: object = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      parameters.set(key, String(value));
    }
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
