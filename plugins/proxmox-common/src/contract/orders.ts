import { z } from 'zod/v4';
import { diagnosisSchema } from '../health';
import { clusterApiStackSchema } from '../model';

const dnsLabel = z
  .string()
  .max(40)
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, {
    message:
      'must be a DNS label: lower-case letters, digits and hyphens, beginning with a letter, at most 40 characters',
  });

/** What a developer orders: one tenant cluster with one pool of workers. @public */
export const tenantClusterOrderSpecSchema = z.object({
  managementCluster: z.string(),
  /** Namespace of the tenant. */
  tenant: z.string(),
  name: dnsLabel,
  version: z.string().regex(/^v\d+\.\d+\.\d+$/, {
    message: 'must be a Kubernetes version such as v1.33.3',
  }),
  /** Entity ref of the Component that the cluster is for. */
  component: z.string().optional(),
  controlPlaneReplicas: z.number().int().min(1).max(5).default(2),
  pool: z.object({
    replicas: z.number().int().min(0).max(50),
    cores: z.number().int().min(1).max(128),
    memoryMiB: z
      .number()
      .int()
      .min(1024)
      .refine(value => value % 8 === 0, {
        message: 'must be a multiple of 8',
      }),
    diskGiB: z.number().int().min(5).max(4096),
  }),
  proxmox: z.object({
    source: z.string(),
    template: z.number().int(),
    storage: z.string(),
    bridge: z.string(),
    vlan: z.number().int().min(1).max(4094).optional(),
    /** Empty: the template's node. */
    nodes: z.array(z.string()).default([]),
  }),
  network: z.object({
    /** `10.0.0.150-10.0.0.180`, a single address, or CIDR. */
    addresses: z.string(),
    prefix: z.number().int().min(8).max(30),
    gateway: z.string(),
    dnsServers: z.array(z.string()).min(1),
  }),
});

/** @public */
export type TenantClusterOrderSpec = z.infer<
  typeof tenantClusterOrderSpecSchema
>;

/** @public */
export const preflightCheckSchema = z.object({
  id: z.string(),
  level: z.enum(['ok', 'warning', 'error']),
  /** Path in the order, `pool.memoryMiB`, where one field is to blame. */
  field: z.string().optional(),
  text: z.string(),
  nextStep: z.string().optional(),
});

/** @public */
export interface PreflightCheck extends z.infer<typeof preflightCheckSchema> {}

/** `POST /v1/orders/tenant-cluster/preflight`: nothing is created. @public */
export const preflightAnswerSchema = z.object({
  /** No check is an error. */
  passed: z.boolean(),
  checks: z.array(preflightCheckSchema),
  stack: clusterApiStackSchema.optional(),
  /** As they would be applied, secrets left out; YAML. */
  manifests: z.string().optional(),
});

/** @public */
export type PreflightAnswer = z.infer<typeof preflightAnswerSchema>;

/** @public */
export const orderStateSchema = z.enum([
  'accepted',
  'applying',
  'waiting',
  'ready',
  'failed',
  'cleaning-up',
  'cleaned-up',
]);

/** @public */
export type OrderState = z.infer<typeof orderStateSchema>;

/** @public */
export const orderedThingSchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  /** Set once it exists; nothing is deleted whose uid is another. */
  uid: z.string().optional(),
  state: z.enum(['planned', 'created', 'adopted', 'deleted']),
});

/** Something that an order creates, with the identity by which it is recognised. @public */
export interface OrderedThing extends z.infer<typeof orderedThingSchema> {}

/** @public */
export const orderSchema = z.object({
  id: z.string(),
  kind: z.literal('tenant-cluster'),
  state: orderStateSchema,
  /** User entity ref of whoever ordered. */
  requestedBy: z.string(),
  owner: z.string(),
  spec: tenantClusterOrderSpecSchema,
  things: z.array(orderedThingSchema),
  /** Why it failed or waits, in one sentence. */
  message: z.string().optional(),
  diagnoses: z.array(diagnosisSchema),
  entityRef: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** @public */
export interface Order extends z.infer<typeof orderSchema> {}

/** `POST /v1/orders/tenant-cluster`; the key makes a repeated request the same order. @public */
export const createOrderRequestSchema = z.object({
  idempotencyKey: z
    .string()
    .min(8)
    .max(200)
    .regex(/^\P{Cc}*$/u, { message: 'must not hold control characters' }),
  spec: tenantClusterOrderSpecSchema,
});

/** @public */
export type CreateOrderRequest = z.infer<typeof createOrderRequestSchema>;

/** Which orders are asked for; without a tenant all that the caller may see. @public */
export const ordersQuerySchema = z.object({
  managementCluster: z.string().optional(),
  tenant: z.string().optional(),
});

/** @public */
export type OrdersQuery = z.infer<typeof ordersQuerySchema>;

/** `GET /v1/orders` @public */
export const ordersAnswerSchema = z.object({ items: z.array(orderSchema) });

/** `GET /v1/orders/:id/log?after=` @public */
export const orderLogAnswerSchema = z.object({
  lines: z.array(z.object({ n: z.number(), at: z.string(), text: z.string() })),
  state: orderStateSchema,
});

/** @public */
export type OrderLogAnswer = z.infer<typeof orderLogAnswerSchema>;

/** What a form can ask choices for. @public */
export const optionNounSchema = z.enum([
  'management-clusters',
  'tenants',
  'proxmox-sources',
  'templates',
  'storages',
  'bridges',
  'nodes',
  'versions',
]);

/** @public */
export type OptionNoun = z.infer<typeof optionNounSchema>;

/** What was chosen before and narrows the choice. @public */
export const optionsQuerySchema = z.object({
  managementCluster: z.string().optional(),
  tenant: z.string().optional(),
  source: z.string().optional(),
  /** VMID. */
  template: z.string().optional(),
  node: z.string().optional(),
});

/** @public */
export type OptionsQuery = z.infer<typeof optionsQuerySchema>;

/** One live choice of a form. @public */
export const optionSchema = z.object({
  value: z.string(),
  label: z.string(),
  description: z.string().optional(),
  /** Why it cannot be chosen now. */
  disabledReason: z.string().optional(),
});

/** @public */
export interface Option extends z.infer<typeof optionSchema> {}

/** `GET /v1/options/:noun` @public */
export const optionsAnswerSchema = z.object({ items: z.array(optionSchema) });

/** @public */
export type OptionsAnswer = z.infer<typeof optionsAnswerSchema>;
