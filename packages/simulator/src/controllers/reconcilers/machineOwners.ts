import { createHash } from 'node:crypto';
import { bothDialects, isTrue, NewCondition } from '../objects/conditions';
import type {
  Machine,
  MachineOwnerSpec,
  MachineOwnerStatus,
} from '../objects/kinds';
import { isDeleting } from '../objects/metadata';
import type { StackName } from '../objects/stack';

/** A short name for a machine template: another template, another name. */
export function templateHash(spec: MachineOwnerSpec): string {
  const { infrastructureRef, bootstrap, version } = spec.template.spec;
  return createHash('sha256')
    .update(
      JSON.stringify([
        infrastructureRef.name,
        bootstrap.configRef?.name,
        version,
      ]),
    )
    .digest('hex')
    .slice(0, 5);
}

/** How many of some machines are how far. */
export interface MachineCounts {
  replicas: number;
  ready: number;
  available: number;
  upToDate: number;
}

/** Counts machines. */
export function countMachines(
  stack: StackName,
  machines: readonly Machine[],
): MachineCounts {
  const alive = machines.filter(machine => !isDeleting(machine));
  const count = (type: string) =>
    alive.filter(machine => isTrue(stack, machine.status, type)).length;
  return {
    replicas: machines.length,
    ready: count('Ready'),
    available: count('Available'),
    upToDate: machines.length,
  };
}

function yesNo(
  type: string,
  isYes: boolean,
  reasons: { yes: string; no: string; message?: string },
): NewCondition {
  return {
    type,
    status: isYes ? 'True' : 'False',
    reason: isYes ? reasons.yes : reasons.no,
    message: isYes ? '' : reasons.message ?? '',
  };
}

/** The status that MachineSets and MachineDeployments have in common. */
export function machineOwnerStatus(
  stack: StackName,
  owner: {
    kind: string;
    metadata: { generation?: number; deletionTimestamp?: string };
    spec: MachineOwnerSpec;
    status?: MachineOwnerStatus;
  },
  counts: MachineCounts & { now: number },
): MachineOwnerStatus {
  const wanted = owner.spec.replicas ?? 1;
  const isAvailable = counts.available >= wanted;
  const available = yesNo('Available', isAvailable, {
    yes: 'Available',
    no: 'NotAvailable',
    message: `${counts.available} available replicas, at least ${wanted} required`,
  });
  const isDeployment = owner.kind === 'MachineDeployment';
  const ready = yesNo('MachinesReady', counts.ready >= counts.replicas, {
    yes: counts.replicas === 0 ? 'NoReplicas' : 'Ready',
    no: 'NotReady',
    message: `${counts.replicas - counts.ready} of ${
      counts.replicas
    } machines not ready`,
  });
  const modern = [
    ...(isDeployment ? [available] : []),
    ready,
    yesNo('MachinesUpToDate', counts.upToDate >= counts.replicas, {
      yes: counts.replicas === 0 ? 'NoReplicas' : 'UpToDate',
      no: 'NotUpToDate',
    }),
    ...(isDeployment
      ? [
          yesNo('RollingOut', counts.upToDate < counts.replicas, {
            yes: 'RollingOut',
            no: 'NotRollingOut',
          }),
        ]
      : []),
    yesNo('ScalingUp', counts.replicas < wanted, {
      yes: 'ScalingUp',
      no: 'NotScalingUp',
    }),
    yesNo('ScalingDown', counts.replicas > wanted, {
      yes: 'ScalingDown',
      no: 'NotScalingDown',
    }),
    yesNo('Deleting', owner.metadata.deletionTimestamp !== undefined, {
      yes: 'Deleting',
      no: 'NotDeleting',
    }),
  ];
  const waiting: NewCondition = {
    ...available,
    type: 'Ready',
    ...(isAvailable ? {} : { reason: 'WaitingForAvailableMachines' }),
  };
  const legacy = isDeployment
    ? [waiting, { ...waiting, type: 'Available' }]
    : [waiting, { ...ready, type: 'MachinesReady' }];
  const conditions = bothDialects({
    stack,
    before: owner.status,
    modern,
    legacy,
    now: counts.now,
  });
  const fields = replicaFields(stack, owner, counts);
  return {
    ...conditions,
    ...fields,
    ...(conditions.v1beta2
      ? { v1beta2: { ...conditions.v1beta2, ...fields.v1beta2 } }
      : {}),
  };
}

function replicaFields(
  stack: StackName,
  owner: {
    kind: string;
    spec: MachineOwnerSpec;
    metadata: { generation?: number };
  },
  counts: MachineCounts,
): MachineOwnerStatus {
  const wanted = owner.spec.replicas ?? 1;
  const isDeployment = owner.kind === 'MachineDeployment';
  const missing = Math.max(0, wanted - counts.available);
  const settled =
    counts.replicas === wanted && missing === 0 ? 'Running' : undefined;
  const phase =
    settled ?? (counts.replicas > wanted ? 'ScalingDown' : 'ScalingUp');
  const selector = Object.entries(owner.spec.selector.matchLabels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const common = {
    observedGeneration: owner.metadata.generation ?? 1,
    ...(selector ? { selector } : {}),
    ...(isDeployment ? { phase } : {}),
    replicas: counts.replicas,
    readyReplicas: counts.ready,
    availableReplicas: counts.available,
  };
  const upToDate = counts.upToDate;
  if (stack === 'v1beta2') return { ...common, upToDateReplicas: upToDate };
  return {
    ...common,
    ...(isDeployment
      ? { updatedReplicas: upToDate, unavailableReplicas: missing }
      : { fullyLabeledReplicas: counts.replicas }),
    v1beta2: {
      readyReplicas: counts.ready,
      availableReplicas: counts.available,
      upToDateReplicas: upToDate,
    },
  };
}
