import { z } from 'zod/v4';
import { guestTypeSchema } from './resource';
import { Problem } from './problem';

/**
 * The two generations of Cluster API on Proxmox: `v1beta1` with capmox v1alpha1 (what CozyStack ships) and `v1beta2`
 * with capmox v1alpha2.
 *
 * @public
 */
export const clusterApiStackSchema = z.enum(['v1beta1', 'v1beta2']);

/** @public */
export type ClusterApiStack = z.infer<typeof clusterApiStackSchema>;

/** @public */
export const conditionSchema = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string().optional(),
  message: z.string().optional(),
  /** Only in the old dialect. */
  severity: z.string().optional(),
  /** ISO 8601; the last transition. */
  since: z.string().optional(),
});

/** A condition of a Kubernetes object, whichever dialect it was written in. @public */
export interface Condition extends z.infer<typeof conditionSchema> {}

/** @public */
export const machinePoolSchema = z.object({
  /** Name of the MachineDeployment. */
  name: z.string(),
  replicas: z.number(),
  readyReplicas: z.number(),
  upToDateReplicas: z.number(),
  version: z.string().optional(),
  conditions: z.array(conditionSchema),
});

/** A pool of workers: a MachineDeployment. @public */
export interface MachinePool extends z.infer<typeof machinePoolSchema> {}

/** @public */
export const tenantClusterSchema = z.object({
  /** The management cluster. */
  source: z.string(),
  namespace: z.string(),
  name: z.string(),
  stack: clusterApiStackSchema,
  phase: z.enum([
    'Pending',
    'Provisioning',
    'Provisioned',
    'Deleting',
    'Failed',
    'Unknown',
  ]),
  /** Control plane available, infrastructure provisioned, and every wanted worker a ready node. */
  ready: z.boolean(),
  /** Of the condition that says why it is not ready. */
  reason: z.string().optional(),
  message: z.string().optional(),
  /** ISO 8601; since when it has been in this phase and for this reason. */
  since: z.string().optional(),
  paused: z.boolean(),
  version: z.string().optional(),
  endpoint: z.object({ host: z.string(), port: z.number() }).optional(),
  controlPlane: z
    .object({
      kind: z.string(),
      name: z.string(),
      replicas: z.number().optional(),
      readyReplicas: z.number().optional(),
      version: z.string().optional(),
      conditions: z.array(conditionSchema),
      /** What Kamaji made of it; it has no conditions. */
      tenantControlPlane: z
        .object({
          name: z.string(),
          /** Unknown, Provisioning, Upgrading, Ready, NotReady, Sleeping and so on. */
          status: z.string().optional(),
          endpoint: z.string().optional(),
          dataStore: z.string().optional(),
          /** Of its Service; empty while no load balancer has given one. */
          serviceAddresses: z.array(z.string()),
        })
        .optional(),
    })
    .optional(),
  infrastructure: z
    .object({
      kind: z.string(),
      name: z.string(),
      conditions: z.array(conditionSchema),
    })
    .optional(),
  pools: z.array(machinePoolSchema),
  conditions: z.array(conditionSchema),
  createdAt: z.string(),
  deletingSince: z.string().optional(),
  owner: z.string(),
  /** Entity ref of the Component that it is said to be for. Whoever may write in the namespace may say so. */
  component: z.string().optional(),
  entityRef: z.string(),
});

/** A tenant's Kubernetes cluster: a Cluster API Cluster with what belongs to it. @public */
export interface TenantCluster extends z.infer<typeof tenantClusterSchema> {}

/** @public */
export const machineSchema = z.object({
  source: z.string(),
  namespace: z.string(),
  name: z.string(),
  cluster: z.string(),
  /** Name of the MachineDeployment; absent for machines of a control plane or of nobody. */
  pool: z.string().optional(),
  phase: z.string(),
  ready: z.boolean(),
  version: z.string().optional(),
  /** The Node in the tenant's own API. */
  nodeName: z.string().optional(),
  providerId: z.string().optional(),
  /** SMBIOS UUID of its virtual machine, in lower case: out of the provider id, else what the Node reports. */
  uuid: z.string().optional(),
  conditions: z.array(conditionSchema),
  createdAt: z.string(),
  deletingSince: z.string().optional(),
  proxmoxMachine: z
    .object({
      name: z.string(),
      vmid: z.number().int().optional(),
      /** Proxmox node. */
      node: z.string().optional(),
      /** UPID of the task that capmox waits for. */
      task: z.string().optional(),
      addresses: z.array(z.string()),
      conditions: z.array(conditionSchema),
      /** Only in the old dialect: set where capmox gave up. */
      failureReason: z.string().optional(),
      failureMessage: z.string().optional(),
    })
    .optional(),
  /** The guest that the machine is, where the inventory knows it. */
  guest: z
    .object({
      source: z.string(),
      type: guestTypeSchema,
      vmid: z.number().int(),
      name: z.string().optional(),
      node: z.string(),
      status: z.string(),
      entityRef: z.string(),
    })
    .optional(),
});

/** A Cluster API Machine joined with its ProxmoxMachine and its guest. @public */
export interface Machine extends z.infer<typeof machineSchema> {}

/**
 * A namespace that belongs to a tenant: named in the configuration or by an owner rule, one that CozyStack made for a
 * tenant, or one that holds a tenant cluster. Namespaces of the platform are none unless an owner rule names them.
 *
 * @public
 */
export interface Tenant {
  source: string;
  namespace: string;
  /** Full entity ref in lower case. */
  owner: string;
}

/** An IPAddressClaim: what a machine waits for before it gets its address. @public */
export interface AddressClaim {
  namespace: string;
  name: string;
  /** The object that the address is for, mostly a ProxmoxMachine. */
  claimant?: { kind: string; name: string };
  pool?: { kind: string; name: string };
  /** Name of the IPAddress that was allocated. */
  address?: string;
  conditions: Condition[];
}

/** An InClusterIPPool or GlobalInClusterIPPool with what is free in it. @public */
export interface AddressPool {
  /** Empty for a global one. */
  namespace: string;
  name: string;
  /** Addresses, ranges and prefixes, as configured. */
  addresses: string[];
  total?: number;
  used?: number;
  free?: number;
  outOfRange?: number;
}

/**
 * What is known of one management cluster at one moment.
 *
 * @public
 */
export interface ManagementClusterSnapshot {
  /** UID of the namespace `kube-system`, by which the cluster is known again; absent where it may not be read. */
  identity?: string;
  stack?: ClusterApiStack;
  /** `gitVersion` of the API server. */
  version?: string;
  tenants: Tenant[];
  tenantClusters: TenantCluster[];
  machines: Machine[];
  addressClaims: AddressClaim[];
  addressPools: AddressPool[];
}

/**
 * One management cluster in the inventory; like `SourceState`, the data stay while `error` is set.
 *
 * @public
 */
export interface ManagementClusterState {
  source: string;
  title: string;
  /** Owner of the management cluster itself and of what no rule matches. */
  owner: string;
  data?: ManagementClusterSnapshot;
  /** ISO 8601; the last list or watch event or bookmark. */
  asOf?: string;
  error?: Problem;
  warnings: Problem[];
  complete: boolean;
  version: number;
}
