import type { JsonObject, KubeObject } from '../../kube/object/types';

/** An object whose spec and status have known shapes. */
export type Resource<Spec, Status = JsonObject> = KubeObject & {
  spec: Spec;
  status?: Status;
};

/** A condition in either dialect; only the old one knows severities. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  severity?: string;
  lastTransitionTime?: string;
  observedGeneration?: number;
};

/** Where a status keeps its conditions: the own ones and those of the other dialect. */
export type ConditionLists = {
  conditions?: Condition[];
  v1beta2?: { conditions?: Condition[] };
  deprecated?: { v1beta1?: { conditions?: Condition[] } };
};

export type Reference = {
  apiVersion?: string;
  apiGroup?: string;
  kind: string;
  name: string;
};

export type Endpoint = { host?: string; port?: number };

/** Readiness flags as both stacks name them. */
export type ReadyFlags = {
  ready?: boolean;
  initialized?: boolean;
  initialization?: {
    provisioned?: boolean;
    controlPlaneInitialized?: boolean;
    dataSecretCreated?: boolean;
  };
};

export type Cluster = Resource<
  {
    paused?: boolean;
    controlPlaneEndpoint?: Endpoint;
    controlPlaneRef?: Reference;
    infrastructureRef?: Reference;
    clusterNetwork?: {
      pods?: { cidrBlocks?: string[] };
      services?: { cidrBlocks?: string[] };
    };
  },
  ConditionLists & {
    phase?: string;
    infrastructureReady?: boolean;
    controlPlaneReady?: boolean;
    initialization?: {
      infrastructureProvisioned?: boolean;
      controlPlaneInitialized?: boolean;
    };
    observedGeneration?: number;
    workers?: { [counter: string]: number };
    v1beta2?: { workers?: { [counter: string]: number } };
  }
>;

export type KamajiControlPlane = Resource<
  {
    version: string;
    replicas?: number;
    dataStoreName?: string;
    controlPlaneEndpoint?: Endpoint;
    addons?: JsonObject;
    kubelet?: JsonObject;
    network?: {
      serviceType?: string;
      serviceAnnotations?: { [key: string]: string };
      serviceLabels?: { [key: string]: string };
      certSANs?: string[];
    };
  },
  ConditionLists & ReadyFlags & { readyReplicas?: number; version?: string }
>;

export type TenantControlPlane = Resource<
  {
    dataStore?: string;
    controlPlane: {
      deployment?: { replicas?: number };
      service: {
        serviceType: string;
        additionalMetadata?: { annotations?: { [key: string]: string } };
      };
    };
    kubernetes: { version: string; kubelet: JsonObject };
    networkProfile?: { port?: number };
    addons?: JsonObject;
  },
  {
    controlPlaneEndpoint?: string;
    kubernetesResources?: {
      version?: { version?: string; status?: string };
      deployment?: { readyReplicas?: number; replicas?: number };
    };
  }
>;

export type ProxmoxCluster = Resource<
  {
    externalManagedControlPlane?: boolean;
    controlPlaneEndpoint?: Endpoint;
    allowedNodes?: string[];
    dnsServers?: string[];
    ipv4Config?: { addresses: string[]; prefix: number; gateway?: string };
    credentialsRef?: { name: string; namespace?: string };
    schedulerHints?: { memoryAdjustment?: number };
  },
  ConditionLists &
    ReadyFlags & {
      nodeLocations?: {
        workers?: { machine: { name: string }; node: string }[];
      };
    }
>;

export type MachineTemplateSpec = {
  clusterName: string;
  version?: string;
  bootstrap: { configRef?: Reference; dataSecretName?: string };
  infrastructureRef: Reference;
  providerID?: string;
};

type MachineTemplate = {
  metadata?: {
    labels?: { [key: string]: string };
    annotations?: { [key: string]: string };
  };
  spec: MachineTemplateSpec;
};

export type MachineOwnerSpec = {
  clusterName: string;
  replicas?: number;
  selector: { matchLabels?: { [key: string]: string } };
  template: MachineTemplate;
};

type ReplicaCounters = {
  replicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  upToDateReplicas?: number;
};

export type MachineOwnerStatus = ConditionLists &
  ReplicaCounters & {
    phase?: string;
    observedGeneration?: number;
    selector?: string;
    updatedReplicas?: number;
    unavailableReplicas?: number;
    fullyLabeledReplicas?: number;
    v1beta2?: ReplicaCounters;
  };

export type MachineDeployment = Resource<MachineOwnerSpec, MachineOwnerStatus>;
export type MachineSet = Resource<MachineOwnerSpec, MachineOwnerStatus>;

export type MachineAddress = { type: string; address: string };

export type Machine = Resource<
  MachineTemplateSpec,
  ConditionLists & {
    phase?: string;
    nodeRef?: { name: string };
    addresses?: MachineAddress[];
    observedGeneration?: number;
    failureReason?: string;
    failureMessage?: string;
    bootstrapReady?: boolean;
    infrastructureReady?: boolean;
    initialization?: {
      bootstrapDataSecretCreated?: boolean;
      infrastructureProvisioned?: boolean;
    };
  }
>;

type HealthCheckCondition = { type: string; status: string };

export type MachineHealthCheck = Resource<
  {
    clusterName: string;
    selector: {
      matchLabels?: { [key: string]: string };
      matchExpressions?: { key: string; operator: string; values?: string[] }[];
    };
    /** v1beta1. */
    maxUnhealthy?: number | string;
    unhealthyRange?: string;
    nodeStartupTimeout?: string;
    unhealthyConditions?: (HealthCheckCondition & { timeout: string })[];
    /** v1beta2. */
    checks?: {
      nodeStartupTimeoutSeconds?: number;
      unhealthyNodeConditions?: (HealthCheckCondition & {
        timeoutSeconds: number;
      })[];
      unhealthyMachineConditions?: (HealthCheckCondition & {
        timeoutSeconds: number;
      })[];
    };
    remediation?: {
      triggerIf?: {
        unhealthyLessThanOrEqualTo?: number | string;
        unhealthyInRange?: string;
      };
    };
  },
  ConditionLists & {
    expectedMachines?: number;
    currentHealthy?: number;
    remediationsAllowed?: number;
    observedGeneration?: number;
    targets?: string[];
  }
>;

export type KubeadmConfig = Resource<
  {
    joinConfiguration?: {
      nodeRegistration?: {
        /** A map in v1beta1, a list in v1beta2. */
        kubeletExtraArgs?:
          | { [name: string]: string }
          | { name: string; value?: string }[];
      };
    };
  },
  ConditionLists & ReadyFlags & { dataSecretName?: string }
>;

export type MachineTemplateObject = Resource<{
  template: { metadata?: { labels?: JsonObject }; spec: JsonObject };
}>;

export type ProxmoxMachine = Resource<
  {
    sourceNode?: string;
    templateID?: number;
    templateSelector?: { matchTags: string[]; matchPolicy?: string };
    target?: string;
    allowedNodes?: string[];
    full?: boolean;
    format?: string;
    storage?: string;
    pool?: string;
    snapName?: string;
    description?: string;
    tags?: string[];
    numSockets?: number;
    numCores?: number;
    memoryMiB?: number;
    vmIDRange?: { start: number; end: number };
    disks?: { bootVolume?: { disk: string; sizeGb: number } };
    checks?: { skipCloudInitStatus?: boolean; skipQemuGuestAgent?: boolean };
    network?: {
      default?: NetworkDevice;
      networkDevices?: NetworkDevice[];
    };
    virtualMachineID?: number;
    providerID?: string;
  },
  ConditionLists &
    ReadyFlags & {
      vmStatus?: string;
      proxmoxNode?: string;
      taskRef?: string;
      bootstrapDataProvided?: boolean;
      failureReason?: string;
      failureMessage?: string;
      addresses?: MachineAddress[];
    }
>;

export type NetworkDevice = {
  name?: string;
  bridge?: string;
  model?: string;
  vlan?: number;
  mtu?: number;
};

export type IPAddressClaim = Resource<
  { poolRef: Reference; clusterName?: string },
  ConditionLists & { addressRef?: { name: string } }
>;

export type IPAddress = Resource<{
  address: string;
  prefix: number;
  gateway?: string;
  poolRef: Reference;
  claimRef: { name: string };
}>;

export type AddressPool = Resource<
  {
    addresses: string[];
    excludedAddresses?: string[];
    prefix: number;
    gateway?: string;
  },
  JsonObject
>;

export type LoadBalancerPool = Resource<{
  addresses: string[];
  autoAssign?: boolean;
  serviceAllocation?: { namespaces?: string[] };
}>;

export type Service = Resource<
  { type?: string; ports?: JsonObject[]; clusterIP?: string },
  { loadBalancer?: { ingress?: { ip?: string }[] } }
>;

export type Secret = KubeObject & { data?: { [key: string]: string } };

export type Node = Resource<
  { providerID?: string },
  {
    conditions?: Condition[];
    nodeInfo?: JsonObject;
    addresses?: MachineAddress[];
  }
>;
