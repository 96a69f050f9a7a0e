import { z } from 'zod/v4';
import {
  coreConditions,
  part,
  text,
  wireEndpoint,
  wireMetadata,
  wireReference,
  yesOrNo,
} from './fields';

/** Cluster, `cluster.x-k8s.io` v1beta1 and v1beta2. */
export const wireCluster = z.object({
  metadata: wireMetadata,
  spec: part({
    paused: yesOrNo,
    controlPlaneEndpoint: wireEndpoint,
    controlPlaneRef: wireReference,
    infrastructureRef: wireReference,
    topology: part({ version: text }),
  }),
  status: part({
    ...coreConditions,
    phase: text,
    /** v1beta1. */
    infrastructureReady: yesOrNo,
    controlPlaneReady: yesOrNo,
    /** v1beta2. */
    initialization: part({
      infrastructureProvisioned: yesOrNo,
      controlPlaneInitialized: yesOrNo,
    }),
  }),
});
