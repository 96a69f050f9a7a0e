import { z } from 'zod/v4';
import {
  coreConditions,
  part,
  text,
  wireMetadata,
  wireReference,
} from './fields';

/** Machine, `cluster.x-k8s.io` v1beta1 and v1beta2. */
export const wireMachine = z.object({
  metadata: wireMetadata,
  spec: part({
    clusterName: text,
    providerID: text,
    version: text,
    infrastructureRef: wireReference,
  }),
  status: part({
    ...coreConditions,
    phase: text,
    nodeRef: part({ name: z.string() }),
    nodeInfo: part({ systemUUID: text }),
  }),
});
