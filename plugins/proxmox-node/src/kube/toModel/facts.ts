import { Condition } from '@rackstage/plugin-proxmox-common';

/** What every object has. */
export interface ObjectFacts {
  namespace: string;
  name: string;
  uid?: string;
  createdAt: string;
  deletingSince?: string;
}

export interface ObjectReference {
  kind: string;
  name: string;
}

/** A Cluster, the same for both stacks. */
export interface ClusterFacts extends ObjectFacts {
  paused: boolean;
  /** Entity ref; anybody who may write in the namespace may have written it. */
  component?: string;
  phase?: string;
  version?: string;
  endpoint?: { host: string; port: number };
  controlPlane?: ObjectReference;
  infrastructure?: ObjectReference;
  infrastructureProvisioned: boolean;
  controlPlaneInitialized: boolean;
  conditions: Condition[];
}

export interface MachineFacts extends ObjectFacts {
  cluster: string;
  pool?: string;
  phase?: string;
  version?: string;
  nodeName?: string;
  providerId?: string;
  /** What its Node reports. */
  systemUuid?: string;
  infrastructure?: ObjectReference;
  conditions: Condition[];
}

export interface MachineDeploymentFacts extends ObjectFacts {
  cluster: string;
  replicas: number;
  readyReplicas: number;
  upToDateReplicas: number;
  version?: string;
  conditions: Condition[];
}

export interface ProxmoxClusterFacts extends ObjectFacts {
  provisioned: boolean;
  conditions: Condition[];
}

export interface ProxmoxMachineFacts extends ObjectFacts {
  vmid?: number;
  providerId?: string;
  node?: string;
  task?: string;
  provisioned: boolean;
  addresses: string[];
  conditions: Condition[];
  failureReason?: string;
  failureMessage?: string;
}

export interface ControlPlaneFacts extends ObjectFacts {
  replicas?: number;
  readyReplicas?: number;
  version?: string;
  initialized: boolean;
  conditions: Condition[];
}

export interface TenantControlPlaneFacts extends ObjectFacts {
  /** Unknown, Provisioning, Upgrading, Ready, NotReady, Sleeping and so on. */
  status?: string;
  version?: string;
  endpoint?: string;
  dataStore?: string;
  serviceAddresses: string[];
}

export interface AddressClaimFacts extends ObjectFacts {
  /** The object that the address is for, mostly a ProxmoxMachine. */
  claimant?: ObjectReference;
  pool?: ObjectReference;
  /** Name of the IPAddress that was allocated. */
  address?: string;
  conditions: Condition[];
}

export interface AddressPoolFacts extends ObjectFacts {
  addresses: string[];
  total?: number;
  used?: number;
  free?: number;
  outOfRange?: number;
}

export interface NamespaceFacts {
  name: string;
  labels: Record<string, string>;
}
