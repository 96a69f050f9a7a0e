import type { TenantControlPlane } from '../objects/kinds';
import { now } from '../__testUtils__/objects';
import { tenantStatus } from './kamaji';

const tenant = (
  status?: TenantControlPlane['status'],
  replicas?: number,
): TenantControlPlane => ({
  apiVersion: 'kamaji.clastix.io/v1alpha1',
  kind: 'TenantControlPlane',
  metadata: { namespace: 'tenant-team-a', name: 'acme' },
  spec: {
    dataStore: 'ssd',
    controlPlane: {
      service: { serviceType: 'LoadBalancer' },
      ...(replicas === undefined ? {} : { deployment: { replicas } }),
    },
    kubernetes: { version: 'v1.33.3', kubelet: {} },
  },
  status,
});

describe('the status of a TenantControlPlane', () => {
  const endpoint = '10.0.0.200:6443';

  it('has no endpoint and no version before there is an address', () => {
    const status = tenantStatus(tenant(), { isRunning: false, now });
    expect(status).not.toHaveProperty('controlPlaneEndpoint');
    expect(status?.kubernetesResources?.version).toEqual({
      status: 'Provisioning',
    });
    expect(status).not.toHaveProperty('kubeconfig');
    expect(status).toMatchObject({ storage: { dataStoreName: 'ssd' } });
  });

  it('has an endpoint while its pods still start', () => {
    const status = tenantStatus(tenant(), { endpoint, isRunning: false, now });
    expect(status).toMatchObject({
      controlPlaneEndpoint: endpoint,
      kubernetesResources: {
        deployment: { replicas: 2, readyReplicas: 0, unavailableReplicas: 2 },
        service: { loadBalancer: { ingress: [{ ip: '10.0.0.200' }] } },
      },
    });
  });

  it('is ready with all its pods, and names its kubeconfig', () => {
    const status = tenantStatus(tenant(undefined, 3), {
      endpoint,
      isRunning: true,
      now,
    });
    expect(status).toMatchObject({
      kubeconfig: { admin: { secretName: 'acme-admin-kubeconfig' } },
      kubernetesResources: {
        version: { version: 'v1.33.3', status: 'Ready' },
        deployment: { replicas: 3, readyReplicas: 3, unavailableReplicas: 0 },
      },
    });
  });

  it('keeps the time of its last change as long as nothing changes', () => {
    const timeOf = (status: TenantControlPlane['status']) =>
      Object(status?.kubernetesResources?.deployment).lastUpdate;
    const first = tenantStatus(tenant(), { endpoint, isRunning: false, now });
    const later = now + 60_000;
    const same = tenantStatus(tenant(first), {
      endpoint,
      isRunning: false,
      now: later,
    });
    expect(timeOf(same)).toBe(timeOf(first));
    const ready = tenantStatus(tenant(same), {
      endpoint,
      isRunning: true,
      now: later,
    });
    expect(timeOf(ready)).toBe('2026-11-22T12:01:00Z');
  });
});
