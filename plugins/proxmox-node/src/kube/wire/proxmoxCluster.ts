import { z } from 'zod/v4';
import { part, wireConditions, wireMetadata, yesOrNo } from './fields';

/** ProxmoxCluster of capmox, v1alpha1 and v1alpha2. */
export const wireProxmoxCluster = z.object({
  metadata: wireMetadata,
  status: part({
    conditions: wireConditions,
    /** v1alpha1. */
    ready: yesOrNo,
    /** v1alpha2. */
    initialization: part({ provisioned: yesOrNo }),
  }),
});
