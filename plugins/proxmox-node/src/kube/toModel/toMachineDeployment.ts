import { wireMachineDeployment } from '../wire/machineDeployment';
import { MachineDeploymentFacts } from './facts';
import { normaliseConditions } from './normaliseConditions';
import { CLUSTER_NAME_LABEL, toObjectFacts } from './toObjectFacts';

/** Throws where the object has no name. */
export function toMachineDeployment(object: unknown): MachineDeploymentFacts {
  const { metadata, spec, status } = wireMachineDeployment.parse(object);
  return {
    ...toObjectFacts(metadata),
    cluster: spec?.clusterName ?? metadata.labels[CLUSTER_NAME_LABEL] ?? '',
    replicas: spec?.replicas ?? 1,
    readyReplicas: status?.readyReplicas ?? 0,
    upToDateReplicas: status?.upToDateReplicas ?? status?.updatedReplicas ?? 0,
    version: spec?.template?.spec?.version,
    conditions: normaliseConditions(status),
  };
}
