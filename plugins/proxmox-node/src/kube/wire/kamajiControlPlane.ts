import { z } from 'zod/v4';
import {
  part,
  text,
  whole,
  wireConditions,
  wireMetadata,
  yesOrNo,
} from './fields';

/** KamajiControlPlane, `controlplane.cluster.x-k8s.io` v1alpha1 and v1alpha2. */
export const wireKamajiControlPlane = z.object({
  metadata: wireMetadata,
  spec: part({ replicas: whole, version: text }),
  status: part({
    conditions: wireConditions,
    readyReplicas: whole,
    version: text,
    /** v1alpha1. */
    initialized: yesOrNo,
    ready: yesOrNo,
    /** v1alpha2. */
    initialization: part({ controlPlaneInitialized: yesOrNo }),
  }),
});
