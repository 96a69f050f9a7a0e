import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ForwardedError, ResponseError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ActionContext,
  createTemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import {
  buildTenantClusterOrderSpec,
  ProxmoxClient,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { defaultPatience, Patience } from '../orders/askPatiently';
import { checkOrder } from '../orders/checkOrder';
import { createCallerClient } from '../orders/createCallerClient';
import { explainFailure } from '../orders/explainFailure';
import { followOrder } from '../orders/followOrder';
import { placeOrder } from '../orders/placeOrder';
import { waitForEntity } from '../orders/waitForEntity';
import { withoutStack } from '../orders/withoutStack';
import { examples } from './orderTenantCluster.examples';
import { inputSchema, outputSchema } from './orderTenantCluster.schema';

type OrderContext = Pick<
  ActionContext<JsonObject>,
  | 'input'
  | 'task'
  | 'step'
  | 'each'
  | 'isDryRun'
  | 'logger'
  | 'signal'
  | 'output'
  | 'getInitiatorCredentials'
>;

interface Collaborators {
  auth: Pick<AuthService, 'getPluginRequestToken'>;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  config: Config;
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
  /** Shorter in tests. */
  patience?: Patience;
}

/** The action `proxmox:tenant-cluster:order`. */
export function createOrderTenantClusterAction(collaborators: Collaborators) {
  return createTemplateAction({
    id: 'proxmox:tenant-cluster:order',
    description:
      'Orders a tenant Kubernetes cluster on Proxmox VE, follows it until it is ready, and says why where it is not.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      try {
        await run(collaborators, ctx);
      } catch (error) {
        throw withoutStack(error);
      }
    },
  });
}

async function run(
  {
    auth,
    catalog,
    config,
    discovery,
    patience = defaultPatience,
  }: Collaborators,
  ctx: OrderContext,
): Promise<void> {
  const spec = buildTenantClusterOrderSpec(ctx.input);
  const client = createCallerClient({
    auth,
    discovery,
    getCredentials: () => ctx.getInitiatorCredentials(),
  });
  ctx.output('managementCluster', spec.managementCluster);
  ctx.output('tenant', spec.tenant);
  ctx.output('name', spec.name);
  if (ctx.isDryRun) {
    const { logger, signal } = ctx;
    await checkOrder({ client, spec, logger, patience, signal });
  } else {
    await order({ catalog, config, patience, ctx, client, spec });
  }
}

async function order(options: {
  ctx: OrderContext;
  client: ProxmoxClient;
  spec: TenantClusterOrderSpec;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  config: Config;
  patience: Patience;
}): Promise<void> {
  const { ctx, client, spec, catalog, config, patience } = options;
  const { logger, signal } = ctx;
  const { order: placed, after } = await placeOrder({
    client,
    request: { idempotencyKey: identifyStep(ctx), spec },
    logger,
    patience,
    signal,
  });
  const { id, entityRef } = placed;
  const orderUrl = createOrderUrl(config, id);
  ctx.output('orderId', id);
  ctx.output('entityRef', entityRef);
  ctx.output('orderUrl', orderUrl);
  logger.info(`Following the order ${id}: ${orderUrl}`);
  try {
    const ended = await followOrder({
      client,
      id,
      after,
      logger,
      patience,
      signal,
    });
    if (ended.state !== 'ready') {
      throw new Error(explainFailure(ended, orderUrl));
    }
    await waitForEntity({
      catalog,
      entityRef,
      getCredentials: () => ctx.getInitiatorCredentials(),
      logger,
      patience,
      signal,
    });
  } catch (error) {
    throw explainStop(error, { id, orderUrl, isCancelled: signal?.aborted });
  }
}

/** The same for a task that runs again, another for each step and each iteration of a step. */
function identifyStep({ task, step, each }: OrderContext): string {
  const iteration = each ? [`${each.key}`] : [];
  return ['scaffolder', task.id, step?.id ?? 'order', ...iteration].join('/');
}

function createOrderUrl(config: Config, id: string): string {
  const baseUrl = config.getOptionalString('app.baseUrl') ?? '';
  return `${baseUrl.replace(/\/$/, '')}/proxmox/orders/${id}`;
}

/** An order does not end because nobody follows it any more; whoever reads the task must know that. */
function explainStop(
  error: unknown,
  options: { id: string; orderUrl: string; isCancelled?: boolean },
): unknown {
  const { id, orderUrl, isCancelled } = options;
  if (isCancelled) {
    return new Error(
      `This task no longer follows the order ${id}. The order itself goes on: watch it, or clean up once it has failed, at ${orderUrl}`,
    );
  }
  if (error instanceof ResponseError) {
    return new ForwardedError(
      `The order ${id} can no longer be followed, and goes on by itself: ${orderUrl}`,
      error.cause,
    );
  }
  return error;
}
