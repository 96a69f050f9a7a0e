import { rfc3339 } from '../objects/conditions';
import type { Secret, Service, TenantControlPlane } from '../objects/kinds';
import {
  isDeleting,
  withFinalizer,
  withoutFinalizer,
} from '../objects/metadata';
import { clusterNameOf, ownerReference } from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';
import type { TenantServer } from '../tenant/TenantClusters';

const manager = 'kamaji';
const finalizer = 'finalizer.kamaji.clastix.io/datastore-secret';

/** Simulated time until the pods of a control plane are ready. */
const podsMs = 15_000;

function serviceOf(tenant: TenantControlPlane): Service {
  const { namespace, name } = tenant.metadata;
  const { serviceType, additionalMetadata } = tenant.spec.controlPlane.service;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      namespace,
      name,
      annotations: additionalMetadata?.annotations ?? {},
      labels: { 'kamaji.clastix.io/name': name ?? '' },
      ownerReferences: [ownerReference(tenant)],
    },
    spec: {
      type: serviceType,
      ports: [
        {
          name: 'kube-apiserver',
          port: 6443,
          protocol: 'TCP',
          targetPort: 6443,
        },
      ],
    },
  };
}

/** Where the tenant's API is reached, as soon as the Service says so. */
function endpointOf(service: Service): string | undefined {
  const address =
    service.spec.type === 'LoadBalancer'
      ? service.status?.loadBalancer?.ingress?.[0]?.ip
      : service.spec.clusterIP;
  return address ? `${address}:6443` : undefined;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function writeSecrets(
  context: ControllerContext,
  tenant: TenantControlPlane,
  server: TenantServer,
): void {
  const { namespace, name } = tenant.metadata;
  const kubeconfig = base64(server.kubeconfig());
  const contents: [string, { [key: string]: string }][] = [
    [
      `${name}-ca`,
      { 'ca.crt': base64(server.caPem), 'tls.crt': base64(server.caPem) },
    ],
    [
      `${name}-admin-kubeconfig`,
      Object.fromEntries(
        ['admin.conf', 'admin.svc', 'super-admin.conf', 'super-admin.svc'].map(
          key => [key, kubeconfig],
        ),
      ),
    ],
  ];
  for (const [secretName, data] of contents) {
    const secret: Secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: {
        namespace,
        name: secretName,
        ownerReferences: [ownerReference(tenant)],
      },
      data,
    };
    context.api.ensure(secret, manager);
  }
}

/** The status of a TenantControlPlane. */
export function tenantStatus(
  tenant: TenantControlPlane,
  facts: { endpoint?: string; isRunning: boolean; now: number },
): TenantControlPlane['status'] {
  const { namespace = '', name = '' } = tenant.metadata;
  const replicas = tenant.spec.controlPlane.deployment?.replicas ?? 2;
  const ready = facts.isRunning ? replicas : 0;
  const lastUpdate = rfc3339(facts.now);
  const before = tenant.status?.kubernetesResources;
  const { version } = tenant.spec.kubernetes;
  const status = facts.isRunning ? 'Ready' : 'Provisioning';
  const resources = {
    version: facts.isRunning ? { version, status } : { status },
    deployment: {
      name,
      namespace,
      replicas,
      readyReplicas: ready,
      availableReplicas: ready,
      updatedReplicas: replicas,
      unavailableReplicas: replicas - ready,
      selector: `kamaji.clastix.io/name=${name}`,
      lastUpdate:
        before?.version?.status === status
          ? (before.deployment as { lastUpdate?: string } | undefined)
              ?.lastUpdate ?? lastUpdate
          : lastUpdate,
    },
    service: {
      name,
      namespace,
      port: 6443,
      loadBalancer: facts.endpoint
        ? { ingress: [{ ip: facts.endpoint.split(':')[0] }] }
        : {},
    },
  };
  return {
    ...(facts.endpoint ? { controlPlaneEndpoint: facts.endpoint } : {}),
    storage: {
      driver: 'etcd',
      dataStoreName: tenant.spec.dataStore ?? 'default',
    },
    ...(facts.isRunning
      ? { kubeconfig: { admin: { secretName: `${name}-admin-kubeconfig` } } }
      : {}),
    kubernetesResources: resources,
  } as TenantControlPlane['status'];
}

async function tearDown(
  context: ControllerContext,
  tenant: TenantControlPlane,
): Promise<void> {
  const { namespace = '', name = '' } = tenant.metadata;
  await context.tenants.remove({ namespace, name });
  const service = context.api.find(context.ref('Service'), namespace, name);
  if (service) context.api.remove(service);
  context.api.change(tenant, live => withoutFinalizer(live, finalizer), {
    manager,
  });
}

/** Kamaji: runs the control plane of a tenant cluster. */
export const kamajiController: Controller = {
  name: 'kamaji',
  kind: 'TenantControlPlane',
  watches: ['Service'],
  async reconcile(context, object) {
    const tenant = object as TenantControlPlane;
    if (isDeleting(tenant)) return tearDown(context, tenant);
    const { namespace = '', name = '' } = tenant.metadata;
    context.api.change(tenant, live => withFinalizer(live, finalizer), {
      manager,
    });
    const service = context.api.ensure(serviceOf(tenant), manager);
    const endpoint = endpointOf(service);
    const owner = `${namespace}/${clusterNameOf(tenant) ?? name}`;
    // The certificates name the endpoint, so nothing starts before it is known.
    const left = endpoint
      ? context.delays.left({ owner, step: 'control plane' }, podsMs)
      : undefined;
    const isRunning = left === 0;
    if (isRunning) {
      const server = await context.tenants.ensure({ namespace, name });
      writeSecrets(context, tenant, server);
    }
    context.api.change(
      tenant,
      live => ({
        ...live,
        status: tenantStatus(live, {
          endpoint,
          isRunning,
          now: context.clock.now(),
        }),
      }),
      { manager, subresource: 'status' },
    );
    return left ? { afterMs: left } : undefined;
  },
};
