import { wireKamajiControlPlane } from '../wire/kamajiControlPlane';
import { ControlPlaneFacts } from './facts';
import { normaliseConditions } from './normaliseConditions';
import { toObjectFacts } from './toObjectFacts';

/** A KamajiControlPlane. Throws where the object has no name. */
export function toControlPlane(object: unknown): ControlPlaneFacts {
  const { metadata, spec, status } = wireKamajiControlPlane.parse(object);
  return {
    ...toObjectFacts(metadata),
    replicas: spec?.replicas,
    readyReplicas: status?.readyReplicas,
    version: status?.version ?? spec?.version,
    initialized:
      status?.initialization?.controlPlaneInitialized ??
      status?.initialized ??
      false,
    conditions: normaliseConditions(status),
  };
}
