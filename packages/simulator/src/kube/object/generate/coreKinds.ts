/** A kind that is compiled into the API server, and where its model stands. */
export interface CoreKind {
  group: string;
  kind: string;
  /** Name of the model class of the official client. */
  model: string;
  plural: string;
  shortNames?: string[];
  categories?: string[];
  namespaced: boolean;
  status?: boolean;
  scale?: boolean;
}

const RBAC = 'rbac.authorization.k8s.io';
const STORAGE = 'storage.k8s.io';

/** The built-in kinds that the simulator serves, all in version v1. */
export const coreKinds: CoreKind[] = [
  {
    group: '',
    kind: 'ConfigMap',
    model: 'V1ConfigMap',
    plural: 'configmaps',
    shortNames: ['cm'],
    namespaced: true,
  },
  {
    group: '',
    kind: 'Event',
    model: 'CoreV1Event',
    plural: 'events',
    shortNames: ['ev'],
    namespaced: true,
  },
  {
    group: '',
    kind: 'Namespace',
    model: 'V1Namespace',
    plural: 'namespaces',
    shortNames: ['ns'],
    namespaced: false,
    status: true,
  },
  {
    group: '',
    kind: 'Node',
    model: 'V1Node',
    plural: 'nodes',
    shortNames: ['no'],
    namespaced: false,
    status: true,
  },
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    model: 'V1PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    namespaced: true,
    status: true,
  },
  {
    group: '',
    kind: 'PersistentVolume',
    model: 'V1PersistentVolume',
    plural: 'persistentvolumes',
    shortNames: ['pv'],
    namespaced: false,
    status: true,
  },
  {
    group: '',
    kind: 'Pod',
    model: 'V1Pod',
    plural: 'pods',
    shortNames: ['po'],
    categories: ['all'],
    namespaced: true,
    status: true,
  },
  {
    group: '',
    kind: 'ResourceQuota',
    model: 'V1ResourceQuota',
    plural: 'resourcequotas',
    shortNames: ['quota'],
    namespaced: true,
    status: true,
  },
  {
    group: '',
    kind: 'Secret',
    model: 'V1Secret',
    plural: 'secrets',
    namespaced: true,
  },
  {
    group: '',
    kind: 'ServiceAccount',
    model: 'V1ServiceAccount',
    plural: 'serviceaccounts',
    shortNames: ['sa'],
    namespaced: true,
  },
  {
    group: '',
    kind: 'Service',
    model: 'V1Service',
    plural: 'services',
    shortNames: ['svc'],
    categories: ['all'],
    namespaced: true,
    status: true,
  },
  {
    group: 'apps',
    kind: 'Deployment',
    model: 'V1Deployment',
    plural: 'deployments',
    shortNames: ['deploy'],
    categories: ['all'],
    namespaced: true,
    status: true,
    scale: true,
  },
  {
    group: 'apps',
    kind: 'DaemonSet',
    model: 'V1DaemonSet',
    plural: 'daemonsets',
    shortNames: ['ds'],
    categories: ['all'],
    namespaced: true,
    status: true,
  },
  {
    group: 'apps',
    kind: 'StatefulSet',
    model: 'V1StatefulSet',
    plural: 'statefulsets',
    shortNames: ['sts'],
    categories: ['all'],
    namespaced: true,
    status: true,
    scale: true,
  },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    model: 'V1CustomResourceDefinition',
    plural: 'customresourcedefinitions',
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    namespaced: false,
    status: true,
  },
  {
    group: 'coordination.k8s.io',
    kind: 'Lease',
    model: 'V1Lease',
    plural: 'leases',
    namespaced: true,
  },
  {
    group: RBAC,
    kind: 'ClusterRole',
    model: 'V1ClusterRole',
    plural: 'clusterroles',
    namespaced: false,
  },
  {
    group: RBAC,
    kind: 'ClusterRoleBinding',
    model: 'V1ClusterRoleBinding',
    plural: 'clusterrolebindings',
    namespaced: false,
  },
  {
    group: RBAC,
    kind: 'Role',
    model: 'V1Role',
    plural: 'roles',
    namespaced: true,
  },
  {
    group: RBAC,
    kind: 'RoleBinding',
    model: 'V1RoleBinding',
    plural: 'rolebindings',
    namespaced: true,
  },
  {
    group: STORAGE,
    kind: 'CSIDriver',
    model: 'V1CSIDriver',
    plural: 'csidrivers',
    namespaced: false,
  },
  {
    group: STORAGE,
    kind: 'CSINode',
    model: 'V1CSINode',
    plural: 'csinodes',
    namespaced: false,
  },
  {
    group: STORAGE,
    kind: 'StorageClass',
    model: 'V1StorageClass',
    plural: 'storageclasses',
    shortNames: ['sc'],
    namespaced: false,
  },
  {
    group: STORAGE,
    kind: 'VolumeAttachment',
    model: 'V1VolumeAttachment',
    plural: 'volumeattachments',
    namespaced: false,
    status: true,
  },
];
