import {
  Condition,
  ConditionTreeNode,
  Machine,
  SourceAge,
  TenantCluster,
  TenantClusterAnswer,
} from '@rackstage/plugin-proxmox-common';
import { ageOf, makeFailingSource, secondsAgo } from './fixtures';

export function makeTenantCluster(
  changes: Partial<TenantCluster> = {},
): TenantCluster {
  const name = changes.name ?? 'acme';
  return {
    source: 'mgmt-a',
    namespace: 'tenant-team-a',
    name,
    stack: 'v1beta1',
    phase: 'Provisioned',
    ready: true,
    since: secondsAgo(3600),
    paused: false,
    version: 'v1.33.3',
    endpoint: { host: '10.0.0.200', port: 6443 },
    controlPlane: {
      kind: 'KamajiControlPlane',
      name,
      replicas: 2,
      readyReplicas: 2,
      conditions: [],
    },
    pools: ['md-0', 'md-1'].map(pool => ({
      name: `${name}-${pool}`,
      replicas: 2,
      readyReplicas: 2,
      upToDateReplicas: 2,
      conditions: [],
    })),
    conditions: [{ type: 'Ready', status: 'True' }],
    createdAt: secondsAgo(86_400),
    owner: 'group:default/team-a',
    entityRef: `resource:default/mgmt-a-cluster-tenant-team-a-${name}`,
    ...changes,
  };
}

export function makeMachine(changes: Partial<Machine> = {}): Machine {
  const name = changes.name ?? 'acme-md-0-a';
  return {
    source: 'mgmt-a',
    namespace: 'tenant-team-a',
    name,
    cluster: 'acme',
    pool: 'acme-md-0',
    phase: 'Running',
    ready: true,
    version: 'v1.33.3',
    conditions: [{ type: 'Ready', status: 'True' }],
    createdAt: secondsAgo(86_400),
    proxmoxMachine: {
      name,
      vmid: 20001,
      node: 'pve1',
      addresses: ['10.0.0.150'],
      conditions: [{ type: 'VirtualMachineProvisioned', status: 'True' }],
    },
    guest: {
      source: 'fra',
      type: 'qemu',
      vmid: 20001,
      name,
      node: 'pve2',
      status: 'running',
      entityRef: 'resource:default/fra-guest-20001',
    },
    ...changes,
  };
}

const silentAgent: Condition = {
  type: 'VirtualMachineProvisioned',
  status: 'False',
  reason: 'WaitingForCloudInit',
  message: 'guest agent does not answer',
  since: secondsAgo(1800),
};

/** A machine whose guest agent is silent; the viewer may not see its guest. */
export function makeStuckMachine(): Machine {
  return makeMachine({
    name: 'acme-md-0-b',
    phase: 'Provisioning',
    ready: false,
    conditions: [{ type: 'Ready', status: 'False' }],
    guest: undefined,
    proxmoxMachine: {
      name: 'acme-md-0-b',
      vmid: 20002,
      node: 'pve3',
      addresses: [],
      conditions: [silentAgent],
    },
  });
}

export function makeTreeNode(
  changes: Partial<ConditionTreeNode> = {},
): ConditionTreeNode {
  const condition = changes.condition ?? { type: 'Ready', status: 'True' };
  return {
    kind: 'Cluster',
    name: 'acme',
    count: 1,
    condition,
    conditions: [condition],
    children: [],
    ...changes,
  };
}

export function makeManagementCluster(
  changes: Partial<SourceAge> = {},
): SourceAge {
  return {
    name: 'mgmt-a',
    title: 'Management A',
    health: 'healthy',
    asOf: secondsAgo(12),
    problems: [],
    ...changes,
  };
}

/** The management cluster after its API went down four minutes ago. */
export function makeFailingManagementCluster(): SourceAge {
  const { health, asOf, problems } = ageOf(makeFailingSource());
  return makeManagementCluster({ health, asOf, problems });
}

export function makeTenantClusterAnswer(
  changes: Partial<TenantClusterAnswer> = {},
): TenantClusterAnswer {
  return {
    cluster: makeTenantCluster(),
    source: makeManagementCluster(),
    machines: [makeMachine()],
    tree: makeTreeNode(),
    diagnoses: [],
    ...changes,
  };
}

/** A cluster that waits for a machine whose guest agent is silent. */
export function makeStuckAnswer(): TenantClusterAnswer {
  return makeTenantClusterAnswer({
    cluster: makeTenantCluster({
      phase: 'Provisioned',
      ready: false,
      reason: 'WaitingForCloudInit',
      message: 'acme-md-0-b waits',
      since: secondsAgo(1800),
    }),
    machines: [makeMachine(), makeStuckMachine()],
    tree: makeTreeNode({
      condition: { type: 'Ready', status: 'False', reason: 'WorkersNotReady' },
      children: [
        makeTreeNode({
          kind: 'ProxmoxCluster',
          conditions: [{ type: 'ProxmoxAvailable', status: 'True' }],
        }),
        {
          kind: 'Group',
          name: 'Workers',
          count: 1,
          conditions: [],
          children: [
            makeTreeNode({
              kind: 'Machine',
              name: 'acme-md-0-b, acme-md-0-c',
              count: 2,
              condition: silentAgent,
              conditions: [silentAgent, { type: 'Paused', status: 'False' }],
            }),
          ],
        },
      ],
    }),
    diagnoses: [
      {
        ruleId: 'agent-silent',
        severity: 'error',
        text: 'Machine acme-md-0-b: the guest agent has been silent for 30 minutes.',
        params: {},
        nextStep: 'Check that the template has qemu-guest-agent.',
        evidence: [
          {
            kind: 'condition',
            title: 'ProxmoxMachine acme-md-0-b: VirtualMachineProvisioned',
            text: 'False, WaitingForCloudInit',
          },
          { kind: 'log', title: 'qmstart', text: 'VM 20002 started' },
        ],
      },
    ],
  });
}
