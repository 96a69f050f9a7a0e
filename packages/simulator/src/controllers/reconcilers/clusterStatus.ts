import type { KubeObject } from '../../kube/object/types';
import { bothDialects, isTrue, NewCondition } from '../objects/conditions';
import type {
  Cluster,
  KamajiControlPlane,
  MachineDeployment,
  ProxmoxCluster,
} from '../objects/kinds';
import { isDeleting } from '../objects/metadata';
import type { StackName } from '../objects/stack';

/** What a Cluster is made of, as far as it exists. */
export interface ClusterParts {
  infrastructure?: ProxmoxCluster;
  controlPlane?: KamajiControlPlane;
  deployments: MachineDeployment[];
  /** Whether the tenant's API answers, with the kubeconfig that was written. */
  isReachable: boolean;
  /** What a deletion waits for. */
  deletingReason?: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Whether the infrastructure says that it is there, in either contract. */
export function isProvisioned(
  infrastructure: ProxmoxCluster | undefined,
): boolean {
  const status = infrastructure?.status;
  return Boolean(status?.ready ?? status?.initialization?.provisioned);
}

/** Whether the control plane says that it has been initialised. */
export function isInitialized(
  controlPlane: KamajiControlPlane | undefined,
): boolean {
  const status = controlPlane?.status;
  return Boolean(
    status?.initialized ?? status?.initialization?.controlPlaneInitialized,
  );
}

/** The phase that `kubectl get cluster` shows. */
function phaseOf(cluster: Cluster, parts: ClusterParts): string {
  if (isDeleting(cluster)) return 'Deleting';
  const { infrastructureRef, controlPlaneRef } = cluster.spec;
  if (!infrastructureRef && !controlPlaneRef) return 'Pending';
  const hasEndpoint = Boolean(cluster.spec.controlPlaneEndpoint?.host);
  return isProvisioned(parts.infrastructure) && hasEndpoint
    ? 'Provisioned'
    : 'Provisioning';
}

function flag(
  type: string,
  isSet: boolean,
  words: { yes?: string; reason: string; message?: string },
): NewCondition {
  const { yes, reason, message = '' } = words;
  return isSet
    ? { type, status: 'True', reason: yes ?? type, message: '' }
    : { type, status: 'False', reason, message };
}

function missing(object: KubeObject | undefined, kind: string): string {
  return object
    ? `${kind} status.initialization.provisioned is false`
    : `${kind} does not exist`;
}

function workersCondition(
  stack: StackName,
  deployments: MachineDeployment[],
): NewCondition {
  if (deployments.length === 0) {
    return { type: 'WorkersAvailable', status: 'True', reason: 'NoWorkers' };
  }
  const waiting = deployments.filter(
    deployment => !isTrue(stack, deployment.status, 'Available'),
  );
  return flag('WorkersAvailable', waiting.length === 0, {
    yes: 'Available',
    reason: 'NotAvailable',
    message: waiting
      .map(
        d =>
          `* MachineDeployment ${d.metadata.name}: ${
            d.status?.availableReplicas ?? 0
          } available replicas, at least ${d.spec.replicas ?? 1} required`,
      )
      .join('\n'),
  });
}

/** Everything that has to be true before a cluster counts as available. */
function summarise(parts: NewCondition[]): NewCondition {
  const waiting = parts.filter(condition => condition.status !== 'True');
  return flag('Available', waiting.length === 0, {
    yes: 'Available',
    reason: 'NotAvailable',
    message: waiting
      .map(c => `* ${c.type}: ${c.message || c.reason}`)
      .join('\n'),
  });
}

function modernOf(
  stack: StackName,
  cluster: Cluster,
  parts: ClusterParts,
): NewCondition[] {
  const { infrastructure, controlPlane, deployments } = parts;
  const infrastructureReady = flag(
    'InfrastructureReady',
    isProvisioned(infrastructure),
    {
      yes: 'Ready',
      reason: infrastructure ? 'NotReady' : 'DoesNotExist',
      message: missing(infrastructure, 'ProxmoxCluster'),
    },
  );
  const initialized = flag(
    'ControlPlaneInitialized',
    isInitialized(controlPlane),
    {
      yes: 'Initialized',
      reason: 'NotInitialized',
      message: 'Control plane not yet initialized',
    },
  );
  const available = flag(
    'ControlPlaneAvailable',
    controlPlane?.status?.ready === true,
    {
      yes: 'Available',
      reason: 'NotAvailable',
      message: 'KamajiControlPlane status.ready is false',
    },
  );
  const probe = flag('RemoteConnectionProbe', parts.isReachable, {
    yes: 'ProbeSucceeded',
    reason: 'ProbeFailed',
    message: 'Remote connection not established yet',
  });
  const workers = workersCondition(stack, deployments);
  const deleting = isDeleting(cluster);
  return [
    deleting
      ? {
          type: 'Available',
          status: 'False',
          reason: 'NotAvailable',
          message: `* Deleting: ${parts.deletingReason}`,
        }
      : summarise([infrastructureReady, available, probe, workers]),
    infrastructureReady,
    initialized,
    available,
    workers,
    probe,
    flag('Deleting', deleting, {
      yes: parts.deletingReason,
      reason: 'NotDeleting',
    }),
    { type: 'Paused', status: 'False', reason: 'NotPaused' },
  ];
}

function legacyOf(parts: ClusterParts): NewCondition[] {
  const infrastructure: NewCondition = flag(
    'InfrastructureReady',
    isProvisioned(parts.infrastructure),
    { reason: 'WaitingForInfrastructure' },
  );
  const controlPlane: NewCondition = flag(
    'ControlPlaneReady',
    parts.controlPlane?.status?.ready === true,
    { reason: 'WaitingForControlPlane' },
  );
  const waiting = [infrastructure, controlPlane].find(c => c.status !== 'True');
  return [
    flag('Ready', !waiting, { reason: waiting?.reason ?? '' }),
    flag('ControlPlaneInitialized', isInitialized(parts.controlPlane), {
      reason: 'WaitingForControlPlaneProviderInitialized',
      message:
        'Waiting for control plane provider to indicate the control plane has been initialized',
    }),
    controlPlane,
    infrastructure,
  ];
}

function sum(
  deployments: MachineDeployment[],
  count: (deployment: MachineDeployment) => number | undefined,
): number {
  return deployments.reduce((total, d) => total + (count(d) ?? 0), 0);
}

/** The status of a Cluster, from what it is made of. */
export function clusterStatus(
  stack: StackName,
  cluster: Cluster,
  parts: ClusterParts,
): Cluster['status'] {
  const conditions = bothDialects({
    stack,
    before: cluster.status,
    modern: modernOf(stack, cluster, parts),
    legacy: legacyOf(parts),
    now: parts.now,
  });
  const workers = {
    desiredReplicas: sum(parts.deployments, d => d.spec.replicas ?? 1),
    replicas: sum(parts.deployments, d => d.status?.replicas),
    readyReplicas: sum(parts.deployments, d => d.status?.readyReplicas),
    availableReplicas: sum(parts.deployments, d => d.status?.availableReplicas),
  };
  const infrastructureReady = isProvisioned(parts.infrastructure);
  const common = {
    phase: phaseOf(cluster, parts),
    observedGeneration: cluster.metadata.generation ?? 1,
  };
  return stack === 'v1beta1'
    ? {
        ...common,
        infrastructureReady,
        controlPlaneReady: parts.controlPlane?.status?.ready === true,
        conditions: conditions.conditions,
        v1beta2: { ...conditions.v1beta2, workers },
      }
    : {
        ...common,
        initialization: {
          infrastructureProvisioned: infrastructureReady,
          controlPlaneInitialized: isInitialized(parts.controlPlane),
        },
        ...conditions,
        workers,
      };
}
