import { KubeKindName } from '../discovery/kubeKinds';
import { toAddressClaim } from '../toModel/toAddressClaim';
import { toAddressPool } from '../toModel/toAddressPool';
import { toCluster } from '../toModel/toCluster';
import { toControlPlane } from '../toModel/toControlPlane';
import { toMachine } from '../toModel/toMachine';
import { toMachineDeployment } from '../toModel/toMachineDeployment';
import { toNamespace } from '../toModel/toNamespace';
import { toProxmoxCluster } from '../toModel/toProxmoxCluster';
import { toProxmoxMachine } from '../toModel/toProxmoxMachine';
import { toTenantControlPlane } from '../toModel/toTenantControlPlane';
import {
  AddressClaimFacts,
  AddressPoolFacts,
  ClusterFacts,
  ControlPlaneFacts,
  MachineDeploymentFacts,
  MachineFacts,
  NamespaceFacts,
  ProxmoxClusterFacts,
  ProxmoxMachineFacts,
  TenantControlPlaneFacts,
} from '../toModel/facts';

/** What is kept of one object of each kind. */
export interface KindFacts extends Record<KubeKindName, unknown> {
  clusters: ClusterFacts;
  machines: MachineFacts;
  machineDeployments: MachineDeploymentFacts;
  proxmoxClusters: ProxmoxClusterFacts;
  proxmoxMachines: ProxmoxMachineFacts;
  controlPlanes: ControlPlaneFacts;
  tenantControlPlanes: TenantControlPlaneFacts;
  addressClaims: AddressClaimFacts;
  addressPools: AddressPoolFacts;
  globalAddressPools: AddressPoolFacts;
  namespaces: NamespaceFacts;
}

/** Everything that is read of one management cluster. */
export type ManagementFacts = { [K in KubeKindName]: KindFacts[K][] };

/** How an object of each kind is cut down to what is kept of it. */
export const projections: {
  [K in KubeKindName]: (object: unknown) => KindFacts[K];
} = {
  clusters: toCluster,
  machines: toMachine,
  machineDeployments: toMachineDeployment,
  proxmoxClusters: toProxmoxCluster,
  proxmoxMachines: toProxmoxMachine,
  controlPlanes: toControlPlane,
  tenantControlPlanes: toTenantControlPlane,
  addressClaims: toAddressClaim,
  addressPools: toAddressPool,
  globalAddressPools: toAddressPool,
  namespaces: toNamespace,
};
