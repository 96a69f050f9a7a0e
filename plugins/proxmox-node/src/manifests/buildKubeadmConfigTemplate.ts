import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { apiVersionOf } from './apiVersions';
import { buildMetadata } from './buildMetadata';
import { KubeManifest } from './KubeManifest';
import { nameTenantCluster } from './tenantClusterNames';
import { TenantClusterPlan } from './TenantClusterPlan';

/** How a worker joins. It has to register under the provider ID that capmox gives its machine, or no Node matches it. */
export function buildKubeadmConfigTemplate(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
): KubeManifest {
  const { spec, settings } = plan;
  const { externalCloudProvider, sshAuthorizedKeys } = settings;
  const args: Record<string, string> = {
    // cloud-init fills it in on the machine.
    'provider-id': "proxmox://'{{ ds.meta_data.instance_id }}'",
    ...(externalCloudProvider ? { 'cloud-provider': 'external' } : {}),
  };
  const kubeletExtraArgs =
    stack === 'v1beta1'
      ? args
      : Object.entries(args).map(([name, value]) => ({ name, value }));
  return {
    apiVersion: apiVersionOf(stack, 'bootstrap'),
    kind: 'KubeadmConfigTemplate',
    metadata: buildMetadata(plan, nameTenantCluster(spec.name).pool),
    spec: {
      template: {
        spec: {
          joinConfiguration: { nodeRegistration: { kubeletExtraArgs } },
          ...(sshAuthorizedKeys?.length
            ? { users: [{ name: 'root', sshAuthorizedKeys }] }
            : {}),
        },
      },
    },
  };
}
