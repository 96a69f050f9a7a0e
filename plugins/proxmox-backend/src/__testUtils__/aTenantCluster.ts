import {
  AddressClaim,
  Condition,
  Machine,
  ManagementClusterState,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';

/** Half an hour before the moment at which the tests look. */
export const LONG_AGO = '2026-11-21T09:30:00.000Z';
export const NOW = new Date('2026-11-21T10:00:00.000Z');
export const A_MOMENT_AGO = '2026-11-21T09:59:30.000Z';

/** `True` unless the reason says why not. */
export function aCondition(
  type: string,
  reason?: string,
  changes: Partial<Condition> = {},
): Condition {
  const status = reason ? 'False' : 'True';
  return { type, status, reason, since: LONG_AGO, ...changes };
}

/** Team A's cluster, ready; `changes` say what is different. */
export function aTenantCluster(
  changes: Partial<TenantCluster> = {},
): TenantCluster {
  return {
    source: 'mgmt-a',
    namespace: 'tenant-team-a',
    name: 'acme',
    stack: 'v1beta2',
    phase: 'Provisioned',
    ready: true,
    paused: false,
    version: 'v1.33.3',
    endpoint: { host: '10.0.0.200', port: 6443 },
    controlPlane: {
      kind: 'KamajiControlPlane',
      name: 'acme',
      conditions: [
        aCondition('TenantControlPlaneAddressReady'),
        aCondition('KamajiControlPlaneIsReady'),
      ],
      tenantControlPlane: {
        name: 'acme',
        status: 'Ready',
        dataStore: 'default',
        serviceAddresses: ['10.0.0.200'],
      },
    },
    infrastructure: {
      kind: 'ProxmoxCluster',
      name: 'acme',
      conditions: [aCondition('Ready')],
    },
    pools: [
      {
        name: 'acme-md-0',
        replicas: 2,
        readyReplicas: 2,
        upToDateReplicas: 2,
        conditions: [aCondition('Available')],
      },
    ],
    conditions: [aCondition('Available')],
    createdAt: LONG_AGO,
    owner: 'group:default/team-a',
    entityRef: 'resource:default/mgmt-a-cluster-tenant-team-a-acme',
    ...changes,
  };
}

/** A worker that is a ready node; `changes` say what is different. */
export function aMachine(changes: Partial<Machine> = {}): Machine {
  const name = changes.name ?? 'acme-md-0-a';
  return {
    source: 'mgmt-a',
    namespace: 'tenant-team-a',
    name,
    cluster: 'acme',
    pool: 'acme-md-0',
    phase: 'Running',
    ready: true,
    nodeName: name,
    providerId: 'proxmox://1b4e28ba-2fa1-11d2-883f-0016d3cca427',
    conditions: [aCondition('Ready')],
    createdAt: LONG_AGO,
    proxmoxMachine: {
      name,
      vmid: 20000,
      node: 'pve1',
      addresses: ['10.0.0.150'],
      conditions: [
        aCondition('Ready'),
        aCondition('VirtualMachineProvisioned'),
      ],
    },
    guest: {
      source: 'fra',
      type: 'qemu',
      vmid: 20000,
      name,
      node: 'pve1',
      status: 'running',
      entityRef: 'resource:default/fra-guest-20000',
    },
    ...changes,
  };
}

/** A worker whose virtual machine is held up at a step. */
export function aStuckMachine(
  step: Condition,
  changes: Partial<Machine> = {},
): Machine {
  const machine = aMachine(changes);
  return {
    ...machine,
    ready: false,
    nodeName: undefined,
    phase: 'Provisioning',
    conditions: [aCondition('Ready', 'NotReady')],
    proxmoxMachine: {
      ...machine.proxmoxMachine!,
      conditions: [aCondition('Ready', 'NotReady'), step],
    },
  };
}

/** A claim of that worker which got nothing. */
export function aRefusedClaim(reason: string, message?: string): AddressClaim {
  return {
    namespace: 'tenant-team-a',
    name: 'acme-md-0-a-net0-00-inet',
    claimant: { kind: 'ProxmoxMachine', name: 'acme-md-0-a' },
    pool: { kind: 'InClusterIPPool', name: 'acme-v4-icip' },
    conditions: [aCondition('Ready', reason, { message })],
  };
}

/** A management cluster with the given tenant clusters. */
export function aManagementCluster(
  tenantClusters: TenantCluster[],
  machines: Machine[] = [],
): ManagementClusterState {
  return {
    source: 'mgmt-a',
    title: 'Management A',
    owner: 'group:default/platform',
    data: {
      stack: 'v1beta2',
      tenants: [],
      tenantClusters,
      machines,
      addressClaims: [],
      addressPools: [],
    },
    asOf: NOW.toISOString(),
    warnings: [],
    complete: true,
    version: 1,
  };
}
