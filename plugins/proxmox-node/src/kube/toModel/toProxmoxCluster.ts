import { wireProxmoxCluster } from '../wire/proxmoxCluster';
import { ProxmoxClusterFacts } from './facts';
import { normaliseConditions } from './normaliseConditions';
import { toObjectFacts } from './toObjectFacts';

/** Throws where the object has no name. */
export function toProxmoxCluster(object: unknown): ProxmoxClusterFacts {
  const { metadata, status } = wireProxmoxCluster.parse(object);
  return {
    ...toObjectFacts(metadata),
    provisioned: status?.initialization?.provisioned ?? status?.ready ?? false,
    conditions: normaliseConditions(status),
  };
}
