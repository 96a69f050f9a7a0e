import type { ProxmoxMachine } from '../objects/kinds';
import type { StackName } from '../objects/stack';

/** A task of Proxmox, as its status says. */
export interface TaskFacts {
  type: string;
  isRunning: boolean;
  exitStatus?: string;
}

/** A virtual machine as the provider sees it. */
export interface VmFacts {
  vmid: number;
  node: string;
  name: string;
  isRunning: boolean;
  uuid?: string;
  config: Record<string, string | number>;
}

/** What the provider knows before it decides what to do next with a machine. */
export interface MachineFacts {
  isOwned: boolean;
  isClusterReady: boolean;
  hasBootstrapData: boolean;
  task?: TaskFacts;
  vm?: VmFacts;
  /** Whether the address claim exists, and the address that it was given. */
  claim?: { address?: string };
  /** Whether the agent answers, and what it says of cloud-init. */
  agent?: { isAnswering: boolean; cloudInit?: 'running' | 'done' | 'failed' };
}

/** What to do next with a machine. */
export type MachineStep =
  | { step: 'nothing' }
  | { step: 'wait'; reason: string; message?: string }
  | { step: 'wait-for-task' }
  | { step: 'fail'; reason: string; failure: string; message: string }
  | {
      step:
        | 'clone'
        | 'configure'
        | 'resize'
        | 'claim-address'
        | 'inject-bootstrap'
        | 'start'
        | 'finish';
    };

/** Words that differ between the two generations of the provider. */
const reasons = {
  v1beta1: {
    cluster: 'WaitingForClusterInfrastructure',
    taskFailed: 'TaskFailure',
    cloudInit: 'PoweringOn',
  },
  v1beta2: {
    cluster: 'WaitingForClusterInfrastructureReady',
    taskFailed: 'TaskFailed',
    cloudInit: 'WaitingForCloudInit',
  },
} as const;

/** The condition whose reason is the state of a machine. */
export function stateCondition(stack: StackName): string {
  return stack === 'v1beta1' ? 'VMProvisioned' : 'VirtualMachineProvisioned';
}

/** The state that a machine was last in. */
export function stateOf(
  stack: StackName,
  machine: ProxmoxMachine,
): string | undefined {
  return machine.status?.conditions?.find(c => c.type === stateCondition(stack))
    ?.reason;
}

/** Whether the provider has given up on a machine: only deleting it helps. */
export function isTerminal(stack: StackName, machine: ProxmoxMachine): boolean {
  if (machine.status?.failureReason) return true;
  const state = stateOf(stack, machine);
  return state === 'VMProvisionFailed' || state === reasons[stack].taskFailed;
}

/** Whether a machine has been called provisioned once: the provider then leaves it alone. */
export function isFinished(machine: ProxmoxMachine): boolean {
  const { status } = machine;
  return Boolean(status?.ready ?? status?.initialization?.provisioned);
}

/** The options that the machine wants and its virtual machine does not have. */
export function missingOptions(
  machine: ProxmoxMachine,
  config: Record<string, string | number>,
): Record<string, string> {
  const { numSockets, numCores, memoryMiB, tags, network } = machine.spec;
  const device = network?.networkDevices?.[0] ?? network?.default;
  const wanted: Record<string, string> = {};
  const want = (key: string, value: number | undefined) => {
    if (value && Number(config[key]) !== value) wanted[key] = String(value);
  };
  want('sockets', numSockets);
  want('cores', numCores);
  want('memory', memoryMiB);
  const net0 = String(config.net0 ?? '');
  const bridge = device?.bridge ?? 'vmbr0';
  const vlan = device?.vlan ? `,tag=${device.vlan}` : '';
  const hasNetwork =
    new RegExp(`bridge=${bridge}(,|$)`).test(net0) &&
    (/,tag=(\d+)/.exec(net0)?.[0] ?? '') === vlan;
  if (device && !hasNetwork) {
    wanted.net0 = `${device.model ?? 'virtio'},bridge=${bridge}${vlan}`;
  }
  const known = String(config.tags ?? '').split(';');
  if (tags?.some(tag => !known.includes(tag))) {
    wanted.tags = [...new Set([...known.filter(Boolean), ...tags])].join(';');
  }
  return wanted;
}

/** Whether the boot disk is smaller than wanted. */
export function needsResize(
  machine: ProxmoxMachine,
  config: Record<string, string | number>,
): boolean {
  const volume = machine.spec.disks?.bootVolume;
  if (!volume) return false;
  const size = /size=(\d+)([MGT])?/.exec(String(config[volume.disk] ?? ''));
  if (!size) return false;
  const factor = { M: 1 / 1024, G: 1, T: 1024 }[size[2] ?? 'M'] ?? 1;
  return Number(size[1]) * factor < volume.sizeGb;
}

/**
 * Without a difference between template and machine the newer provider skips
 * every step after cloning and calls the machine provisioned (its issue 848).
 */
function skipsTheRest(
  stack: StackName,
  machine: ProxmoxMachine,
  vm: VmFacts,
): boolean {
  return (
    stack === 'v1beta2' &&
    stateOf(stack, machine) === 'Cloning' &&
    Object.keys(missingOptions(machine, vm.config)).length === 0
  );
}

function stepBeforeStart(
  machine: ProxmoxMachine,
  facts: MachineFacts,
  vm: VmFacts,
): MachineStep | undefined {
  if (vm.isRunning) return undefined;
  if (Object.keys(missingOptions(machine, vm.config)).length > 0) {
    return { step: 'configure' };
  }
  if (needsResize(machine, vm.config)) return { step: 'resize' };
  if (!facts.claim) return { step: 'claim-address' };
  if (!facts.claim.address) {
    return { step: 'wait', reason: 'WaitingForStaticIPAllocation' };
  }
  if (!/iso/.test(String(vm.config.ide0 ?? ''))) {
    return { step: 'inject-bootstrap' };
  }
  return { step: 'start' };
}

function stepAfterStart(
  stack: StackName,
  machine: ProxmoxMachine,
  facts: MachineFacts,
): MachineStep {
  const { checks } = machine.spec;
  if (checks?.skipQemuGuestAgent) return { step: 'finish' };
  const wait: MachineStep = { step: 'wait', reason: reasons[stack].cloudInit };
  if (!facts.agent?.isAnswering) return wait;
  if (checks?.skipCloudInitStatus) return { step: 'finish' };
  if (facts.agent.cloudInit === 'failed') {
    return {
      step: 'fail',
      reason: 'VMProvisionFailed',
      failure: 'BootstrapFailed',
      message: 'cloud-init failed execution',
    };
  }
  return facts.agent.cloudInit === 'done' ? { step: 'finish' } : wait;
}

/** What stands in the way of any work on the virtual machine. */
function stepBeforeVm(
  stack: StackName,
  facts: MachineFacts,
): MachineStep | undefined {
  if (!facts.isClusterReady) {
    return { step: 'wait', reason: reasons[stack].cluster };
  }
  if (!facts.hasBootstrapData) {
    return { step: 'wait', reason: 'WaitingForBootstrapData' };
  }
  const { task } = facts;
  if (task?.isRunning) return { step: 'wait-for-task' };
  if (task?.exitStatus && !/^(OK|WARNINGS)/.test(task.exitStatus)) {
    return {
      step: 'fail',
      reason: reasons[stack].taskFailed,
      failure: 'CreateError',
      message: `${task.type}: ${task.exitStatus}`,
    };
  }
  return undefined;
}

/** What is wrong with the virtual machine itself. */
function vmProblem(machine: ProxmoxMachine, vm: VmFacts | undefined) {
  if (!vm) return `vm ${machine.spec.virtualMachineID} not found`;
  const { name } = machine.metadata;
  return vm.name === name
    ? undefined
    : `expected VM name to match "${name}" but it was "${vm.name}"`;
}

/** The step that a machine takes from what the provider sees of it. */
export function nextStep(
  stack: StackName,
  machine: ProxmoxMachine,
  facts: MachineFacts,
): MachineStep {
  const isOver = isFinished(machine) || isTerminal(stack, machine);
  if (!facts.isOwned || isOver) return { step: 'nothing' };
  const early = stepBeforeVm(stack, facts);
  if (early) return early;
  if (machine.spec.virtualMachineID === undefined) return { step: 'clone' };
  const { vm } = facts;
  const problem = vmProblem(machine, vm);
  if (!vm || problem) {
    return {
      step: 'fail',
      reason: 'VMProvisionFailed',
      failure: 'UnkownMachine',
      message: problem ?? '',
    };
  }
  if (skipsTheRest(stack, machine, vm)) return { step: 'finish' };
  return (
    stepBeforeStart(machine, facts, vm) ?? stepAfterStart(stack, machine, facts)
  );
}
