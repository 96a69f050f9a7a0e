import {
  Order,
  OrderLogAnswer,
  ordersAnswerSchema,
  ordersQuerySchema,
  PreflightAnswer,
} from '@rackstage/plugin-proxmox-common';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v4';
import { auditOrder } from '../orders/auditOrder';
import {
  parseOrderId,
  parseOrderRequest,
  parsePreflightRequest,
} from '../orders/parseOrderRequest';
import { parseQuery } from './parseRequest';
import { RouteOptions } from './RouteOptions';

const logQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});

/** `/v1/orders`: what people have ordered. */
export function createOrdersRouter(
  options: Pick<RouteOptions, 'httpAuth' | 'auditor' | 'orders'>,
): express.Router {
  const { httpAuth, auditor, orders } = options;
  const router = Router();
  router.use('/v1/orders', express.json());

  router.post(
    '/v1/orders/tenant-cluster/preflight',
    async (request, response) => {
      const caller = await httpAuth.credentials(request, { allow: ['user'] });
      const spec = parsePreflightRequest(request.body);
      const answer = await orders.preflight(caller, spec);
      response.json(answer satisfies PreflightAnswer);
    },
  );

  router.post('/v1/orders/tenant-cluster', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const body = parseOrderRequest(request.body);
    const { managementCluster, tenant, name } = body.spec;
    const { order, created } = await auditOrder(
      {
        auditor,
        request,
        eventId: 'order-create',
        meta: { managementCluster, tenant, name },
      },
      () => orders.create(caller, body),
    );
    response.status(created ? 201 : 200).json(order satisfies Order);
  });

  router.get('/v1/orders', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const query = parseQuery(ordersQuerySchema, request.query);
    const items = await orders.list(caller, query);
    response.json({ items } satisfies z.infer<typeof ordersAnswerSchema>);
  });

  router.get('/v1/orders/:id', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const id = parseOrderId(request.params.id);
    response.json((await orders.get(caller, id)) satisfies Order);
  });

  router.get('/v1/orders/:id/log', async (request, response) => {
    const caller = await httpAuth.credentials(request, { allow: ['user'] });
    const id = parseOrderId(request.params.id);
    const { after } = parseQuery(logQuerySchema, request.query);
    const answer = await orders.readLog(caller, id, after);
    response.json(answer satisfies OrderLogAnswer);
  });

  const decisions = {
    resume: orders.resume.bind(orders),
    'clean-up': orders.cleanUp.bind(orders),
    cancel: orders.cancel.bind(orders),
  };
  for (const name of ['resume', 'clean-up', 'cancel'] as const) {
    router.post(`/v1/orders/:id/${name}`, async (request, response) => {
      const caller = await httpAuth.credentials(request, { allow: ['user'] });
      const orderId = parseOrderId(request.params.id);
      const { order } = await auditOrder(
        { auditor, request, eventId: `order-${name}`, meta: { orderId } },
        async () => ({ order: await decisions[name](caller, orderId) }),
      );
      response.json(order satisfies Order);
    });
  }

  return router;
}
