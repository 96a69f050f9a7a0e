import { Condition, Machine } from '@rackstage/plugin-proxmox-common';
import {
  ClusterFacts,
  ControlPlaneFacts,
  MachineDeploymentFacts,
  ProxmoxClusterFacts,
} from '../toModel/facts';

/** A Cluster with what belongs to it. */
export interface ClusterParts {
  cluster: ClusterFacts;
  infrastructure?: ProxmoxClusterFacts;
  controlPlane?: ControlPlaneFacts;
  pools: MachineDeploymentFacts[];
  machines: Machine[];
}

/** Whether a tenant cluster is ready, and if not, what it waits for. */
export interface Explanation {
  ready: boolean;
  reason?: string;
  message?: string;
  since?: string;
}

// The order in which a Kamaji control plane comes up; the endpoint has to be known before the infrastructure goes on.
// Its own reasons are only Succeeded, Pending and Failed, and a mere wait is called a failure: so ours.
const endpointSteps = {
  TenantControlPlaneCreated: 'WaitingForTenantControlPlane',
  TenantControlPlaneAddressReady: 'WaitingForControlPlaneAddress',
  ControlPlaneEndpointPatched: 'WaitingForControlPlaneEndpoint',
  InfrastructureClusterPatched: 'WaitingForInfrastructureEndpoint',
};
const controlPlaneSteps = {
  ...endpointSteps,
  KamajiControlPlaneIsInitialized: 'WaitingForControlPlaneInitialized',
  KubeadmResourcesCreated: 'WaitingForKubeadmResources',
  KamajiControlPlaneIsReady: 'WaitingForControlPlaneReady',
  Available: 'WaitingForControlPlaneAvailable',
};
const infrastructureSteps = ['ProxmoxAvailable', 'ClusterReady', 'Ready'];
const proxmoxMachineSteps = [
  'VirtualMachineProvisioned',
  'VMProvisioned',
  'Ready',
];
const machineSteps = [
  'BootstrapConfigReady',
  'BootstrapReady',
  'InfrastructureReady',
  'NodeReady',
  'NodeHealthy',
  'Ready',
];
const poolSteps = ['MachinesReady', 'Available', 'MachineSetReady', 'Ready'];

// capmox does not go on from these: the machine has to be replaced.
const terminalReasons = ['VMProvisionFailed', 'TaskFailed', 'TaskFailure'];

/**
 * Ready is: infrastructure provisioned, control plane available and every wanted worker a ready node. Otherwise the
 * first thing that is waited for, in the order in which a cluster comes up, because the later ones only follow.
 */
export function explainTenantCluster(parts: ClusterParts): Explanation {
  const { cluster } = parts;
  const waiting =
    explainDeletion(cluster) ??
    explainSilence(parts) ??
    explainInfrastructure(parts) ??
    explainControlPlane(parts) ??
    explainWorkers(parts);
  return waiting ? { ready: false, ...waiting } : { ready: true };
}

type Waiting = Omit<Explanation, 'ready'>;

function explainDeletion(cluster: ClusterFacts): Waiting | undefined {
  if (!cluster.deletingSince) {
    return undefined;
  }
  const condition = cluster.conditions.find(({ type }) => type === 'Deleting');
  return {
    reason: condition?.reason ?? 'Deleting',
    message: condition?.message,
    since: cluster.deletingSince,
  };
}

function explainSilence(parts: ClusterParts): Waiting | undefined {
  const { cluster } = parts;
  const isSilent = !cluster.phase && cluster.conditions.length === 0;
  return isSilent
    ? {
        reason: 'NoControllerActed',
        message:
          'No controller has acted on this cluster: Cluster API may not be running there',
        since: cluster.createdAt,
      }
    : undefined;
}

function explainInfrastructure(parts: ClusterParts): Waiting | undefined {
  const { cluster, infrastructure, controlPlane } = parts;
  if (cluster.infrastructureProvisioned) {
    return undefined;
  }
  return (
    explainKamaji(controlPlane, endpointSteps) ??
    firstUnmet(infrastructure?.conditions, infrastructureSteps) ??
    firstUnmet(cluster.conditions, ['InfrastructureReady']) ?? {
      reason: 'WaitingForInfrastructure',
      since: cluster.createdAt,
    }
  );
}

function explainControlPlane(parts: ClusterParts): Waiting | undefined {
  const { cluster, controlPlane } = parts;
  const available = cluster.conditions.find(
    ({ type }) => type === 'ControlPlaneAvailable',
  );
  const isUp = available
    ? available.status === 'True'
    : cluster.controlPlaneInitialized;
  if (isUp && cluster.controlPlaneInitialized) {
    return undefined;
  }
  return (
    explainKamaji(controlPlane, controlPlaneSteps) ??
    firstUnmet(cluster.conditions, [
      'ControlPlaneInitialized',
      'ControlPlaneAvailable',
      'ControlPlaneReady',
    ]) ?? { reason: 'WaitingForControlPlane', since: cluster.createdAt }
  );
}

function explainKamaji(
  controlPlane: ControlPlaneFacts | undefined,
  steps: Record<string, string>,
): Waiting | undefined {
  const unmet = findUnmet(controlPlane?.conditions, Object.keys(steps));
  return (
    unmet && {
      reason: steps[unmet.type],
      message: unmet.message,
      since: unmet.since,
    }
  );
}

function explainWorkers(parts: ClusterParts): Waiting | undefined {
  for (const pool of parts.pools) {
    const machines = parts.machines.filter(
      machine => machine.pool === pool.name && !machine.deletingSince,
    );
    const ready = machines.filter(machine => machine.ready).length;
    const isComplete =
      ready >= pool.replicas && pool.readyReplicas >= pool.replicas;
    if (!isComplete) {
      return explainPool(pool, machines);
    }
  }
  return undefined;
}

function explainPool(
  pool: MachineDeploymentFacts,
  machines: Machine[],
): Waiting {
  const unready = machines
    .filter(machine => !machine.ready)
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const stuck = unready.find(isTerminal) ?? unready[0];
  return (
    (stuck && explainMachine(stuck)) ??
    firstUnmet(pool.conditions, poolSteps) ?? {
      reason: 'WaitingForMachines',
      message: `Pool ${pool.name} has ${pool.readyReplicas} of ${pool.replicas} workers ready`,
      since: pool.createdAt,
    }
  );
}

function explainMachine(machine: Machine): Waiting | undefined {
  const { proxmoxMachine } = machine;
  if (proxmoxMachine?.failureReason || proxmoxMachine?.failureMessage) {
    return {
      reason: proxmoxMachine.failureReason ?? 'Failed',
      message: proxmoxMachine.failureMessage,
      since: findUnmet(proxmoxMachine.conditions, proxmoxMachineSteps)?.since,
    };
  }
  return (
    firstUnmet(proxmoxMachine?.conditions, proxmoxMachineSteps) ??
    firstUnmet(machine.conditions, machineSteps)
  );
}

function isTerminal({ proxmoxMachine }: Machine): boolean {
  return (
    proxmoxMachine?.failureReason !== undefined ||
    (proxmoxMachine?.conditions ?? []).some(
      ({ status, reason }) =>
        status !== 'True' && terminalReasons.includes(reason ?? ''),
    )
  );
}

function findUnmet(
  conditions: Condition[] | undefined,
  types: readonly string[],
): Condition | undefined {
  return types
    .map(type => conditions?.find(condition => condition.type === type))
    .find(condition => condition && condition.status !== 'True');
}

function firstUnmet(
  conditions: Condition[] | undefined,
  types: readonly string[],
): Waiting | undefined {
  const unmet = findUnmet(conditions, types);
  return (
    unmet && {
      reason: unmet.reason ?? unmet.type,
      message: unmet.message,
      since: unmet.since,
    }
  );
}
