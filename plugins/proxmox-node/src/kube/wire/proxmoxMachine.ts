import { z } from 'zod/v4';
import {
  listOf,
  part,
  text,
  whole,
  wireConditions,
  wireMetadata,
  yesOrNo,
} from './fields';

/** ProxmoxMachine of capmox, v1alpha1 and v1alpha2. */
export const wireProxmoxMachine = z.object({
  metadata: wireMetadata,
  spec: part({ virtualMachineID: whole, providerID: text }),
  status: part({
    conditions: wireConditions,
    proxmoxNode: text,
    taskRef: text,
    addresses: listOf(z.object({ type: z.string(), address: z.string() })),
    /** v1alpha1. */
    ready: yesOrNo,
    failureReason: text,
    failureMessage: text,
    /** v1alpha2. */
    initialization: part({ provisioned: yesOrNo }),
  }),
});
