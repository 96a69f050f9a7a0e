import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  ForwardedError,
  InputError,
  ResponseError,
} from '@backstage/errors';
import {
  CreateOrderRequest,
  Order,
  ProxmoxClient,
} from '@rackstage/plugin-proxmox-common';
import { askPatiently, Patience } from './askPatiently';

/** An order that is under way, and the last line of its log that belongs to an earlier run. */
export interface PlacedOrder {
  order: Order;
  after?: number;
}

/**
 * Places the order, or finds it where this step of this task has placed it before. A second run of a task is a wish to
 * try again, so an order that has failed is resumed.
 *
 * Throws `InputError` with every field and reason where the preflight refuses, `ConflictError` where the order was
 * cleaned up.
 */
export async function placeOrder(options: {
  client: ProxmoxClient;
  request: CreateOrderRequest;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  patience: Patience;
  signal?: AbortSignal;
}): Promise<PlacedOrder> {
  const { client, request, logger } = options;
  // Without the signal: whether an order was accepted whose answer is not awaited would not be known.
  const order = await askPatiently(
    () => client.orderTenantCluster(request),
    options,
  ).catch(refuse);
  if (order.state === 'cleaned-up' || order.state === 'cleaning-up') {
    throw new ConflictError(
      `The order ${order.id} of this task has been cleaned up. Start the template again for a new order.`,
    );
  }
  if (order.state !== 'failed') {
    return { order };
  }
  const { lines } = await client.getOrderLog(order.id);
  logger.info(
    `The order ${order.id} of this task failed before and is resumed${
      order.message ? `; it said: ${order.message}` : '.'
    }`,
  );
  return {
    order: await client.resumeOrder(order.id),
    after: lines.at(-1)?.n,
  };
}

function refuse(error: unknown): never {
  if (!(error instanceof ResponseError)) {
    throw error;
  }
  if (error.statusCode === 400) {
    throw new InputError(
      `The order was refused, and nothing was created. ${error.cause.message}`,
    );
  }
  throw new ForwardedError('The order was not accepted', error.cause);
}
