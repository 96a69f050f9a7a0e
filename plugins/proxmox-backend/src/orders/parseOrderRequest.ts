import { InputError, NotFoundError } from '@backstage/errors';
import {
  createOrderRequestSchema,
  CreateOrderRequest,
} from '@rackstage/plugin-proxmox-common';
import { z } from 'zod/v4';
import { parseOrderSpec } from './parseOrderSpec';

const envelopes = {
  spec: z.strictObject({ spec: z.unknown() }),
  request: z.strictObject({
    idempotencyKey: createOrderRequestSchema.shape.idempotencyKey,
    spec: z.unknown(),
  }),
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const nameOfKubernetes = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Reads `{ spec }`. Throws InputError that names every wrong field. */
export function parsePreflightRequest(body: unknown) {
  const { spec } = parseEnvelope(envelopes.spec, body);
  return parseSpec(spec);
}

/** Reads `{ idempotencyKey, spec }`. Throws InputError that names every wrong field. */
export function parseOrderRequest(body: unknown): CreateOrderRequest {
  const { idempotencyKey, spec } = parseEnvelope(envelopes.request, body);
  return { idempotencyKey, spec: parseSpec(spec) };
}

/** Reads the id of an order from a path. What cannot be one is not found. */
export function parseOrderId(id: string): string {
  if (!uuid.test(id)) {
    throw new NotFoundError(
      `There is no order '${id.slice(0, 80)}', or you may not read it.`,
    );
  }
  return id;
}

/** The names decide on the permission and on where it is written, so they are what Kubernetes could have. */
function parseSpec(body: unknown) {
  const spec = parseOrderSpec(body);
  for (const field of ['managementCluster', 'tenant'] as const) {
    if (!nameOfKubernetes.test(spec[field])) {
      throw new InputError(
        `${field}: '${spec[field].slice(
          0,
          80,
        )}' is no name; expected lower-case letters, digits and hyphens`,
      );
    }
  }
  return spec;
}

function parseEnvelope<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
        .join('; '),
    );
  }
  return result.data;
}
