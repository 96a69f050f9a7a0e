import { Condition, Machine } from '@rackstage/plugin-proxmox-common';
import { terminalCauses } from './terminalCauses';
import {
  citeCondition,
  Evidence,
  findUnmet,
  isOverdue,
  MachineSymptom,
  TenantClusterFindings,
} from './TenantClusterFindings';

/** Looks for what holds one machine up. */
type MachineRule = (
  machine: Machine,
  findings: TenantClusterFindings,
) => MachineSymptom | undefined;

const PROVISIONED = ['VirtualMachineProvisioned', 'VMProvisioned'];
const TERMINAL_REASONS = ['VMProvisionFailed', 'TaskFailed', 'TaskFailure'];
/** capmox tries these again, later and later. */
const RETRIED_REASONS = ['CloningFailed', 'PoweringOnFailed'];
const FAILING_REASONS = [...TERMINAL_REASONS, ...RETRIED_REASONS];
const LONG_DELETION_MS = 15 * 60_000;
const NODE_PATIENCE_MS = 5 * 60_000;
const CITED_LOG_LINES = 5;

/** The step at which the virtual machine is; its reason is the state of the provider. */
function findStep({ proxmoxMachine }: Machine): Condition | undefined {
  return findUnmet(proxmoxMachine?.conditions ?? [], PROVISIONED);
}

function citeStep(machine: Machine): Evidence[] {
  const step = findStep(machine);
  return step
    ? [citeCondition(`ProxmoxMachine ${machine.proxmoxMachine?.name}`, step)]
    : [];
}

function citeTask(
  machine: Machine,
  { tasks }: TenantClusterFindings,
): Evidence[] {
  const found = tasks.get(machine.name);
  if (!found) {
    return [];
  }
  const { task, logLines } = found;
  const log = logLines.slice(-CITED_LOG_LINES);
  return [
    {
      kind: 'task',
      title: `${task.type} on ${task.node}`,
      text: `${task.outcome}${
        task.message ? `: ${task.message}` : ''
      }, started ${task.startedAt} (${task.upid})`,
    },
    ...(log.length
      ? [
          {
            kind: 'log' as const,
            title: `Log of ${task.type}`,
            text: log.join('\n'),
          },
        ]
      : []),
  ];
}

/** F06 to F11, F14, F17, F24: capmox gave up, or Proxmox refuses every attempt. */
const failed: MachineRule = (machine, findings) => {
  const step = findStep(machine);
  const { failureReason, failureMessage } = machine.proxmoxMachine ?? {};
  const isFailing = FAILING_REASONS.includes(step?.reason ?? '');
  if (!isFailing && !failureReason && !failureMessage) {
    return undefined;
  }
  const task = findings.tasks.get(machine.name);
  const words = [
    failureMessage,
    step?.message,
    task?.task.message,
    ...(task?.logLines ?? []),
  ].join('\n');
  const cause = terminalCauses.find(
    ({ pattern, failureReason: known }) =>
      pattern.test(words) ||
      (known !== undefined && [failureReason, step?.reason].includes(known)),
  );
  const evidence = [...citeStep(machine), ...citeTask(machine, findings)];
  if (cause) {
    const { ruleId, text, nextStep } = cause;
    return { ruleId, severity: 'error', text, nextStep, evidence };
  }
  return { ...describeUnknownCause(machine), evidence };
};

/** Two machines that reach for one VMID at a time: one of them is refused, and takes the next. */
function describeUnknownCause(
  machine: Machine,
): Pick<MachineSymptom, 'ruleId' | 'severity' | 'text' | 'nextStep'> {
  const step = findStep(machine);
  const { failureReason, failureMessage } = machine.proxmoxMachine ?? {};
  const hasGivenUp = Boolean(failureReason || failureMessage);
  if (!hasGivenUp && RETRIED_REASONS.includes(step?.reason ?? '')) {
    return {
      ruleId: 'machine-tried-again',
      severity: 'warning',
      text: `Proxmox refused what the provider asked for, and it tries again: ${
        step?.message || step?.reason
      }`,
      nextStep: 'Wait a minute; if it stays so, look at the Proxmox task.',
    };
  }
  return {
    ruleId: 'machine-failed',
    severity: 'error',
    text: `the Proxmox provider failed: ${
      failureMessage || step?.message || failureReason || step?.reason
    }`,
    nextStep:
      'Look at the Proxmox task; then delete the Machine, and its pool makes another one.',
  };
}

/** F13: what the claim and the pool say is the cause. */
const waitsForAddress: MachineRule = (machine, { claims, pools }) => {
  const step = findStep(machine);
  const claim = claims.find(
    ({ claimant, conditions, address }) =>
      claimant?.name === machine.proxmoxMachine?.name &&
      (!address || conditions.some(({ status }) => status === 'False')),
  );
  if (!claim || step?.reason !== 'WaitingForStaticIPAllocation') {
    return step?.reason === 'WaitingForStaticIPAllocation'
      ? {
          ruleId: 'address-not-allocated',
          severity: 'warning',
          text: 'waits for an address, and nobody has asked for one',
          nextStep:
            'Check that the in-cluster IPAM provider runs in the management cluster.',
          evidence: citeStep(machine),
        }
      : undefined;
  }
  const pool = pools.find(({ name }) => name === claim.pool?.name);
  const refusal = claim.conditions.find(({ status }) => status === 'False');
  const isExhausted = refusal?.reason === 'PoolExhausted' || pool?.free === 0;
  const poolName = claim.pool?.name ?? 'its pool';
  const evidence: Evidence[] = [
    ...(refusal
      ? [citeCondition(`IPAddressClaim ${claim.name}`, refusal)]
      : [
          {
            kind: 'object' as const,
            title: `IPAddressClaim ${claim.name}`,
            text: 'no address and no condition',
          },
        ]),
    ...citeStep(machine),
  ];
  return isExhausted
    ? {
        ruleId: 'address-pool-exhausted',
        severity: 'error',
        text: `no address is free in pool ${poolName}${
          pool
            ? ` (${pool.addresses.join(', ')}: ${pool.used ?? '?'} of ${
                pool.total ?? '?'
              } used)`
            : ''
        }`,
        nextStep:
          'Add addresses to ipv4Config of the ProxmoxCluster, or take workers away; released addresses stay reserved for a minute.',
        params: { pool: poolName },
        evidence,
      }
    : {
        ruleId: 'address-not-allocated',
        severity: 'warning',
        text: `waits for an address of pool ${poolName}${
          refusal?.message ? `: ${refusal.message}` : ''
        }`,
        nextStep:
          'Check that the in-cluster IPAM provider runs in the management cluster.',
        params: { pool: poolName },
        evidence,
      };
};

/** F15 and F16: the reason is only in the provider's log; what can be seen is that the agent does not answer. */
const waitsForAgent: MachineRule = (machine, { now }) => {
  const step = findStep(machine);
  if (step?.reason !== 'WaitingForCloudInit') {
    return undefined;
  }
  const { guest } = machine;
  return {
    ruleId: 'agent-silent',
    severity: isOverdue(step.since, now) ? 'error' : 'info',
    text: `the virtual machine ${
      guest ? `${guest.vmid} on ${guest.node} is ${guest.status}` : 'is there'
    }, but its QEMU guest agent does not say that cloud-init is done`,
    nextStep:
      'Check that the template has qemu-guest-agent installed, the option agent on, no cloud-init drive of Proxmox, and that its image uses cloud-init and netplan.',
    evidence: [
      ...citeStep(machine),
      ...(guest
        ? [
            {
              kind: 'guest' as const,
              title: `${guest.name ?? 'VM'} (${guest.vmid})`,
              text: `${guest.status} on ${guest.node}`,
            },
          ]
        : []),
    ],
  };
};

/** F22. */
const waitsForBootstrapData: MachineRule = (machine, { cluster, now }) => {
  const step = findStep(machine);
  if (
    step?.reason !== 'WaitingForBootstrapData' ||
    !isOverdue(step.since ?? machine.createdAt, now)
  ) {
    return undefined;
  }
  const uninitialised = findUnmet(cluster.controlPlane?.conditions ?? [], [
    'KamajiControlPlaneIsInitialized',
  ]);
  return {
    ruleId: 'bootstrap-data-missing',
    severity: 'warning',
    text: uninitialised
      ? 'waits for its bootstrap data, because the control plane is not initialised'
      : 'waits for its bootstrap data',
    nextStep: uninitialised
      ? 'Look at the control plane first.'
      : 'Check that the kubeadm bootstrap provider runs in the management cluster, and look at the KubeadmConfig.',
    evidence: citeStep(machine),
  };
};

/** F12: provisioned as it seems, and never switched on. */
const stoppedThoughProvisioned: MachineRule = (machine, { now }) => {
  const { guest, nodeName, proxmoxMachine } = machine;
  const done = proxmoxMachine?.conditions.find(
    ({ type, status }) =>
      [...PROVISIONED, 'Ready'].includes(type) && status === 'True',
  );
  const isStopped =
    done !== undefined && guest?.status === 'stopped' && !nodeName;
  return isStopped && isOverdue(done.since, now)
    ? {
        ruleId: 'never-started',
        severity: 'error',
        text: `the virtual machine ${guest.vmid} counts as provisioned, but was never started`,
        nextStep:
          'Use a machine template that differs from its VM template, for example by a tag, and delete the Machine.',
        evidence: [
          citeCondition(`ProxmoxMachine ${proxmoxMachine?.name}`, done),
          {
            kind: 'guest',
            title: `${guest.name ?? 'VM'} (${guest.vmid})`,
            text: `stopped on ${guest.node}`,
          },
        ],
      }
    : undefined;
};

/** F18: it runs, and no Node matches it. */
const nodeMissing: MachineRule = (machine, { now }) => {
  const { guest, nodeName, proxmoxMachine, providerId } = machine;
  const done = proxmoxMachine?.conditions.find(
    ({ type, status }) => PROVISIONED.includes(type) && status === 'True',
  );
  const isMissing =
    done !== undefined && !nodeName && guest?.status !== 'stopped';
  if (!isMissing || !isOverdue(done.since, now, NODE_PATIENCE_MS)) {
    return undefined;
  }
  const unmet = findUnmet(machine.conditions, ['NodeHealthy', 'NodeReady']);
  return {
    ruleId: 'node-missing',
    severity: 'error',
    text: `no Node of the tenant cluster has the provider ID ${
      providerId ?? 'of the machine'
    }, though the virtual machine is provisioned since ${done.since}`,
    nextStep:
      'Look whether kubelet joined (its log in the machine) and which spec.providerID the Nodes have: a cloud controller manager must be set to the provider capmox.',
    evidence: [
      citeCondition(`ProxmoxMachine ${proxmoxMachine?.name}`, done),
      ...(unmet ? [citeCondition(`Machine ${machine.name}`, unmet)] : []),
    ],
  };
};

/** F01: a ProxmoxMachine that nobody takes care of. */
const untouched: MachineRule = (machine, { now }) =>
  machine.proxmoxMachine?.conditions.length === 0 &&
  isOverdue(machine.createdAt, now)
    ? {
        ruleId: 'machine-untouched',
        severity: 'error',
        text: `the Proxmox provider has not acted on it since ${machine.createdAt}`,
        nextStep:
          'Check that capmox-controller-manager runs, and that the ProxmoxMachine has its Machine as owner.',
        evidence: [
          {
            kind: 'object',
            title: `ProxmoxMachine ${machine.proxmoxMachine.name}`,
            text: 'no conditions',
          },
        ],
      }
    : undefined;

/** F20. */
const deletionStuck: MachineRule = (machine, findings) => {
  const { deletingSince } = machine;
  if (
    !deletingSince ||
    !isOverdue(deletingSince, findings.now, LONG_DELETION_MS)
  ) {
    return undefined;
  }
  const waiting = machine.conditions.find(({ type }) => type === 'Deleting');
  return {
    ruleId: 'machine-deletion-stuck',
    severity: 'warning',
    text: `is being deleted since ${deletingSince}`,
    nextStep:
      'Look at the Proxmox tasks that stop and destroy the virtual machine, and whether a pod that cannot be evicted keeps its node.',
    evidence: [
      ...(waiting ? [citeCondition(`Machine ${machine.name}`, waiting)] : []),
      ...citeTask(machine, findings),
    ],
  };
};

/** The first that fits is the cause; the others would only follow from it. */
export const machineRules: MachineRule[] = [
  deletionStuck,
  failed,
  waitsForAddress,
  waitsForBootstrapData,
  waitsForAgent,
  stoppedThoughProvisioned,
  untouched,
  nodeMissing,
];
