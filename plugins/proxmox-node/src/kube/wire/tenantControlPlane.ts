import { z } from 'zod/v4';
import { listOf, part, text, wireMetadata } from './fields';

/** TenantControlPlane of Kamaji, v1alpha1. It has no conditions. */
export const wireTenantControlPlane = z.object({
  metadata: wireMetadata,
  status: part({
    controlPlaneEndpoint: text,
    storage: part({ dataStoreName: text }),
    kubernetesResources: part({
      version: part({ version: text, status: text }),
      service: part({
        name: text,
        loadBalancer: part({
          ingress: listOf(z.object({ ip: text, hostname: text })),
        }),
      }),
    }),
  }),
});
