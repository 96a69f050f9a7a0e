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

/**
 * A tenant as CozyStack has it: the application, the release behind it, and its
 * namespace, which is named after all tenants from the root down.
 */
function tenant(parent: string, name: string): KubeObject[] {
  const release = `tenant-${name}`;
  const namespace =
    parent === 'tenant-root' ? `tenant-${name}` : `${parent}-${name}`;
  const message = `Helm install succeeded for release ${parent}/${release}.v1 with chart tenant@1.6.2`;
  const spec = { etcd: false, monitoring: false, ingress: false };
  const ancestors = ['tenant-root', parent, namespace];
  return [
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: {
        name: release,
        namespace: parent,
        labels: {
          [`${group}/application.kind`]: 'Tenant',
          [`${group}/application.group`]: group,
          [`${group}/application.name`]: name,
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
      metadata: { name, namespace: parent },
      spec,
      status: { version: '1.6.2', namespace, conditions: conditions(message) },
    },
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: Object.fromEntries(
          ancestors.map(ancestor => [`tenant.cozystack.io/${ancestor}`, '']),
        ),
      },
    },
  ];
}

/**
 * Tenant `team` with a tenant for each team below it. A tenant's own name has
 * no dash: `tenant-team-a` is the namespace of `a` within `team`.
 */
export function cozyStackTenants(names: readonly string[]): KubeObject[] {
  const namespaces = ['cozy-system', 'tenant-root'].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  return [
    ...namespaces,
    ...tenant('tenant-root', 'team'),
    ...names.flatMap(name => tenant('tenant-team', name)),
  ];
}
