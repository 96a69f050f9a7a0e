import type {
  Cluster,
  IPAddress,
  Machine,
  ProxmoxMachine,
} from '../objects/kinds';
import { clusterNameOf } from '../objects/stack';
import { ownerOfKind } from '../objects/metadata';
import type { ControllerContext } from '../runtime/Controller';
import { smbiosUuid } from '../tenant/GuestSystems';
import { MachineFacts, TaskFacts, VmFacts } from './nextStep';
import type { ResourceRow } from './placement';
import { ProxmoxClient, ProxmoxRefusal } from './ProxmoxClient';

/** Name of the claim for the address of a machine's first network. */
export function claimName(
  stack: ControllerContext['stack'],
  machine: ProxmoxMachine,
): string {
  const suffix = stack === 'v1beta1' ? 'net0-inet' : 'net0-00-inet';
  return `${machine.metadata.name}-${suffix}`;
}

/** The pool that a machine takes its address from. */
export function poolReference(machine: ProxmoxMachine) {
  return {
    apiGroup: 'ipam.cluster.x-k8s.io',
    kind: 'InClusterIPPool',
    name: `${clusterNameOf(machine)}-v4-icip`,
  };
}

function claimFacts(
  context: ControllerContext,
  machine: ProxmoxMachine,
): MachineFacts['claim'] {
  const { namespace } = machine.metadata;
  const name = claimName(context.stack, machine);
  const claim = context.api.find(
    context.ref('IPAddressClaim'),
    namespace,
    name,
  );
  if (!claim) return undefined;
  const address = context.api.find<IPAddress>(
    context.ref('IPAddress'),
    namespace,
    name,
  );
  return { address: address?.spec.address };
}

/** The node of a task, which its identifier begins with. */
export function taskNode(upid: string): string {
  return upid.split(':')[1] ?? '';
}

async function readTask(
  client: ProxmoxClient,
  upid: string | undefined,
): Promise<TaskFacts | undefined> {
  if (!upid) return undefined;
  const node = taskNode(upid);
  const task = await client.get<{
    status: string;
    exitstatus?: string;
    type: string;
  }>(`/nodes/${node}/tasks/${encodeURIComponent(upid)}/status`);
  return {
    type: task.type,
    isRunning: task.status === 'running',
    exitStatus: task.exitstatus,
  };
}

/** The virtual machine of this number, wherever it is now. */
export async function findVm(
  client: ProxmoxClient,
  vmid: number | undefined,
): Promise<VmFacts | undefined> {
  if (vmid === undefined) return undefined;
  const rows = await client.get<ResourceRow[]>('/cluster/resources', {
    type: 'vm',
  });
  const node = rows.find(row => row.vmid === vmid)?.node;
  if (!node) return undefined;
  const path = `/nodes/${node}/qemu/${vmid}`;
  const [config, status] = [
    await client.get<Record<string, string | number>>(`${path}/config`),
    await client.get<{ status: string }>(`${path}/status/current`),
  ];
  return {
    vmid,
    node,
    name: String(config.name ?? ''),
    isRunning: status.status === 'running',
    uuid: smbiosUuid(config.smbios1),
    config,
  };
}

/** Asks the agent, and through it cloud-init. */
async function askAgent(
  client: ProxmoxClient,
  vm: VmFacts,
): Promise<MachineFacts['agent']> {
  const path = `/nodes/${vm.node}/qemu/${vm.vmid}/agent`;
  try {
    await client.post(`${path}/ping`);
    const { pid } = await client.post<{ pid: number }>(`${path}/exec`, {
      command: ['cloud-init', 'status'],
    });
    const answer = await client.get<{ exitcode?: number; 'out-data'?: string }>(
      `${path}/exec-status`,
      { pid },
    );
    const isRunning = /running/.test(answer['out-data'] ?? '');
    const ended = answer.exitcode === 0 ? 'done' : 'failed';
    return { isAnswering: true, cloudInit: isRunning ? 'running' : ended };
  } catch (error) {
    if (!(error instanceof ProxmoxRefusal)) throw error;
    return { isAnswering: false };
  }
}

/** What the API itself tells of a machine: owner, cluster, bootstrap data, claim. */
export function gatherOwnFacts(
  context: ControllerContext,
  machine: ProxmoxMachine,
): Omit<MachineFacts, 'task' | 'vm' | 'agent'> & { owner?: Machine } {
  const { namespace } = machine.metadata;
  const reference = ownerOfKind(machine, 'Machine');
  const owner =
    reference &&
    context.api.find<Machine>(
      context.ref('Machine'),
      namespace,
      reference.name,
    );
  const cluster = context.api.find<Cluster>(
    context.ref('Cluster'),
    namespace,
    clusterNameOf(machine) ?? '',
  );
  const status = cluster?.status;
  return {
    owner,
    isOwned: owner !== undefined && cluster !== undefined,
    isClusterReady: Boolean(
      status?.infrastructureReady ??
        status?.initialization?.infrastructureProvisioned,
    ),
    hasBootstrapData: owner?.spec.bootstrap.dataSecretName !== undefined,
    claim: claimFacts(context, machine),
  };
}

/** Adds what Proxmox tells. */
export async function gatherRemoteFacts(
  client: ProxmoxClient,
  machine: ProxmoxMachine,
): Promise<Pick<MachineFacts, 'task' | 'vm' | 'agent'>> {
  const task = await readTask(client, machine.status?.taskRef);
  if (task?.isRunning) return { task };
  const vm = await findVm(client, machine.spec.virtualMachineID);
  const agent = vm?.isRunning ? await askAgent(client, vm) : undefined;
  return { task, vm, agent };
}
