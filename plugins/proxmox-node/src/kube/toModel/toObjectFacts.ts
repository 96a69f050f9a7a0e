import { WireMetadata } from '../wire/fields';
import { ObjectFacts } from './facts';

/** What every object has. */
export function toObjectFacts(metadata: WireMetadata): ObjectFacts {
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    createdAt: metadata.creationTimestamp,
    deletingSince: metadata.deletionTimestamp,
  };
}

/** Label that ties every object of a cluster to it. */
export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';
