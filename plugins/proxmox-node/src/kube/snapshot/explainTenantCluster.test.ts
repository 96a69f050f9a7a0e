import { Condition, Machine } from '@rackstage/plugin-proxmox-common';
import { ClusterParts, explainTenantCluster } from './explainTenantCluster';

const createdAt = '2026-11-01T12:00:00Z';
const object = { namespace: 'tenant-team-a', name: 'acme', createdAt };

function met(type: string): Condition {
  return { type, status: 'True', since: createdAt };
}

function unmet(type: string, reason: string, message?: string): Condition {
  return { type, status: 'False', reason, message, since: createdAt };
}

function partsOf(change: Partial<ClusterParts> = {}): ClusterParts {
  return {
    cluster: {
      ...object,
      paused: false,
      phase: 'Provisioned',
      infrastructureProvisioned: true,
      controlPlaneInitialized: true,
      conditions: [met('ControlPlaneAvailable')],
    },
    pools: [
      {
        ...object,
        name: 'md-0',
        cluster: 'acme',
        replicas: 1,
        readyReplicas: 1,
        upToDateReplicas: 1,
        conditions: [],
      },
    ],
    machines: [machineOf({ ready: true })],
    ...change,
  };
}

function machineOf(change: Partial<Machine>): Machine {
  return {
    ...object,
    source: 'mgmt',
    name: 'md-0-x1',
    cluster: 'acme',
    pool: 'md-0',
    phase: 'Running',
    ready: false,
    conditions: [],
    ...change,
  };
}

const proxmoxMachine = (conditions: Condition[], more: object = {}) => ({
  name: 'md-0-x1',
  addresses: [],
  conditions,
  ...more,
});

describe('explainTenantCluster', () => {
  it('is ready when all of it is', () => {
    expect(explainTenantCluster(partsOf())).toEqual({ ready: true });
  });

  const { cluster } = partsOf();
  const waitingForAddress = unmet(
    'TenantControlPlaneAddressReady',
    'Failed',
    'the Service has no address',
  );
  const missingEndpoint = unmet(
    'ProxmoxAvailable',
    'MissingControlPlaneEndpoint',
  );

  it.each<[string, Partial<ClusterParts>, string, string?]>([
    [
      'that nobody has acted',
      { cluster: { ...cluster, phase: undefined, conditions: [] } },
      'NoControllerActed',
    ],
    [
      'what a deletion waits for',
      {
        cluster: {
          ...cluster,
          deletingSince: createdAt,
          conditions: [unmet('Deleting', 'WaitingForWorkersDeletion')],
        },
      },
      'WaitingForWorkersDeletion',
    ],
    [
      'the missing address before the infrastructure that waits for it',
      {
        cluster: { ...cluster, infrastructureProvisioned: false },
        infrastructure: {
          ...object,
          provisioned: false,
          conditions: [missingEndpoint],
        },
        controlPlane: {
          ...object,
          initialized: false,
          conditions: [met('TenantControlPlaneCreated'), waitingForAddress],
        },
      },
      'WaitingForControlPlaneAddress',
      'the Service has no address',
    ],
    [
      'the infrastructure where the control plane has its address',
      {
        cluster: { ...cluster, infrastructureProvisioned: false },
        infrastructure: {
          ...object,
          provisioned: false,
          conditions: [unmet('ProxmoxAvailable', 'ProxmoxUnreachable')],
        },
      },
      'ProxmoxUnreachable',
    ],
    [
      'a control plane that is not available any more',
      {
        cluster: {
          ...cluster,
          conditions: [unmet('ControlPlaneAvailable', 'NotAvailable')],
        },
      },
      'NotAvailable',
    ],
    [
      'the state of the virtual machine',
      {
        machines: [
          machineOf({
            conditions: [unmet('InfrastructureReady', 'NotReady')],
            proxmoxMachine: proxmoxMachine([
              unmet('VirtualMachineProvisioned', 'WaitingForCloudInit'),
            ]),
          }),
        ],
      },
      'WaitingForCloudInit',
    ],
    [
      'the machine that was given up before those that only wait',
      {
        machines: [
          machineOf({
            proxmoxMachine: proxmoxMachine([unmet('VMProvisioned', 'Cloning')]),
          }),
          machineOf({
            createdAt: '2026-11-02T12:00:00Z',
            proxmoxMachine: proxmoxMachine(
              [unmet('VMProvisioned', 'VMProvisionFailed')],
              {
                failureReason: 'InsufficientResources',
                failureMessage: 'cannot reserve memory',
              },
            ),
          }),
        ],
      },
      'InsufficientResources',
      'cannot reserve memory',
    ],
    [
      'the node where the virtual machine is done',
      {
        machines: [
          machineOf({
            conditions: [unmet('NodeHealthy', 'NodeProvisioning')],
            proxmoxMachine: proxmoxMachine([met('VMProvisioned')]),
          }),
        ],
      },
      'NodeProvisioning',
    ],
    [
      'the pool where there is no machine at all',
      { machines: [] },
      'WaitingForMachines',
    ],
    [
      'the pool whose own count lags behind',
      { pools: [{ ...partsOf().pools[0], readyReplicas: 0 }] },
      'WaitingForMachines',
    ],
  ])('names %s', (...[, change, reason, message]) => {
    const explanation = explainTenantCluster(partsOf(change));
    expect(explanation).toMatchObject({ ready: false, reason });
    expect(explanation.since).toBe(createdAt);
    expect(explanation.message ?? '').toContain(message ?? '');
  });

  it('does not count machines on their way out', () => {
    const machines = [machineOf({ ready: true, deletingSince: createdAt })];
    expect(explainTenantCluster(partsOf({ machines })).ready).toBe(false);
  });
});
