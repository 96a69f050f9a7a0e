import { wireTenantControlPlane } from '../wire/tenantControlPlane';
import { TenantControlPlaneFacts } from './facts';
import { toObjectFacts } from './toObjectFacts';

/** Throws where the object has no name. */
export function toTenantControlPlane(object: unknown): TenantControlPlaneFacts {
  const { metadata, status } = wireTenantControlPlane.parse(object);
  const resources = status?.kubernetesResources;
  const ingress = resources?.service?.loadBalancer?.ingress ?? [];
  return {
    ...toObjectFacts(metadata),
    status: resources?.version?.status,
    version: resources?.version?.version,
    endpoint: status?.controlPlaneEndpoint || undefined,
    dataStore: status?.storage?.dataStoreName || undefined,
    serviceAddresses: ingress.flatMap(
      ({ ip, hostname }) => ip ?? hostname ?? [],
    ),
  };
}
