/** The kinds that are read, and what the versions are that this code understands, newest first. */
export const kubeKinds = {
  clusters: {
    group: 'cluster.x-k8s.io',
    plural: 'clusters',
    versions: ['v1beta2', 'v1beta1'],
  },
  machines: {
    group: 'cluster.x-k8s.io',
    plural: 'machines',
    versions: ['v1beta2', 'v1beta1'],
  },
  machineDeployments: {
    group: 'cluster.x-k8s.io',
    plural: 'machinedeployments',
    versions: ['v1beta2', 'v1beta1'],
  },
  proxmoxClusters: {
    group: 'infrastructure.cluster.x-k8s.io',
    plural: 'proxmoxclusters',
    versions: ['v1alpha2', 'v1alpha1'],
  },
  proxmoxMachines: {
    group: 'infrastructure.cluster.x-k8s.io',
    plural: 'proxmoxmachines',
    versions: ['v1alpha2', 'v1alpha1'],
  },
  controlPlanes: {
    group: 'controlplane.cluster.x-k8s.io',
    plural: 'kamajicontrolplanes',
    versions: ['v1alpha2', 'v1alpha1'],
  },
  tenantControlPlanes: {
    group: 'kamaji.clastix.io',
    plural: 'tenantcontrolplanes',
    versions: ['v1alpha1'],
  },
  addressClaims: {
    group: 'ipam.cluster.x-k8s.io',
    plural: 'ipaddressclaims',
    versions: ['v1beta2', 'v1beta1'],
  },
  addressPools: {
    group: 'ipam.cluster.x-k8s.io',
    plural: 'inclusterippools',
    versions: ['v1alpha2', 'v1alpha1'],
  },
  /** The same for all namespaces. */
  globalAddressPools: {
    group: 'ipam.cluster.x-k8s.io',
    plural: 'globalinclusterippools',
    versions: ['v1alpha2', 'v1alpha1'],
  },
  /** Owners come from their names and labels. */
  namespaces: { group: '', plural: 'namespaces', versions: ['v1'] },
} as const;

/** A kind that is read. */
export type KubeKindName = keyof typeof kubeKinds;
