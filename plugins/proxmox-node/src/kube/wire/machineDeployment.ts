import { z } from 'zod/v4';
import { coreConditions, part, text, whole, wireMetadata } from './fields';

/** MachineDeployment, `cluster.x-k8s.io` v1beta1 and v1beta2. */
export const wireMachineDeployment = z.object({
  metadata: wireMetadata,
  spec: part({
    clusterName: text,
    replicas: whole,
    template: part({ spec: part({ version: text }) }),
  }),
  status: part({
    ...coreConditions,
    readyReplicas: whole,
    /** v1beta1. */
    updatedReplicas: whole,
    /** v1beta2. */
    upToDateReplicas: whole,
  }),
});
