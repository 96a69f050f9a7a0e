import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Order } from '@rackstage/plugin-proxmox-common';
import express from 'express';

/**
 * Carries out something about an order and leaves a trail of it with its caller, also where it was refused. Names only:
 * what is created may hold secrets.
 */
export async function auditOrder<T extends { order: Order }>(
  event: {
    auditor: AuditorService;
    /** Without it the actor would be the plugin. */
    request: express.Request;
    eventId:
      | 'order-create'
      | 'order-resume'
      | 'order-clean-up'
      | 'order-cancel';
    meta: JsonObject;
  },
  carryOut: () => Promise<T>,
): Promise<T> {
  const { auditor, request, eventId, meta } = event;
  const trail = await auditor.createEvent({
    eventId,
    request,
    severityLevel: 'medium',
    meta,
  });
  try {
    const result = await carryOut();
    await trail.success({ meta: describeOrder(result.order) });
    return result;
  } catch (error) {
    await trail.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}

/**
 * Leaves a trail of what the service did for an order that it had accepted; the actor is the plugin, and whoever ordered
 * is named.
 */
export async function auditOutcome(
  auditor: AuditorService,
  order: Order,
): Promise<void> {
  const { state, requestedBy, message } = order;
  const trail = await auditor.createEvent({
    eventId: 'order-state',
    severityLevel: 'medium',
    meta: { ...describeOrder(order), state, requestedBy },
  });
  if (state === 'failed') {
    await trail.fail({ error: new Error(message) });
  } else {
    await trail.success();
  }
}

function describeOrder({ id, spec, things }: Order): JsonObject {
  const { managementCluster, tenant, name } = spec;
  return {
    orderId: id,
    managementCluster,
    tenant,
    name,
    objects: things.map(thing =>
      [thing.kind, thing.name, thing.uid].filter(Boolean).join(' '),
    ),
  };
}
