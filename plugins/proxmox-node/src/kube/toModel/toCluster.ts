import { COMPONENT_ANNOTATION } from '../../manifests/buildMetadata';
import { parseComponentRef } from '../../manifests/parseComponentRef';
import { wireCluster } from '../wire/cluster';
import { ClusterFacts } from './facts';
import { normaliseConditions } from './normaliseConditions';
import { toObjectFacts } from './toObjectFacts';

const PAUSED_ANNOTATION = 'cluster.x-k8s.io/paused';

/** Throws where the object has no name. */
export function toCluster(object: unknown): ClusterFacts {
  const { metadata, spec, status } = wireCluster.parse(object);
  const newer = status?.initialization;
  return {
    ...toObjectFacts(metadata),
    // The annotation counts by its mere presence.
    paused: spec?.paused === true || PAUSED_ANNOTATION in metadata.annotations,
    component: parseComponentRef(
      metadata.annotations[COMPONENT_ANNOTATION] ?? '',
    ),
    phase: status?.phase,
    version: spec?.topology?.version,
    endpoint: spec?.controlPlaneEndpoint,
    controlPlane: spec?.controlPlaneRef,
    infrastructure: spec?.infrastructureRef,
    infrastructureProvisioned:
      newer?.infrastructureProvisioned ?? status?.infrastructureReady ?? false,
    controlPlaneInitialized:
      newer?.controlPlaneInitialized ?? status?.controlPlaneReady ?? false,
    conditions: normaliseConditions(status),
  };
}
