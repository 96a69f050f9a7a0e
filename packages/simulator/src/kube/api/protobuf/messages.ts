/** How a field of a message is encoded. */
export interface MessageField {
  name: string;
  /** A scalar, or the name of another message. */
  type: string;
  isRepeated: boolean;
  isMap: boolean;
  /** A pointer in the server: sent only if it is said, so zero means zero. */
  isOptional: boolean;
}

/**
 * Numbers and types of the fields of what clients send in protobuf: the
 * built-in kinds that `kubectl create` makes, and reviews. A field is
 * `number name[:type]`, text unless it says otherwise; `[]` is a list, `{}` a
 * map by text, `?` what is sent only if it is said.
 */
const texts: Record<string, string> = {
  ObjectMeta:
    '1 name, 2 generateName, 3 namespace, 4 selfLink, 5 uid, 6 resourceVersion, 7 generation:int, 8 creationTimestamp:Time, 9 deletionTimestamp:Time, 10 deletionGracePeriodSeconds:int?, 11 labels:text{}, 12 annotations:text{}, 13 ownerReferences:OwnerReference[], 14 finalizers:text[]',
  OwnerReference:
    '1 kind, 3 name, 4 uid, 5 apiVersion, 6 controller:bool?, 7 blockOwnerDeletion:bool?',
  ConfigMap:
    '1 metadata:ObjectMeta, 2 data:text{}, 3 binaryData:bytes{}, 4 immutable:bool?',
  Secret:
    '1 metadata:ObjectMeta, 2 data:bytes{}, 3 type, 4 stringData:text{}, 5 immutable:bool?',
  Namespace: '1 metadata:ObjectMeta, 2 spec:NamespaceSpec, 3 status:Phase',
  NamespaceSpec: '1 finalizers:text[]',
  Phase: '1 phase',
  ServiceAccount:
    '1 metadata:ObjectMeta, 2 secrets:ObjectReference[], 3 imagePullSecrets:LocalReference[], 4 automountServiceAccountToken:bool?',
  ObjectReference:
    '1 kind, 2 namespace, 3 name, 4 uid, 5 apiVersion, 6 resourceVersion, 7 fieldPath',
  LocalReference: '1 name',
  ResourceQuota:
    '1 metadata:ObjectMeta, 2 spec:ResourceQuotaSpec, 3 status:ResourceQuotaStatus',
  ResourceQuotaSpec: '1 hard:Quantity{}, 2 scopes:text[]',
  ResourceQuotaStatus: '1 hard:Quantity{}, 2 used:Quantity{}',
  Service: '1 metadata:ObjectMeta, 2 spec:ServiceSpec, 3 status:ServiceStatus',
  ServiceSpec:
    '1 ports:ServicePort[], 2 selector:text{}, 3 clusterIP, 4 type, 5 externalIPs:text[], 7 sessionAffinity, 8 loadBalancerIP, 9 loadBalancerSourceRanges:text[], 10 externalName, 11 externalTrafficPolicy, 12 healthCheckNodePort:int, 13 publishNotReadyAddresses:bool, 17 ipFamilyPolicy:text?, 18 clusterIPs:text[], 19 ipFamilies:text[], 20 allocateLoadBalancerNodePorts:bool?, 21 loadBalancerClass:text?, 22 internalTrafficPolicy:text?, 23 trafficDistribution:text?',
  ServicePort:
    '1 name, 2 protocol, 3 port:int, 4 targetPort:IntOrString, 5 nodePort:int, 6 appProtocol:text?',
  ServiceStatus: '1 loadBalancer:Nothing',
  Nothing: '',
  Deployment:
    '1 metadata:ObjectMeta, 2 spec:DeploymentSpec, 3 status:DeploymentStatus',
  DeploymentSpec:
    '1 replicas:int?, 2 selector:LabelSelector, 3 template:PodTemplate, 4 strategy:DeploymentStrategy, 5 minReadySeconds:int, 6 revisionHistoryLimit:int?, 7 paused:bool, 9 progressDeadlineSeconds:int?',
  DeploymentStrategy: '1 type',
  DeploymentStatus:
    '1 observedGeneration:int, 2 replicas:int, 3 updatedReplicas:int, 4 availableReplicas:int, 5 unavailableReplicas:int, 7 readyReplicas:int',
  LabelSelector: '1 matchLabels:text{}, 2 matchExpressions:Requirement[]',
  Requirement: '1 key, 2 operator, 3 values:text[]',
  PodTemplate: '1 metadata:ObjectMeta, 2 spec:PodSpec',
  PodSpec:
    '2 containers:Container[], 3 restartPolicy, 4 terminationGracePeriodSeconds:int?, 5 activeDeadlineSeconds:int?, 6 dnsPolicy, 7 nodeSelector:text{}, 8 serviceAccountName, 9 serviceAccount, 10 nodeName, 11 hostNetwork:bool, 12 hostPID:bool, 13 hostIPC:bool, 15 imagePullSecrets:LocalReference[], 16 hostname, 17 subdomain, 19 schedulerName, 20 initContainers:Container[], 21 automountServiceAccountToken:bool?, 24 priorityClassName, 25 priority:int?, 30 enableServiceLinks:bool?',
  Container:
    '1 name, 2 image, 3 command:text[], 4 args:text[], 5 workingDir, 6 ports:ContainerPort[], 7 env:Variable[], 8 resources:Resources, 13 terminationMessagePath, 14 imagePullPolicy, 16 stdin:bool, 17 stdinOnce:bool, 18 tty:bool, 20 terminationMessagePolicy',
  ContainerPort:
    '1 name, 2 hostPort:int, 3 containerPort:int, 4 protocol, 5 hostIP',
  Variable: '1 name, 2 value',
  Resources: '1 limits:Quantity{}, 2 requests:Quantity{}',
  Role: '1 metadata:ObjectMeta, 2 rules:PolicyRule[]',
  ClusterRole:
    '1 metadata:ObjectMeta, 2 rules:PolicyRule[], 3 aggregationRule:AggregationRule',
  AggregationRule: '1 clusterRoleSelectors:LabelSelector[]',
  PolicyRule:
    '1 verbs:text[], 2 apiGroups:text[], 3 resources:text[], 4 resourceNames:text[], 5 nonResourceURLs:text[]',
  RoleBinding:
    '1 metadata:ObjectMeta, 2 subjects:Subject[], 3 roleRef:RoleReference',
  ClusterRoleBinding:
    '1 metadata:ObjectMeta, 2 subjects:Subject[], 3 roleRef:RoleReference',
  Subject: '1 kind, 2 apiGroup, 3 name, 4 namespace',
  RoleReference: '1 apiGroup, 2 kind, 3 name',
  SelfSubjectAccessReview:
    '1 metadata:ObjectMeta, 2 spec:AccessSpec, 3 status:AccessStatus',
  AccessSpec:
    '1 resourceAttributes:ResourceAttributes, 2 nonResourceAttributes:PathAttributes',
  ResourceAttributes:
    '1 namespace, 2 verb, 3 group, 4 version, 5 resource, 6 subresource, 7 name',
  PathAttributes: '1 path, 2 verb',
  AccessStatus: '1 allowed:bool, 2 reason, 3 evaluationError, 4 denied:bool',
  SelfSubjectRulesReview:
    '1 metadata:ObjectMeta, 2 spec:RulesSpec, 3 status:RulesStatus',
  RulesSpec: '1 namespace',
  RulesStatus: '3 incomplete:bool, 4 evaluationError',
  SelfSubjectReview: '1 metadata:ObjectMeta, 2 status:IdentityStatus',
  IdentityStatus: '1 userInfo:UserInfo',
  UserInfo: '1 username, 2 uid, 3 groups:text[]',
  TokenRequest: '1 metadata:ObjectMeta, 2 spec:TokenSpec, 3 status:TokenStatus',
  TokenSpec:
    '1 audiences:text[], 3 boundObjectRef:BoundObject, 4 expirationSeconds:int?',
  BoundObject: '1 kind, 2 apiVersion, 3 name, 4 uid',
  TokenStatus: '1 token, 2 expirationTimestamp:Time',
  Unknown: '1 typeMeta:TypeMeta, 2 raw:bytes, 3 contentEncoding, 4 contentType',
  TypeMeta: '1 apiVersion, 2 kind',
};

/** The kinds that are read in protobuf, by apiVersion. */
const kinds: Record<string, string[]> = {
  v1: [
    'ConfigMap',
    'Namespace',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'apps/v1': ['Deployment'],
  'rbac.authorization.k8s.io/v1': [
    'ClusterRole',
    'ClusterRoleBinding',
    'Role',
    'RoleBinding',
  ],
  'authorization.k8s.io/v1': [
    'SelfSubjectAccessReview',
    'SelfSubjectRulesReview',
  ],
  'authentication.k8s.io/v1': ['SelfSubjectReview', 'TokenRequest'],
};

function fieldOf(text: string): [number, MessageField] {
  const match = /^(\d+) (\w+)(?::(\w+)(\[\]|\{\})?(\?)?)?$/.exec(text.trim());
  if (!match) {
    throw new Error(
      `'${text}' is no field of a message. Write it as 'number name:type'.`,
    );
  }
  const [, number, name, type = 'text', many, optional] = match;
  return [
    Number(number),
    {
      name,
      type,
      isRepeated: many === '[]',
      isMap: many === '{}',
      isOptional: optional === '?',
    },
  ];
}

const parsed = new Map<string, Map<number, MessageField>>();

/** The fields of a message by their numbers; undefined for scalars. */
export function messageFields(
  name: string,
): Map<number, MessageField> | undefined {
  const text = texts[name];
  if (text === undefined) return undefined;
  const known = parsed.get(name);
  if (known) return known;
  const fields = new Map(
    text
      .split(',')
      .filter(part => part !== '')
      .map(fieldOf),
  );
  parsed.set(name, fields);
  return fields;
}

/** Whether objects of a kind are read in protobuf. */
export function readsProtobuf(apiVersion: string, kind: string): boolean {
  return kinds[apiVersion]?.includes(kind) ?? false;
}
