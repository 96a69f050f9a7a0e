import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { apiVersionOf, buildReference } from './apiVersions';
import { buildMetadata, COMPONENT_ANNOTATION } from './buildMetadata';
import { KubeManifest } from './KubeManifest';
import { TenantClusterPlan } from './TenantClusterPlan';

const DEFAULT_POD_CIDR = '10.244.0.0/16';
const DEFAULT_SERVICE_CIDR = '10.96.0.0/16';

/** The Cluster: what the others hang on, and the only object that is deleted to be rid of them all. */
export function buildCluster(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
): KubeManifest {
  const { spec, settings } = plan;
  const { podCidr, serviceCidr } = settings;
  const metadata = buildMetadata(plan, spec.name);
  return {
    apiVersion: apiVersionOf(stack, 'cluster'),
    kind: 'Cluster',
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        ...(spec.component ? { [COMPONENT_ANNOTATION]: spec.component } : {}),
      },
    },
    spec: {
      clusterNetwork: {
        pods: { cidrBlocks: [podCidr ?? DEFAULT_POD_CIDR] },
        services: { cidrBlocks: [serviceCidr ?? DEFAULT_SERVICE_CIDR] },
      },
      controlPlaneRef: buildReference(stack, {
        group: 'controlPlane',
        kind: 'KamajiControlPlane',
        name: spec.name,
      }),
      infrastructureRef: buildReference(stack, {
        group: 'infrastructure',
        kind: 'ProxmoxCluster',
        name: spec.name,
      }),
    },
  };
}
