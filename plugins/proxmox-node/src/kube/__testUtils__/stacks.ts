const infrastructure = '/apis/infrastructure.cluster.x-k8s.io';
const controlPlane = '/apis/controlplane.cluster.x-k8s.io';

/** Where the kinds are in the stack of CozyStack. */
export const v1beta1 = {
  clusters: '/apis/cluster.x-k8s.io/v1beta1/clusters',
  machines: '/apis/cluster.x-k8s.io/v1beta1/machines',
  machineDeployments: '/apis/cluster.x-k8s.io/v1beta1/machinedeployments',
  proxmoxClusters: `${infrastructure}/v1alpha1/proxmoxclusters`,
  proxmoxMachines: `${infrastructure}/v1alpha1/proxmoxmachines`,
  controlPlanes: `${controlPlane}/v1alpha1/kamajicontrolplanes`,
  tenantControlPlanes: '/apis/kamaji.clastix.io/v1alpha1/tenantcontrolplanes',
  addressClaims: '/apis/ipam.cluster.x-k8s.io/v1beta1/ipaddressclaims',
  addressPools: '/apis/ipam.cluster.x-k8s.io/v1alpha2/inclusterippools',
  globalAddressPools:
    '/apis/ipam.cluster.x-k8s.io/v1alpha2/globalinclusterippools',
};

/** Where they are in the newer one. */
export const v1beta2 = {
  clusters: '/apis/cluster.x-k8s.io/v1beta2/clusters',
  machines: '/apis/cluster.x-k8s.io/v1beta2/machines',
  machineDeployments: '/apis/cluster.x-k8s.io/v1beta2/machinedeployments',
  proxmoxClusters: `${infrastructure}/v1alpha2/proxmoxclusters`,
  proxmoxMachines: `${infrastructure}/v1alpha2/proxmoxmachines`,
  controlPlanes: `${controlPlane}/v1alpha2/kamajicontrolplanes`,
  tenantControlPlanes: '/apis/kamaji.clastix.io/v1alpha1/tenantcontrolplanes',
  addressClaims: '/apis/ipam.cluster.x-k8s.io/v1beta2/ipaddressclaims',
  addressPools: '/apis/ipam.cluster.x-k8s.io/v1alpha2/inclusterippools',
  globalAddressPools:
    '/apis/ipam.cluster.x-k8s.io/v1alpha2/globalinclusterippools',
};

/** What a management cluster of the newer stack still serves beside it. */
export const deprecated = [
  v1beta1.clusters,
  v1beta1.machines,
  v1beta1.machineDeployments,
  v1beta1.proxmoxClusters,
  v1beta1.proxmoxMachines,
  v1beta1.addressClaims,
];

export const namespaces = '/api/v1/namespaces';
