import { wireMachine } from '../wire/machine';
import { MachineFacts } from './facts';
import { normaliseConditions } from './normaliseConditions';
import { CLUSTER_NAME_LABEL, toObjectFacts } from './toObjectFacts';

const DEPLOYMENT_NAME_LABEL = 'cluster.x-k8s.io/deployment-name';

/** Throws where the object has no name. */
export function toMachine(object: unknown): MachineFacts {
  const { metadata, spec, status } = wireMachine.parse(object);
  return {
    ...toObjectFacts(metadata),
    cluster: spec?.clusterName ?? metadata.labels[CLUSTER_NAME_LABEL] ?? '',
    pool: metadata.labels[DEPLOYMENT_NAME_LABEL],
    phase: status?.phase,
    version: spec?.version,
    nodeName: status?.nodeRef?.name,
    providerId: spec?.providerID,
    systemUuid: status?.nodeInfo?.systemUUID,
    infrastructure: spec?.infrastructureRef,
    conditions: normaliseConditions(status),
  };
}
