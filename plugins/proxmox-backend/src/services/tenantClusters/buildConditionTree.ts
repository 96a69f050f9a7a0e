import {
  AddressClaim,
  Condition,
  ConditionTreeNode,
  Machine,
  MachinePool,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { mergeSiblings } from './mergeSiblings';

/** The conditions that sum an object up, the first that it has. */
const summaries = {
  whole: ['Available', 'Ready'],
  part: ['Ready', 'Available'],
};
/** In the order in which Kamaji's provider sets them; its last one says that all is well. */
const KAMAJI_SUMMARY = 'KamajiControlPlaneIsReady';
const PROVISIONED = ['VirtualMachineProvisioned', 'VMProvisioned'];

/**
 * The objects of a tenant cluster as `clusterctl describe cluster` hangs them: below the cluster its infrastructure, its
 * control plane and its workers; what only echoes its parent is left out, and equal siblings are one line. Claims of
 * addresses and the TenantControlPlane, which that command does not know, are there too.
 */
export function buildConditionTree(options: {
  cluster: TenantCluster;
  machines: Machine[];
  claims: AddressClaim[];
}): ConditionTreeNode {
  const { cluster, machines, claims } = options;
  const { infrastructure } = cluster;
  const known = new Set(cluster.pools.map(({ name }) => name));
  const others = machines.filter(({ pool }) => !pool || !known.has(pool));
  return {
    ...describe('Cluster', cluster, summaries.whole),
    children: [
      ...(infrastructure
        ? [describe(infrastructure.kind, infrastructure, summaries.part)]
        : []),
      ...buildControlPlane(cluster),
      ...buildGroup(
        'Workers',
        cluster.pools.map(pool => buildPool(pool, machines, claims)),
      ),
      ...buildGroup('Other', buildMachines(others, claims)),
    ],
  };
}

function describe(
  kind: string,
  object: { name: string; conditions: Condition[] },
  types: string[],
): ConditionTreeNode {
  const { name, conditions } = object;
  const condition = findCondition(conditions, types);
  return { kind, name, count: 1, condition, conditions, children: [] };
}

function findCondition(
  conditions: Condition[],
  types: string[],
): Condition | undefined {
  return types
    .map(type => conditions.find(condition => condition.type === type))
    .find(condition => condition !== undefined);
}

/** A line of its own kind that stands for no object. */
function buildGroup(
  name: string,
  children: ConditionTreeNode[],
): ConditionTreeNode[] {
  return children.length
    ? [{ kind: 'Group', name, count: 1, conditions: [], children }]
    : [];
}

function buildControlPlane({
  controlPlane,
}: TenantCluster): ConditionTreeNode[] {
  if (!controlPlane) {
    return [];
  }
  const { kind, conditions } = controlPlane;
  const summary = [KAMAJI_SUMMARY, ...summaries.part];
  return [
    {
      ...describe(kind, controlPlane, summary),
      // Its reasons are used the wrong way round; the first step that is not done says where it stands.
      condition:
        conditions.find(isUndone) ?? findCondition(conditions, summary),
      children: buildTenantControlPlane(controlPlane.tenantControlPlane),
    },
  ];
}

function isUndone({ type, status }: Condition): boolean {
  return type !== 'Paused' && status !== 'True';
}

/** It has no conditions; what it has instead is said as one. */
function buildTenantControlPlane(
  found: NonNullable<TenantCluster['controlPlane']>['tenantControlPlane'],
): ConditionTreeNode[] {
  if (!found) {
    return [];
  }
  const { name, status, serviceAddresses, dataStore } = found;
  const addresses = serviceAddresses.length
    ? `Its address is ${serviceAddresses.join(', ')}.`
    : 'Its Service has no address yet.';
  const store = dataStore ? ` Its data are in ${dataStore}.` : '';
  const condition: Condition = {
    type: 'Ready',
    status: toTruth(status),
    reason: status,
    message: `${addresses}${store}`,
  };
  const conditions = [condition];
  return [
    {
      kind: 'TenantControlPlane',
      name,
      count: 1,
      condition,
      conditions,
      children: [],
    },
  ];
}

function toTruth(status: string | undefined): Condition['status'] {
  if (!status || status === 'Unknown') {
    return 'Unknown';
  }
  return status === 'Ready' ? 'True' : 'False';
}

function buildPool(
  pool: MachinePool,
  machines: Machine[],
  claims: AddressClaim[],
): ConditionTreeNode {
  const members = machines.filter(machine => machine.pool === pool.name);
  return {
    ...describe('MachineDeployment', pool, summaries.whole),
    children: buildMachines(members, claims),
  };
}

function buildMachines(
  machines: Machine[],
  claims: AddressClaim[],
): ConditionTreeNode[] {
  return mergeSiblings(
    machines.map(machine => {
      const node = describe('Machine', machine, summaries.part);
      return { ...node, children: buildProxmoxMachine(machine, node, claims) };
    }),
  );
}

function buildProxmoxMachine(
  { proxmoxMachine }: Machine,
  parent: ConditionTreeNode,
  claims: AddressClaim[],
): ConditionTreeNode[] {
  if (!proxmoxMachine) {
    return [];
  }
  const { conditions } = proxmoxMachine;
  const provisioned = findCondition(conditions, PROVISIONED);
  const node = describe('ProxmoxMachine', proxmoxMachine, summaries.part);
  const condition =
    provisioned && provisioned.status !== 'True' ? provisioned : node.condition;
  const children = claims
    .filter(
      ({ claimant }) =>
        claimant?.kind === 'ProxmoxMachine' &&
        claimant.name === proxmoxMachine.name,
    )
    .map(claim => describe('IPAddressClaim', claim, summaries.part))
    .filter(claim => claim.condition?.status !== 'True');
  const isEcho = isQuiet(condition, parent.condition) && !children.length;
  return isEcho ? [] : [{ ...node, condition, children }];
}

/** True, or the same as the parent already says. */
function isQuiet(own?: Condition, parent?: Condition): boolean {
  return (
    own !== undefined &&
    (own.status === 'True' ||
      (own.status === parent?.status && own.reason === parent.reason))
  );
}
