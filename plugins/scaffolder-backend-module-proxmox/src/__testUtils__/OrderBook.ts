import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  createOrderRequestSchema,
  Order,
  OrderLogAnswer,
  PreflightAnswer,
  tenantClusterOrderSpecSchema,
} from '@rackstage/plugin-proxmox-common';
import express from 'express';

type Ending = Pick<Order, 'state'> & Partial<Order>;

/**
 * What proxmox-backend promises in its contract, kept in memory: the other side of the action where a test wants to
 * say when an order goes on, fails or is refused.
 */
export class OrderBook {
  readonly orders = new Map<string, Order>();
  readonly callers: string[] = [];
  /** Answer of the preflight. */
  preflight: PreflightAnswer = { passed: true, checks: [] };
  /** Why new orders are refused. */
  refusal?: Error;
  /** So many requests are answered as by a backend that is starting. */
  outages = 0;
  readonly #keys = new Map<string, string>();
  readonly #logs = new Map<string, OrderLogAnswer['lines']>();

  write(id: string, ...texts: string[]) {
    const lines = this.#logs.get(id) ?? [];
    texts.forEach(text =>
      lines.push({ n: lines.length + 1, at: new Date().toISOString(), text }),
    );
    this.#logs.set(id, lines);
  }

  end(id: string, ending: Ending) {
    this.orders.set(id, { ...this.#find(id), ...ending });
  }

  /** The plugin `proxmox`, for `startTestBackend`. */
  get plugin() {
    return createBackendPlugin({
      pluginId: 'proxmox',
      register: reg => {
        reg.registerInit({
          deps: {
            router: coreServices.httpRouter,
            httpAuth: coreServices.httpAuth,
          },
          init: async ({ router, httpAuth }) => {
            const routes = express.Router();
            routes.use(express.json());
            routes.use((request, _response, next) => {
              httpAuth
                .credentials(request, { allow: ['user'] })
                .then(({ principal }) => {
                  this.callers.push(principal.userEntityRef);
                  if (this.outages > 0) {
                    this.outages -= 1;
                    throw new ServiceUnavailableError('Not started yet');
                  }
                })
                .then(() => next(), next);
            });
            this.#addRoutes(routes);
            router.use(routes);
          },
        });
      },
    });
  }

  #addRoutes(routes: express.Router) {
    routes.post('/v1/orders/tenant-cluster/preflight', (request, response) => {
      tenantClusterOrderSpecSchema.parse(request.body.spec);
      response.json(this.preflight);
    });
    routes.post('/v1/orders/tenant-cluster', (request, response) => {
      if (this.refusal) {
        throw this.refusal;
      }
      const { idempotencyKey, spec } = createOrderRequestSchema.parse(
        request.body,
      );
      const known = this.#keys.get(idempotencyKey);
      if (!known) {
        const id = `order-${this.orders.size + 1}`;
        this.#keys.set(idempotencyKey, id);
        this.orders.set(id, createOrder(id, spec));
        this.write(id, 'Accepted');
      }
      const id = known ?? this.#keys.get(idempotencyKey)!;
      response.status(known ? 200 : 201).json(this.#find(id));
    });
    routes.get('/v1/orders/:id', ({ params }, response) => {
      response.json(this.#find(params.id));
    });
    routes.get('/v1/orders/:id/log', ({ params, query }, response) => {
      const { state } = this.#find(params.id);
      const lines = (this.#logs.get(params.id) ?? []).filter(
        ({ n }) => n > Number(query.after ?? 0),
      );
      response.json({ lines, state });
    });
    routes.post('/v1/orders/:id/resume', ({ params }, response) => {
      const order = this.#find(params.id);
      if (order.state !== 'failed') {
        throw new ConflictError(`Order ${order.id} is ${order.state}`);
      }
      this.end(order.id, { state: 'applying', message: undefined });
      this.write(order.id, 'Resumed');
      response.json(this.#find(order.id));
    });
  }

  #find(id: string): Order {
    const order = this.orders.get(id);
    if (!order) {
      throw new NotFoundError(`No order ${id}`);
    }
    return order;
  }
}

/** What the routes answer where the preflight finds faults. */
export const refusedByPreflight = new InputError(
  "proxmox.template: Template 9000 has the QEMU guest agent off. Set 'qm set 9000 --agent 1'.; network.addresses: The range holds 1 addresses. Give a larger range.",
);

export const refusedByPolicy = new NotAllowedError(
  'You may not order in tenant-team-b of mgmt-a. Ask its owner.',
);

function createOrder(id: string, spec: Order['spec']): Order {
  const now = new Date().toISOString();
  return {
    id,
    kind: 'tenant-cluster',
    state: 'accepted',
    requestedBy: 'user:default/mock',
    owner: 'group:default/team-a',
    spec,
    things: [],
    diagnoses: [],
    entityRef: `resource:default/${spec.managementCluster}-cluster-${spec.tenant}-${spec.name}`,
    createdAt: now,
    updatedAt: now,
  };
}
