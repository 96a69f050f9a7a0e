import { z } from 'zod/v4';
import { part, wireConditions, wireMetadata, wireReference } from './fields';

/** IPAddressClaim, `ipam.cluster.x-k8s.io`. */
export const wireIpAddressClaim = z.object({
  metadata: wireMetadata,
  spec: part({ poolRef: wireReference }),
  status: part({
    conditions: wireConditions,
    addressRef: part({ name: z.string() }),
  }),
});
