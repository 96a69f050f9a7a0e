import {
  legacyForm,
  NewCondition,
  stampConditions,
} from '../objects/conditions';
import type { MachineAddress, ProxmoxMachine } from '../objects/kinds';
import type { StackName } from '../objects/stack';
import { stateCondition } from '../proxmox/nextStep';

/** What became of a machine since its status was last written. */
export interface MachineNews {
  /** The new state; none when the machine is done. */
  reason?: string;
  message?: string;
  /** Set when the provider gives up. */
  failure?: string;
  isDone?: boolean;
  taskRef?: string;
  node?: string;
  address?: string;
  hasBootstrapData?: boolean;
}

/** States that the older provider names differently or not at all. */
const olderStates: Record<string, string> = {
  WaitingForDiskReconciliation: 'Cloning',
  WaitingForBootstrapDataReconciliation: 'WaitingForStaticIPAllocation',
  WaitingForVMPowerUp: 'PoweringOn',
};

function conditionsOf(
  stack: StackName,
  machine: ProxmoxMachine,
  news: MachineNews & { now: number },
) {
  const isOld = stack === 'v1beta1';
  const reason = (isOld && olderStates[news.reason ?? '']) || news.reason;
  const details: Omit<NewCondition, 'type'> = news.isDone
    ? { status: 'True', reason: 'Provisioned', message: '' }
    : {
        status: 'False',
        reason: reason ?? 'Unknown',
        message: news.message ?? '',
        severity: news.failure ? 'Error' : 'Info',
      };
  const conditions: NewCondition[] = [
    { type: 'Ready', ...details },
    { type: stateCondition(stack), ...details },
  ];
  const form = isOld
    ? legacyForm(conditions)
    : conditions.map(({ severity: _severity, ...condition }) => condition);
  return stampConditions(machine.status?.conditions, form, news.now);
}

function addressFields(
  stack: StackName,
  machine: ProxmoxMachine,
  address: string | undefined,
): object {
  if (!address) return {};
  const addresses: MachineAddress[] = [
    { type: 'Hostname', address: machine.metadata.name ?? '' },
    { type: 'InternalIP', address },
  ];
  const isOld = stack === 'v1beta1';
  return {
    addresses,
    ipAddresses: isOld
      ? { net0: { ipv4: address } }
      : [{ net: 'net0', ipv4: [address] }],
  };
}

/** The status of a ProxmoxMachine after some news. */
export function proxmoxMachineStatus(
  stack: StackName,
  machine: ProxmoxMachine,
  news: MachineNews & { now: number },
): ProxmoxMachine['status'] {
  const { taskRef: _taskRef, ...before } = machine.status ?? {};
  const isDone = news.isDone === true;
  const isOld = stack === 'v1beta1';
  return {
    ...before,
    conditions: conditionsOf(stack, machine, news),
    vmStatus: isDone ? 'ready' : 'pending',
    ...(isOld
      ? { ready: isDone }
      : { initialization: { provisioned: isDone } }),
    ...(news.taskRef ? { taskRef: news.taskRef } : {}),
    ...(news.node ? { proxmoxNode: news.node } : {}),
    ...(news.hasBootstrapData || isDone ? { bootstrapDataProvided: true } : {}),
    ...(isOld && news.failure
      ? { failureReason: news.failure, failureMessage: news.message ?? '' }
      : {}),
    ...addressFields(stack, machine, news.address),
  };
}
