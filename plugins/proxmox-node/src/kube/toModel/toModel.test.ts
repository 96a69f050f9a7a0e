import { normaliseConditions } from './normaliseConditions';
import { toAddressClaim } from './toAddressClaim';
import { toCluster } from './toCluster';
import { toControlPlane } from './toControlPlane';
import { toMachine } from './toMachine';
import { toMachineDeployment } from './toMachineDeployment';
import { toProxmoxCluster } from './toProxmoxCluster';
import { toProxmoxMachine } from './toProxmoxMachine';
import { toTenantControlPlane } from './toTenantControlPlane';

const metadata = {
  name: 'acme',
  namespace: 'tenant-team-a',
  creationTimestamp: '2026-11-01T12:00:00Z',
};

describe('normaliseConditions', () => {
  const old = {
    type: 'Ready',
    status: 'False' as const,
    severity: 'Info',
    reason: 'Cloning',
    message: undefined,
    lastTransitionTime: '2026-11-01T12:00:00Z',
  };

  it('takes the only list there is, in either dialect', () => {
    expect(normaliseConditions({ conditions: [old] })).toEqual([
      {
        type: 'Ready',
        status: 'False',
        severity: 'Info',
        reason: 'Cloning',
        since: '2026-11-01T12:00:00Z',
      },
    ]);
    expect(normaliseConditions(undefined)).toEqual([]);
  });

  it('prefers the newer list of an object in the older version', () => {
    const newer = { ...old, type: 'Available', severity: undefined };
    const normalised = normaliseConditions({
      conditions: [old],
      v1beta2: { conditions: [newer] },
    });
    expect(normalised.map(({ type }) => type)).toEqual(['Available']);
  });

  it('does not take an empty newer list for the truth', () => {
    const normalised = normaliseConditions({
      conditions: [old],
      v1beta2: { conditions: [] },
    });
    expect(normalised).toHaveLength(1);
  });
});

describe('objects of both stacks', () => {
  it('say the same of a cluster', () => {
    const old = toCluster({
      metadata,
      status: { infrastructureReady: true, controlPlaneReady: true },
    });
    const young = toCluster({
      metadata,
      status: {
        initialization: {
          infrastructureProvisioned: true,
          controlPlaneInitialized: true,
        },
        deprecated: { v1beta1: { conditions: [{ type: 'Ready' }] } },
      },
    });
    expect(young).toEqual(old);
    expect(old).toMatchObject({
      infrastructureProvisioned: true,
      controlPlaneInitialized: true,
    });
  });

  it('say the same of pools, machines and control planes', () => {
    expect(
      toMachineDeployment({ metadata, status: { updatedReplicas: 2 } }),
    ).toEqual(
      toMachineDeployment({ metadata, status: { upToDateReplicas: 2 } }),
    );
    expect(toProxmoxCluster({ metadata, status: { ready: true } })).toEqual(
      toProxmoxCluster({
        metadata,
        status: { initialization: { provisioned: true } },
      }),
    );
    expect(toControlPlane({ metadata, status: { initialized: true } })).toEqual(
      toControlPlane({
        metadata,
        status: { initialization: { controlPlaneInitialized: true } },
      }),
    );
  });

  it('tell pause by annotation from pause by field', () => {
    const annotations = { 'cluster.x-k8s.io/paused': '' };
    expect(toCluster({ metadata }).paused).toBe(false);
    expect(toCluster({ metadata, spec: { paused: true } }).paused).toBe(true);
    expect(toCluster({ metadata: { ...metadata, annotations } }).paused).toBe(
      true,
    );
  });

  it('read what a cluster is for, and overlook what is no Component', () => {
    const componentOf = (text: unknown) =>
      toCluster({
        metadata: {
          ...metadata,
          annotations: { 'rackstage.io/component': text },
        },
      }).component;
    expect(componentOf('component:orders-api')).toBe(
      'component:default/orders-api',
    );
    expect(componentOf('group:default/team-a')).toBeUndefined();
    expect(componentOf(['component:default/orders-api'])).toBeUndefined();
    expect(toCluster({ metadata }).component).toBeUndefined();
  });

  it('find the cluster of a machine by its label where the field is missing', () => {
    const labels = {
      'cluster.x-k8s.io/cluster-name': 'acme',
      'cluster.x-k8s.io/deployment-name': 'acme-md-0',
    };
    expect(toMachine({ metadata: { ...metadata, labels } })).toMatchObject({
      cluster: 'acme',
      pool: 'acme-md-0',
    });
  });

  it('leave out VMIDs that are none and addresses that are names', () => {
    const machine = toProxmoxMachine({
      metadata,
      spec: { virtualMachineID: -1 },
      status: {
        taskRef: '',
        addresses: [
          { type: 'Hostname', address: 'acme-1' },
          { type: 'InternalIP', address: '10.0.0.151' },
        ],
      },
    });
    expect(machine.vmid).toBeUndefined();
    expect(machine.task).toBeUndefined();
    expect(machine.addresses).toEqual(['10.0.0.151']);
  });

  it('tell who an address is for, and where a control plane can be reached', () => {
    const ownerReferences = [
      { kind: 'Cluster', name: 'acme' },
      { kind: 'ProxmoxMachine', name: 'acme-1', controller: true },
    ];
    expect(
      toAddressClaim({ metadata: { ...metadata, ownerReferences } }).claimant,
    ).toEqual({ kind: 'ProxmoxMachine', name: 'acme-1' });
    const loadBalancer = {
      ingress: [{ ip: '10.0.0.200' }, { hostname: 'k8s' }],
    };
    expect(
      toTenantControlPlane({
        metadata,
        status: { kubernetesResources: { service: { loadBalancer } } },
      }).serviceAddresses,
    ).toEqual(['10.0.0.200', 'k8s']);
  });

  it('survive fields of a wrong type', () => {
    const odd = {
      metadata: { ...metadata, labels: 'none' },
      spec: { replicas: 'three', virtualMachineID: '7' },
      status: { conditions: [{ type: 'Ready' }, 'no'], phase: 4 },
    };
    expect(toCluster(odd)).toMatchObject({ phase: undefined, conditions: [] });
    expect(toMachineDeployment(odd).replicas).toBe(1);
    expect(toProxmoxMachine(odd).vmid).toBeUndefined();
    expect(() => toCluster({ metadata: {} })).toThrow();
  });
});
