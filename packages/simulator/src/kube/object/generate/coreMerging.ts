/**
 * How server-side apply and strategic merge patch treat the lists and objects
 * of built-in kinds. The models of the official client do not say so; these
 * facts are from the API reference of Kubernetes.
 */

/** Lists merged by key, as `Model.field`: the keys of server-side apply. */
export const mapLists: { [field: string]: string[] } = {
  'V1ObjectMeta.ownerReferences': ['uid'],
  'V1PodSpec.containers': ['name'],
  'V1PodSpec.initContainers': ['name'],
  'V1PodSpec.ephemeralContainers': ['name'],
  'V1PodSpec.volumes': ['name'],
  'V1PodSpec.imagePullSecrets': ['name'],
  'V1PodSpec.hostAliases': ['ip'],
  'V1PodSpec.schedulingGates': ['name'],
  'V1PodSpec.resourceClaims': ['name'],
  'V1PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  'V1PodStatus.conditions': ['type'],
  'V1PodStatus.podIPs': ['ip'],
  'V1Container.env': ['name'],
  'V1Container.ports': ['containerPort', 'protocol'],
  'V1Container.volumeMounts': ['mountPath'],
  'V1Container.volumeDevices': ['devicePath'],
  'V1EphemeralContainer.env': ['name'],
  'V1EphemeralContainer.ports': ['containerPort', 'protocol'],
  'V1EphemeralContainer.volumeMounts': ['mountPath'],
  'V1EphemeralContainer.volumeDevices': ['devicePath'],
  'V1ResourceRequirements.claims': ['name'],
  'V1ServiceSpec.ports': ['port', 'protocol'],
  'V1ServiceStatus.conditions': ['type'],
  'V1ServiceAccount.secrets': ['name'],
  'V1DeploymentStatus.conditions': ['type'],
  'V1DaemonSetStatus.conditions': ['type'],
  'V1StatefulSetStatus.conditions': ['type'],
  'V1NamespaceStatus.conditions': ['type'],
  'V1NodeStatus.conditions': ['type'],
  'V1NodeStatus.addresses': ['type'],
  'V1PersistentVolumeClaimStatus.conditions': ['type'],
  'V1CSINodeSpec.drivers': ['name'],
  'V1CustomResourceDefinitionStatus.conditions': ['type'],
};

/** Lists of scalars merged by value. */
export const setLists = new Set([
  'V1ObjectMeta.finalizers',
  'V1NodeSpec.podCIDRs',
  'V1ServiceSpec.finalizers',
]);

/** Models that are replaced as a whole. */
export const atomicModels = new Set([
  'V1ConfigMapKeySelector',
  'V1LabelSelector',
  'V1LocalObjectReference',
  'V1NodeSelector',
  'V1NodeSelectorTerm',
  'V1ObjectFieldSelector',
  'V1ObjectReference',
  'V1ResourceFieldSelector',
  'V1RoleRef',
  'V1ScopeSelector',
  'V1ScopedResourceSelectorRequirement',
  'V1SecretKeySelector',
  'V1SecretReference',
  'V1TopologySelectorTerm',
  'V1TypedLocalObjectReference',
]);

/** Maps that are replaced as a whole. */
export const atomicMaps = new Set([
  'V1ServiceSpec.selector',
  'V1PodSpec.nodeSelector',
  'V1Overhead.podFixed',
]);

/**
 * Members that the server holds as values and not as pointers: an object that
 * has their parent has them too, so that nobody becomes their owner.
 */
export const valueMembers = new Set([
  'metadata',
  'spec',
  'status',
  'template',
  'strategy',
  'updateStrategy',
  'involvedObject',
  'source',
  'resources',
  'roleRef',
  'daemonEndpoints',
  'kubeletEndpoint',
  'nodeInfo',
  'loadBalancer',
  'names',
  'acceptedNames',
]);

/** Fields that every object of the kind shows, with the zero of their type. */
export const zeroFields = new Set([
  'CoreV1Event.eventTime',
  'CoreV1Event.reportingComponent',
  'CoreV1Event.reportingInstance',
  'V1ClusterRole.rules',
  'V1CSINodeSpec.drivers',
  'V1PodSpec.containers',
  'V1Role.rules',
]);

/** The key by which strategic merge patch identifies an item, where it is another one. */
export const strategicKeys: { [field: string]: string } = {
  'V1Container.ports': 'containerPort',
  'V1EphemeralContainer.ports': 'containerPort',
  'V1ServiceSpec.ports': 'port',
  'V1PodSpec.topologySpreadConstraints': 'topologyKey',
  'V1NodeSpec.taints': 'key',
};

/** Defaults that the server fills in, as `Model.field`. */
export const defaults: { [field: string]: null | number | string } = {
  'CoreV1Event.eventTime': null,
  'CoreV1Event.reportingComponent': '',
  'CoreV1Event.reportingInstance': '',
  'V1Secret.type': 'Opaque',
  'V1ServicePort.protocol': 'TCP',
  'V1ContainerPort.protocol': 'TCP',
  'V1ServiceSpec.type': 'ClusterIP',
  'V1ServiceSpec.sessionAffinity': 'None',
  'V1ServiceSpec.internalTrafficPolicy': 'Cluster',
  'V1PersistentVolumeClaimSpec.volumeMode': 'Filesystem',
  'V1PersistentVolumeSpec.volumeMode': 'Filesystem',
  'V1PersistentVolumeSpec.persistentVolumeReclaimPolicy': 'Retain',
  'V1StorageClass.reclaimPolicy': 'Delete',
  'V1StorageClass.volumeBindingMode': 'Immediate',
  'V1DeploymentSpec.replicas': 1,
  'V1DeploymentSpec.revisionHistoryLimit': 10,
  'V1DeploymentSpec.progressDeadlineSeconds': 600,
  'V1StatefulSetSpec.replicas': 1,
  'V1StatefulSetSpec.revisionHistoryLimit': 10,
  'V1DaemonSetSpec.revisionHistoryLimit': 10,
  'V1PodSpec.restartPolicy': 'Always',
  'V1PodSpec.dnsPolicy': 'ClusterFirst',
  'V1PodSpec.schedulerName': 'default-scheduler',
  'V1PodSpec.terminationGracePeriodSeconds': 30,
  'V1Container.imagePullPolicy': 'IfNotPresent',
  'V1Container.terminationMessagePath': '/dev/termination-log',
  'V1Container.terminationMessagePolicy': 'File',
};
