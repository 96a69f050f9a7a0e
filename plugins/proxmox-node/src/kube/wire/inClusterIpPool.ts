import { z } from 'zod/v4';
import { listOf, part, whole, wireMetadata } from './fields';

/** InClusterIPPool, `ipam.cluster.x-k8s.io`. */
export const wireInClusterIpPool = z.object({
  metadata: wireMetadata,
  spec: part({ addresses: listOf(z.string()) }),
  status: part({
    ipAddresses: part({
      total: whole,
      used: whole,
      free: whole,
      outOfRange: whole,
    }),
  }),
});
