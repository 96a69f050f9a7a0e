import {
  Condition,
  Machine,
  TenantCluster,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';

/** What is to be said of one part of the ordered cluster. */
export interface ProgressLine {
  /** `Control plane`, `Worker 1 of 2`. */
  subject: string;
  text: string;
  /** Nothing is waited for here any more. */
  isDone: boolean;
}

// In the order in which Kamaji's provider sets them. Its reasons say the opposite of what they seem to.
const controlPlaneSteps: [type: string, text: string][] = [
  ['TenantControlPlaneCreated', 'being created'],
  ['TenantControlPlaneAddressReady', 'waiting for a load balancer address'],
  ['ControlPlaneEndpointPatched', 'its address is being announced'],
  [
    'InfrastructureClusterPatched',
    'its address is being given to the infrastructure',
  ],
  ['KamajiControlPlaneIsInitialized', 'starting'],
  ['KubeadmResourcesCreated', 'preparing what workers need to join'],
  ['KamajiControlPlaneIsReady', 'starting, not all of it is ready yet'],
  ['Available', 'starting, not available yet'],
];
const infrastructureSteps = ['ProxmoxAvailable', 'ClusterReady', 'Ready'];
const virtualMachineSteps = ['VirtualMachineProvisioned', 'VMProvisioned'];

// Of both generations of the provider.
const machineSteps: Record<string, string> = {
  WaitingForClusterInfrastructure: 'waiting for the infrastructure',
  WaitingForClusterInfrastructureReady: 'waiting for the infrastructure',
  WaitingForBootstrapData: 'waiting for its bootstrap data',
  VMProvisionStarted: 'being created',
  Cloning: 'setting up hardware and disk',
  WaitingForDiskReconciliation: 'setting up hardware and disk',
  WaitingForStaticIPAllocation: 'waiting for an address',
  WaitingForBootstrapDataReconciliation: 'getting its bootstrap data',
  WaitingForVMPowerUp: 'starting',
  PoweringOn: 'starting',
  WaitingForClusterAPIMachineAddresses: 'waiting for its addresses',
  WaitingForNetworkAddresses: 'waiting for its addresses',
  WaitingForCloudInit: 'running, waiting for cloud-init',
  WaitingForBootstrapReady: 'running, waiting for its bootstrap to end',
};

/**
 * Where an ordered cluster is, part by part in the order in which it comes up; to be shown where a line differs from
 * what was last said of its subject.
 */
export function describeProgress(options: {
  cluster: TenantCluster;
  machines: Machine[];
  spec: TenantClusterOrderSpec;
}): ProgressLine[] {
  const { cluster, machines, spec } = options;
  const { replicas } = spec.pool;
  const count = Math.max(replicas, machines.length);
  const sorted = [...machines].sort(
    (left, right) =>
      left.createdAt.localeCompare(right.createdAt) ||
      left.name.localeCompare(right.name),
  );
  const ready = machines.filter(machine => machine.ready).length;
  return [
    describeControlPlane(cluster),
    ...describeInfrastructure(cluster),
    ...sorted.map((machine, index) => ({
      subject: `Worker ${index + 1} of ${count}`,
      ...describeMachine(machine, spec),
    })),
    ...(machines.length
      ? [
          {
            subject: 'Workers',
            text: `${ready} of ${replicas} ready`,
            isDone: ready >= replicas,
          },
        ]
      : []),
  ];
}

function describeControlPlane(cluster: TenantCluster): ProgressLine {
  const subject = 'Control plane';
  const { conditions = [] } = cluster.controlPlane ?? {};
  if (conditions.length === 0) {
    return { subject, text: 'waiting for its controller', isDone: false };
  }
  const step = controlPlaneSteps.find(([type]) => isUnmet(conditions, type));
  const { endpoint } = cluster;
  return {
    subject,
    text:
      step?.[1] ??
      `ready${endpoint ? ` at ${endpoint.host}:${endpoint.port}` : ''}`,
    isDone: !step,
  };
}

function describeInfrastructure({
  infrastructure,
}: TenantCluster): ProgressLine[] {
  if (!infrastructure?.conditions.length) {
    return [];
  }
  const { conditions } = infrastructure;
  const unmet = conditions.find(
    ({ type, status }) =>
      infrastructureSteps.includes(type) && status !== 'True',
  );
  return [
    {
      subject: 'Infrastructure',
      text: unmet ? describeWait(unmet) : 'ready',
      isDone: !unmet,
    },
  ];
}

function describeWait({ reason, message }: Condition): string {
  return reason === 'MissingControlPlaneEndpoint'
    ? 'waiting for the address of the control plane'
    : `waiting: ${message || reason}`;
}

function describeMachine(
  machine: Machine,
  spec: TenantClusterOrderSpec,
): Omit<ProgressLine, 'subject'> {
  const { proxmoxMachine, nodeName } = machine;
  if (machine.deletingSince) {
    return { text: `${machine.name} is being deleted`, isDone: false };
  }
  if (machine.ready && nodeName) {
    return { text: `ready as node ${nodeName}`, isDone: true };
  }
  const step = proxmoxMachine?.conditions.find(({ type }) =>
    virtualMachineSteps.includes(type),
  );
  const place = describePlace(machine);
  if (step?.status === 'True') {
    const text = nodeName
      ? `${place}its node ${nodeName} has joined and is not ready yet`
      : `${place}running, waiting for its node to join`;
    return { text, isDone: false };
  }
  return {
    text: `${place}${describeStep(machine, step, spec)}`,
    isDone: false,
  };
}

function describePlace({ proxmoxMachine }: Machine): string {
  const { vmid, node } = proxmoxMachine ?? {};
  return vmid && node ? `virtual machine ${vmid} on ${node}: ` : '';
}

function describeStep(
  { proxmoxMachine }: Machine,
  step: Condition | undefined,
  spec: TenantClusterOrderSpec,
): string {
  const reason = step?.reason ?? '';
  const task = proxmoxMachine?.task ? ` (${proxmoxMachine.task})` : '';
  // The older provider calls everything up to the start so; its tasks tell more.
  if (reason === 'Cloning' && taskType(proxmoxMachine?.task) === 'qmclone') {
    return `cloning from template ${spec.proxmox.template}${task}`;
  }
  const known = machineSteps[reason];
  if (known) {
    return `${known}${task}`;
  }
  return step
    ? `${reason || step.type}${step.message ? `: ${step.message}` : ''}`
    : 'waiting for the Proxmox provider';
}

/** `UPID:<node>:<pid>:<start>:<time>:<type>:…` */
function taskType(upid: string | undefined): string | undefined {
  return upid?.split(':')[5];
}

function isUnmet(conditions: Condition[], type: string): boolean {
  return conditions.some(
    condition => condition.type === type && condition.status !== 'True',
  );
}
