import type { KubeObject } from '../../kube/object/types';

const group = 'apps.cozystack.io';

function conditions(message: string) {
  return ['Ready', 'Released'].map(type => ({
    type,
    status: 'True',
    reason: 'InstallSucceeded',
    message,
    lastTransitionTime: '2026-11-02T09:14:00Z',
    observedGeneration: 1,
  }));
}

/** A tenant as CozyStack has it: the application, the release behind it, and its namespace. */
function tenant(name: string): KubeObject[] {
  const release = `tenant-${name.replace('-', '')}`;
  const message = `Helm install succeeded for release tenant-root/${release}.v1 with chart tenant@1.6.2`;
  const spec = { etcd: false, monitoring: false, ingress: false };
  return [
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: {
        name: release,
        namespace: 'tenant-root',
        labels: {
          [`${group}/application.kind`]: 'Tenant',
          [`${group}/application.group`]: group,
          [`${group}/application.name`]: name.replace('-', ''),
        },
      },
      spec: {
        interval: '5m',
        chartRef: {
          kind: 'ExternalArtifact',
          name: 'cozystack-tenant-application-default-tenant',
          namespace: 'cozy-system',
        },
        values: spec,
      },
      status: { conditions: conditions(message) },
    },
    {
      apiVersion: `${group}/v1alpha1`,
      kind: 'Tenant',
      metadata: { name: name.replace('-', ''), namespace: 'tenant-root' },
      spec,
      status: {
        version: '1.6.2',
        namespace: `tenant-${name}`,
        conditions: conditions(message),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: `tenant-${name}`,
        labels: {
          'tenant.cozystack.io/tenant-root': '',
          [`tenant.cozystack.io/tenant-${name}`]: '',
        },
      },
    },
  ];
}

/** Tenants of CozyStack, with the namespaces that they live in. */
export function cozyStackTenants(names: readonly string[]): KubeObject[] {
  const namespaces = ['cozy-system', 'tenant-root'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  return [...namespaces, ...names.flatMap(tenant)];
}
