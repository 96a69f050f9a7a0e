import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { buildCluster } from './buildCluster';
import { buildCredentialsSecret } from './buildCredentialsSecret';
import { buildKamajiControlPlane } from './buildKamajiControlPlane';
import { buildKubeadmConfigTemplate } from './buildKubeadmConfigTemplate';
import { buildMachineDeployment } from './buildMachineDeployment';
import { buildMachineHealthCheck } from './buildMachineHealthCheck';
import { buildProxmoxCluster } from './buildProxmoxCluster';
import { buildProxmoxMachineTemplate } from './buildProxmoxMachineTemplate';
import { KubeManifest } from './KubeManifest';
import { TenantClusterPlan } from './TenantClusterPlan';

/**
 * The manifests of a tenant cluster with a Kamaji control plane and one pool of workers, in the order in which they are
 * applied: what others refer to comes before them. The same plan always gives the same manifests.
 *
 * One of them holds secrets: {@link withoutSecrets} is for showing them.
 *
 * @public
 */
export function buildTenantCluster(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
): KubeManifest[] {
  const machineTemplate = buildProxmoxMachineTemplate(plan, stack);
  return [
    buildCredentialsSecret(plan),
    buildCluster(plan, stack),
    buildKamajiControlPlane(plan, stack),
    buildProxmoxCluster(plan, stack),
    machineTemplate,
    buildKubeadmConfigTemplate(plan, stack),
    buildMachineDeployment(plan, stack, machineTemplate.metadata.name),
    buildMachineHealthCheck(plan, stack),
  ];
}
