import type { TenantControlPlane } from '../objects/kinds';
import { controlPlaneConditions, parseEndpoint } from './kamajiControlPlane';

const running = {
  status: { kubernetesResources: { version: { status: 'Ready' } } },
} as TenantControlPlane;

const facts = {
  tenant: running,
  endpoint: { host: '10.0.0.200', port: 6443 },
  isInfrastructureProvisioned: true,
  hasSecrets: true,
  now: 0,
};

describe('controlPlaneConditions', () => {
  it('stop at the first step that waits, and say what for in the message', () => {
    const conditions = controlPlaneConditions({
      ...facts,
      endpoint: undefined,
    });
    expect(conditions.map(c => [c.type, c.status])).toEqual([
      ['TenantControlPlaneCreated', 'True'],
      ['TenantControlPlaneAddressReady', 'False'],
    ]);
    // The provider calls a wait a failure.
    expect(conditions[1]).toMatchObject({
      reason: 'Failed',
      message: 'Control Plane Endpoint is not yet available',
    });
  });

  it('are not initialised before the infrastructure is there, though the control plane runs', () => {
    const last = controlPlaneConditions({
      ...facts,
      isInfrastructureProvisioned: false,
    }).pop();
    expect(last).toMatchObject({
      type: 'KamajiControlPlaneIsInitialized',
      status: 'False',
      message: 'Infrastructure is not yet provisioned',
    });
  });

  it('name a foreign endpoint of the infrastructure', () => {
    const infrastructureProblem =
      'the ProxmoxCluster has been provisioned with a mismatching host';
    expect(
      controlPlaneConditions({ ...facts, infrastructureProblem }).pop(),
    ).toMatchObject({
      type: 'InfrastructureClusterPatched',
      reason: 'Pending',
      message: infrastructureProblem,
    });
  });

  it('are all true in the end', () => {
    const conditions = controlPlaneConditions(facts);
    expect(conditions).toHaveLength(7);
    expect(conditions.every(c => c.status === 'True')).toBe(true);
  });
});

describe('parseEndpoint', () => {
  it('reads host and port, and nothing from what is neither', () => {
    expect(parseEndpoint('10.0.0.200:6443')).toEqual({
      host: '10.0.0.200',
      port: 6443,
    });
    expect(parseEndpoint('')).toBeUndefined();
    expect(parseEndpoint(undefined)).toBeUndefined();
  });
});
