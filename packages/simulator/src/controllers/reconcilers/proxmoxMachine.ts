import type {
  IPAddressClaim,
  ProxmoxCluster,
  ProxmoxMachine,
  Secret,
} from '../objects/kinds';
import {
  isDeleting,
  withFinalizer,
  withoutFinalizer,
} from '../objects/metadata';
import {
  clusterNameLabel,
  clusterNameOf,
  ownerReference,
} from '../objects/stack';
import {
  claimName,
  findVm,
  gatherOwnFacts,
  gatherRemoteFacts,
  poolReference,
} from '../proxmox/gatherFacts';
import {
  cloneTemplate,
  configure,
  destroy,
  injectBootstrap,
  resize,
  start,
} from '../proxmox/machineActions';
import {
  isFinished,
  isTerminal,
  MachineFacts,
  MachineStep,
  nextStep,
  VmFacts,
} from '../proxmox/nextStep';
import { TerminalFailure } from '../proxmox/placement';
import type { ProxmoxClient } from '../proxmox/ProxmoxClient';
import type {
  Again,
  Controller,
  ControllerContext,
} from '../runtime/Controller';
import { connectTo } from './proxmoxCluster';
import { MachineNews, proxmoxMachineStatus } from './proxmoxMachineStatus';

const manager = 'manager';
const finalizer = 'proxmoxmachine.infrastructure.cluster.x-k8s.io';

/** Simulated time between two looks at what is under way. */
const pollMs = 1000;
/** The same where a change of another object is awaited. */
const resyncMs = 30_000;

interface Work {
  context: ControllerContext;
  client: ProxmoxClient;
  cluster: ProxmoxCluster;
  machine: ProxmoxMachine;
  facts: MachineFacts;
}

function report(
  context: ControllerContext,
  machine: ProxmoxMachine,
  news: MachineNews,
): void {
  context.api.change(
    machine,
    live => ({
      ...live,
      status: proxmoxMachineStatus(context.stack, live, {
        ...news,
        now: context.clock.now(),
      }),
    }),
    { manager, subresource: 'status' },
  );
}

function clusterOf(
  context: ControllerContext,
  machine: ProxmoxMachine,
): ProxmoxCluster | undefined {
  return context.api
    .list<ProxmoxCluster>(
      context.ref('ProxmoxCluster'),
      machine.metadata.namespace,
    )
    .find(cluster => clusterNameOf(cluster) === clusterNameOf(machine));
}

async function clone(work: Work): Promise<void> {
  const { context, client, machine, cluster } = work;
  let cloned;
  try {
    cloned = await cloneTemplate(client, machine, cluster);
  } catch (error) {
    if (error instanceof TerminalFailure) throw error;
    const message = error instanceof Error ? error.message : String(error);
    report(context, machine, { reason: 'CloningFailed', message });
    throw error;
  }
  const { vmid, node, taskRef } = cloned;
  context.api.change(
    machine,
    live => ({ ...live, spec: { ...live.spec, virtualMachineID: vmid } }),
    { manager },
  );
  report(context, machine, { reason: 'Cloning', taskRef, node });
}

/** The claim for a machine's address. */
export function addressClaim(
  context: Pick<ControllerContext, 'ref' | 'stack'>,
  machine: ProxmoxMachine,
): IPAddressClaim {
  return {
    ...context.ref('IPAddressClaim'),
    metadata: {
      namespace: machine.metadata.namespace,
      name: claimName(context.stack, machine),
      labels: { [clusterNameLabel]: clusterNameOf(machine) ?? '' },
      ownerReferences: [ownerReference(machine)],
    },
    spec: { poolRef: poolReference(machine) },
  };
}

function claimAddress({ context, machine }: Work): void {
  context.api.ensure(addressClaim(context, machine), manager);
  report(context, machine, { reason: 'WaitingForStaticIPAllocation' });
}

async function inject(work: Work, vm: VmFacts): Promise<void> {
  const { context, client, machine } = work;
  const { owner } = gatherOwnFacts(context, machine);
  const name = owner?.spec.bootstrap.dataSecretName ?? '';
  const secret = context.api.find<Secret>(
    context.ref('Secret'),
    machine.metadata.namespace,
    name,
  );
  const data = Buffer.from(secret?.data?.value ?? '', 'base64').toString();
  report(context, machine, { reason: 'WaitingForBootstrapDataReconciliation' });
  const taskRef = await injectBootstrap(context, client, { vm, data });
  report(context, machine, {
    reason: 'WaitingForBootstrapDataReconciliation',
    taskRef,
    hasBootstrapData: true,
  });
}

/** The steps that need a virtual machine. */
async function actOn(
  work: Work,
  step: MachineStep['step'],
  vm: VmFacts,
): Promise<void> {
  const { context, client, machine, facts } = work;
  switch (step) {
    case 'configure':
      report(context, machine, {
        reason: 'WaitingForDiskReconciliation',
        taskRef: await configure(client, machine, vm),
        node: vm.node,
      });
      return;
    case 'resize':
      report(context, machine, {
        reason: 'WaitingForDiskReconciliation',
        taskRef: await resize(client, machine, vm),
      });
      return;
    case 'claim-address':
      claimAddress(work);
      return;
    case 'inject-bootstrap':
      await inject(work, vm);
      return;
    case 'start':
      report(context, machine, {
        reason: 'WaitingForVMPowerUp',
        taskRef: await start(client, vm),
      });
      return;
    case 'finish':
      report(context, machine, {
        isDone: true,
        node: vm.node,
        address: facts.claim?.address,
      });
      break;
    default:
  }
}

/** Notes where the machine is and how it calls itself. */
function noteIdentity(
  context: ControllerContext,
  machine: ProxmoxMachine,
  vm: VmFacts | undefined,
): ProxmoxMachine | undefined {
  return context.api.change(
    machine,
    live =>
      withFinalizer(
        vm?.uuid && !live.spec.providerID
          ? {
              ...live,
              spec: { ...live.spec, providerID: `proxmox://${vm.uuid}` },
            }
          : live,
        finalizer,
      ),
    { manager },
  );
}

async function act(work: Work, step: MachineStep): Promise<Again | void> {
  const { context, machine, facts } = work;
  switch (step.step) {
    case 'nothing':
      return undefined;
    case 'wait':
      report(context, machine, {
        reason: step.reason,
        message: step.message,
        address: facts.claim?.address,
        node: facts.vm?.node,
      });
      // Other objects call again when they change; what is in Proxmox does not.
      if (!facts.vm) return undefined;
      return { afterMs: facts.vm.isRunning ? pollMs : resyncMs };
    case 'wait-for-task':
      return { afterMs: pollMs };
    case 'fail':
      report(context, machine, step);
      return undefined;
    case 'clone':
      await clone(work);
      return { afterMs: pollMs };
    default:
      if (facts.vm) await actOn(work, step.step, facts.vm);
      return step.step === 'finish' ? undefined : { afterMs: pollMs };
  }
}

async function tearDown(
  context: ControllerContext,
  machine: ProxmoxMachine,
): Promise<Again | void> {
  report(context, machine, { reason: 'Deleting' });
  const vmid = machine.spec.virtualMachineID;
  const cluster = clusterOf(context, machine);
  if (vmid !== undefined && cluster) {
    const client = connectTo(context, cluster);
    const vm = await findVm(client, vmid);
    // A number that was given to somebody else since is not ours to destroy.
    if (vm?.config.lock) return { afterMs: pollMs };
    if (vm && vm.name === machine.metadata.name) {
      await destroy(context, client, vm);
    }
  }
  const claim = context.api.find(
    context.ref('IPAddressClaim'),
    machine.metadata.namespace,
    claimName(context.stack, machine),
  );
  if (claim) context.api.remove(claim);
  context.api.change(machine, live => withoutFinalizer(live, finalizer), {
    manager,
  });
  return undefined;
}

/** The Proxmox provider's machine half: from a template to a running machine. */
export const proxmoxMachineController: Controller = {
  name: 'proxmox-machine',
  kind: 'ProxmoxMachine',
  watches: ['Cluster', 'Machine', 'ProxmoxCluster', 'IPAddress'],
  async reconcile(context, object) {
    const machine = object as ProxmoxMachine;
    if (isDeleting(machine)) return tearDown(context, machine);
    const own = gatherOwnFacts(context, machine);
    const cluster = clusterOf(context, machine);
    const isOver = isFinished(machine) || isTerminal(context.stack, machine);
    if (!own.isOwned || !cluster || isOver) return undefined;
    const client = connectTo(context, cluster);
    const isEarly = !own.isClusterReady || !own.hasBootstrapData;
    const remote = isEarly ? {} : await gatherRemoteFacts(client, machine);
    const facts: MachineFacts = {
      ...gatherOwnFacts(context, machine),
      ...remote,
    };
    const current = noteIdentity(context, machine, facts.vm);
    if (!current || isDeleting(current)) return undefined;
    const work = { context, client, cluster, machine: current, facts };
    const step = nextStep(context.stack, current, facts);
    try {
      return await act(work, step);
    } catch (error) {
      if (!(error instanceof TerminalFailure)) throw error;
      report(context, current, {
        reason: 'VMProvisionFailed',
        failure: error.failure,
        message: error.message,
      });
      return undefined;
    }
  },
};
