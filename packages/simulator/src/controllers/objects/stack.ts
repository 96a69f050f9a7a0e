import type { JsonObject, KubeObject } from '../../kube/object/types';

/** Which generation of Cluster API and its providers a management cluster runs. */
export type StackName = 'v1beta1' | 'v1beta2';

/** What names a kind in one of its versions. */
export interface KindRef {
  apiVersion: string;
  kind: string;
}

const coreKinds = {
  Namespace: 'v1',
  Secret: 'v1',
  ConfigMap: 'v1',
  Service: 'v1',
  Event: 'v1',
  Node: 'v1',
  PersistentVolume: 'v1',
  PersistentVolumeClaim: 'v1',
  Pod: 'v1',
  StorageClass: 'storage.k8s.io/v1',
  VolumeAttachment: 'storage.k8s.io/v1',
  CSINode: 'storage.k8s.io/v1',
  TenantControlPlane: 'kamaji.clastix.io/v1alpha1',
  DataStore: 'kamaji.clastix.io/v1alpha1',
  IPAddressPool: 'metallb.io/v1beta1',
  InClusterIPPool: 'ipam.cluster.x-k8s.io/v1alpha2',
  GlobalInClusterIPPool: 'ipam.cluster.x-k8s.io/v1alpha2',
} as const;

/** Versions of the kinds that differ between the stacks: what each provider works with. */
function stackKinds(stack: StackName) {
  const provider = stack === 'v1beta1' ? 'v1alpha1' : 'v1alpha2';
  const capi = `cluster.x-k8s.io/${stack}`;
  return {
    Cluster: capi,
    Machine: capi,
    MachineSet: capi,
    MachineDeployment: capi,
    MachineHealthCheck: capi,
    KubeadmConfig: `bootstrap.cluster.x-k8s.io/${stack}`,
    KubeadmConfigTemplate: `bootstrap.cluster.x-k8s.io/${stack}`,
    KamajiControlPlane: `controlplane.cluster.x-k8s.io/${provider}`,
    ProxmoxCluster: `infrastructure.cluster.x-k8s.io/${provider}`,
    ProxmoxMachine: `infrastructure.cluster.x-k8s.io/${provider}`,
    ProxmoxMachineTemplate: `infrastructure.cluster.x-k8s.io/${provider}`,
    IPAddress: `ipam.cluster.x-k8s.io/${stack}`,
    IPAddressClaim: `ipam.cluster.x-k8s.io/${stack}`,
  };
}

/** A kind that the controllers know. */
export type KindName =
  | keyof typeof coreKinds
  | keyof ReturnType<typeof stackKinds>;

const versions: Record<StackName, Record<KindName, string>> = {
  v1beta1: { ...coreKinds, ...stackKinds('v1beta1') },
  v1beta2: { ...coreKinds, ...stackKinds('v1beta2') },
};

/** The kind in the version that the controllers of a stack use. */
export function kindRef(stack: StackName, kind: KindName): KindRef {
  return { apiVersion: versions[stack][kind], kind };
}

/** A reference from one object to another, as the stack writes it. */
export function objectReference(
  stack: StackName,
  kind: KindName,
  name: string,
): JsonObject {
  const { apiVersion } = kindRef(stack, kind);
  return stack === 'v1beta1'
    ? { apiVersion, kind, name }
    : { apiGroup: apiVersion.split('/')[0], kind, name };
}

/** An owner reference to an object. */
export function ownerReference(owner: KubeObject, isController = true) {
  const { name = '', uid = '' } = owner.metadata;
  const { apiVersion, kind } = owner;
  return {
    apiVersion,
    kind,
    name,
    uid,
    ...(isController ? { controller: true, blockOwnerDeletion: true } : {}),
  };
}

/** The label that ties everything to its cluster. */
export const clusterNameLabel = 'cluster.x-k8s.io/cluster-name';

/** Name of the cluster that an object belongs to, from its label. */
export function clusterNameOf(object: KubeObject): string | undefined {
  return object.metadata.labels?.[clusterNameLabel];
}
