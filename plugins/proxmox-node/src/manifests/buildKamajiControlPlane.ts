import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { apiVersionOf } from './apiVersions';
import { buildMetadata } from './buildMetadata';
import { KubeManifest } from './KubeManifest';
import { TenantClusterPlan } from './TenantClusterPlan';

const DEFAULT_DATA_STORE = 'default';

/** The control plane, which runs as pods in the management cluster. */
export function buildKamajiControlPlane(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
): KubeManifest {
  const { spec, settings } = plan;
  const external = { extraArgs: ['--cloud-provider=external'] };
  return {
    apiVersion: apiVersionOf(stack, 'controlPlane'),
    kind: 'KamajiControlPlane',
    metadata: buildMetadata(plan, spec.name),
    spec: {
      version: spec.version,
      replicas: spec.controlPlaneReplicas,
      dataStoreName: settings.dataStore ?? DEFAULT_DATA_STORE,
      ...(settings.externalCloudProvider
        ? { apiServer: external, controllerManager: external }
        : {}),
      addons: { coreDNS: {}, kubeProxy: {}, konnectivity: {} },
      kubelet: {
        cgroupfs: 'systemd',
        preferredAddressTypes: ['InternalIP', 'ExternalIP', 'Hostname'],
      },
      network: {
        serviceType: 'LoadBalancer',
        ...(settings.loadBalancerPool
          ? {
              serviceAnnotations: {
                'metallb.io/address-pool': settings.loadBalancerPool,
              },
            }
          : {}),
        ...(settings.certificateNames?.length
          ? { certSANs: settings.certificateNames }
          : {}),
      },
    },
  };
}
