import { legacyConditions, modernConditions } from '../objects/conditions';
import type {
  Cluster,
  KamajiControlPlane,
  ProxmoxCluster,
} from '../objects/kinds';
import { kindRef, StackName } from '../objects/stack';
import { aDeployment, now, withModern } from '../__testUtils__/objects';
import { ClusterParts, clusterStatus } from './clusterStatus';

const isOld = (stack: StackName) => stack === 'v1beta1';

function aCluster(stack: StackName, change: Partial<Cluster> = {}): Cluster {
  return {
    ...kindRef(stack, 'Cluster'),
    metadata: { namespace: 'tenant-team-a', name: 'acme' },
    spec: {
      controlPlaneRef: { kind: 'KamajiControlPlane', name: 'acme' },
      infrastructureRef: { kind: 'ProxmoxCluster', name: 'acme' },
      controlPlaneEndpoint: { host: '10.0.0.200', port: 6443 },
    },
    ...change,
  };
}

/** Everything there and well. */
function wellParts(stack: StackName): ClusterParts {
  const infrastructure: ProxmoxCluster = {
    ...kindRef(stack, 'ProxmoxCluster'),
    metadata: { name: 'acme' },
    spec: {},
    status: isOld(stack)
      ? { ready: true }
      : { initialization: { provisioned: true } },
  };
  const controlPlane: KamajiControlPlane = {
    ...kindRef(stack, 'KamajiControlPlane'),
    metadata: { name: 'acme' },
    spec: { version: 'v1.33.3' },
    status: {
      ready: true,
      ...(isOld(stack)
        ? { initialized: true }
        : { initialization: { controlPlaneInitialized: true } }),
    },
  };
  const deployment = aDeployment(stack, {
    status: {
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      ...withModern(stack, [{ type: 'Available', status: 'True' }]),
    },
  });
  return {
    infrastructure,
    controlPlane,
    deployments: [deployment],
    isReachable: true,
    now,
  };
}

describe.each(['v1beta1', 'v1beta2'] as const)('a cluster in %s', stack => {
  const statusOf = (
    parts: Partial<ClusterParts> = {},
    cluster: Partial<Cluster> = {},
  ) =>
    clusterStatus(stack, aCluster(stack, cluster), {
      ...wellParts(stack),
      ...parts,
    });
  const condition = (status: Cluster['status'], type: string) =>
    modernConditions(stack, status).find(c => c.type === type);

  it('is available when all of it is', () => {
    const status = statusOf();
    expect(status?.phase).toBe('Provisioned');
    expect(condition(status, 'Available')?.status).toBe('True');
    expect(status).toMatchObject(
      isOld(stack)
        ? {
            infrastructureReady: true,
            controlPlaneReady: true,
            v1beta2: { workers: { desiredReplicas: 2, readyReplicas: 2 } },
          }
        : {
            initialization: {
              infrastructureProvisioned: true,
              controlPlaneInitialized: true,
            },
            workers: { desiredReplicas: 2, readyReplicas: 2 },
          },
    );
  });

  it.each<[string, Partial<ClusterParts>, string]>([
    [
      'no infrastructure',
      { infrastructure: undefined },
      '* InfrastructureReady: ProxmoxCluster does not exist',
    ],
    [
      'no control plane',
      { controlPlane: undefined },
      '* ControlPlaneAvailable: KamajiControlPlane status.ready is false',
    ],
    [
      'no way to its API',
      { isReachable: false },
      '* RemoteConnectionProbe: Remote connection not established yet',
    ],
    [
      'too few workers',
      {
        deployments: [aDeployment(stack, { status: { availableReplicas: 1 } })],
      },
      '* WorkersAvailable: * MachineDeployment acme-md-0: 1 available replicas, at least 2 required',
    ],
  ])('is not available with %s, and says so', (_, parts, message) => {
    expect(condition(statusOf(parts), 'Available')).toMatchObject({
      status: 'False',
      reason: 'NotAvailable',
      message,
    });
  });

  it('needs no workers that nobody ordered', () => {
    const status = statusOf({ deployments: [] });
    expect(condition(status, 'WorkersAvailable')).toMatchObject({
      status: 'True',
      reason: 'NoWorkers',
    });
    expect(condition(status, 'Available')?.status).toBe('True');
  });

  it.each<[string, Partial<ClusterParts>, Partial<Cluster>]>([
    ['Pending', {}, { spec: {} }],
    ['Provisioning', { infrastructure: undefined }, {}],
    [
      'Provisioning',
      {},
      {
        spec: {
          infrastructureRef: { kind: 'ProxmoxCluster', name: 'acme' },
        },
      },
    ],
    [
      'Deleting',
      { deletingReason: 'WaitingForWorkersDeletion' },
      { metadata: { deletionTimestamp: '2026-11-22T12:00:00Z' } },
    ],
  ])('is %s', (phase, parts, cluster) => {
    expect(statusOf(parts, cluster)?.phase).toBe(phase);
  });

  it('says what its deletion waits for, and is available no more', () => {
    const status = statusOf(
      { deletingReason: 'WaitingForControlPlaneDeletion' },
      { metadata: { deletionTimestamp: '2026-11-22T12:00:00Z' } },
    );
    expect(condition(status, 'Deleting')).toMatchObject({
      status: 'True',
      reason: 'WaitingForControlPlaneDeletion',
    });
    expect(condition(status, 'Available')).toMatchObject({
      status: 'False',
      message: '* Deleting: WaitingForControlPlaneDeletion',
    });
  });

  it('tells the old dialect what it waits for first', () => {
    const status = statusOf({
      infrastructure: undefined,
      controlPlane: undefined,
    });
    const ready = legacyConditions(stack, status).find(c => c.type === 'Ready');
    expect(ready).toMatchObject({
      status: 'False',
      reason: 'WaitingForInfrastructure',
    });
  });
});
