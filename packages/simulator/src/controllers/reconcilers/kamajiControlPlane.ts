import type { JsonObject } from '../../kube/object/types';
import { NewCondition, stampConditions } from '../objects/conditions';
import type {
  Cluster,
  Endpoint,
  KamajiControlPlane,
  ProxmoxCluster,
  Secret,
  TenantControlPlane,
} from '../objects/kinds';
import { isDeleting, ownerOfKind } from '../objects/metadata';
import { clusterNameLabel, ownerReference } from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';

const manager = 'manager';

/** How far a control plane has come. */
interface Progress {
  tenant?: TenantControlPlane;
  endpoint?: Endpoint;
  /** What keeps the endpoint from the infrastructure, if anything does. */
  infrastructureProblem?: string;
  isInfrastructureProvisioned: boolean;
  hasSecrets: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

/** `10.0.0.200:6443` as host and port. */
export function parseEndpoint(text: string | undefined): Endpoint | undefined {
  const match = /^(.+):(\d+)$/.exec(text ?? '');
  return match ? { host: match[1], port: Number(match[2]) } : undefined;
}

/** The TenantControlPlane that a KamajiControlPlane stands for. */
export function tenantControlPlane(
  controlPlane: KamajiControlPlane,
  cluster: Cluster,
): TenantControlPlane {
  const { namespace, name } = controlPlane.metadata;
  const { spec } = controlPlane;
  const network = spec.network ?? {};
  const ranges = cluster.spec.clusterNetwork;
  return {
    apiVersion: 'kamaji.clastix.io/v1alpha1',
    kind: 'TenantControlPlane',
    metadata: {
      namespace,
      name,
      labels: { [clusterNameLabel]: cluster.metadata.name ?? '' },
      ownerReferences: [ownerReference(controlPlane)],
    },
    spec: {
      ...(spec.dataStoreName ? { dataStore: spec.dataStoreName } : {}),
      controlPlane: {
        deployment: { replicas: spec.replicas ?? 2 },
        service: {
          serviceType: network.serviceType ?? 'LoadBalancer',
          additionalMetadata: { annotations: network.serviceAnnotations ?? {} },
        },
      },
      kubernetes: {
        version: spec.version,
        kubelet: spec.kubelet ?? { cgroupfs: 'systemd' },
      },
      networkProfile: {
        port: 6443,
        ...(network.certSANs ? { certSANs: network.certSANs } : {}),
        ...(ranges?.pods?.cidrBlocks?.[0]
          ? { podCidr: ranges.pods.cidrBlocks[0] }
          : {}),
        ...(ranges?.services?.cidrBlocks?.[0]
          ? { serviceCidr: ranges.services.cidrBlocks[0] }
          : {}),
      },
      addons: spec.addons ?? {},
    },
  };
}

function step(
  type: string,
  isDone: boolean,
  waiting: { reason: string; message: string },
): NewCondition {
  return isDone
    ? { type, status: 'True', reason: 'Succeeded', message: '' }
    : { type, status: 'False', ...waiting };
}

/** Whether Kamaji says that the control plane runs. */
function isRunning(tenant: TenantControlPlane | undefined): boolean {
  return tenant?.status?.kubernetesResources?.version?.status === 'Ready';
}

/**
 * The steps of the control plane in their order, up to the first that waits.
 * The provider uses its reasons the wrong way round (a wait is `Failed`, an
 * error is `Pending`), so a reader has to go by the message.
 */
export function controlPlaneConditions(progress: Progress): NewCondition[] {
  const { tenant, endpoint, infrastructureProblem } = progress;
  const isInitialized =
    progress.isInfrastructureProvisioned && isRunning(tenant);
  const steps = [
    step('TenantControlPlaneCreated', tenant !== undefined, {
      reason: 'Pending',
      message: 'TenantControlPlane is not created yet',
    }),
    step('TenantControlPlaneAddressReady', endpoint !== undefined, {
      reason: 'Failed',
      message: 'Control Plane Endpoint is not yet available',
    }),
    step('ControlPlaneEndpointPatched', endpoint !== undefined, {
      reason: 'Failed',
      message: 'Control Plane Endpoint is not yet available',
    }),
    step('InfrastructureClusterPatched', !infrastructureProblem, {
      reason: 'Pending',
      message: infrastructureProblem ?? '',
    }),
    step('KamajiControlPlaneIsInitialized', isInitialized, {
      reason: 'Failed',
      message: progress.isInfrastructureProvisioned
        ? 'TenantControlPlane is not yet initialized'
        : 'Infrastructure is not yet provisioned',
    }),
    step('KubeadmResourcesCreated', progress.hasSecrets, {
      reason: 'Failed',
      message: 'Kubeadm resources are not yet available',
    }),
    step('KamajiControlPlaneIsReady', isInitialized && progress.hasSecrets, {
      reason: 'Failed',
      message: 'TenantControlPlane is not yet ready',
    }),
  ];
  const waitsAt = steps.findIndex(condition => condition.status !== 'True');
  return waitsAt < 0 ? steps : steps.slice(0, waitsAt + 1);
}

/** The status of a KamajiControlPlane. */
export function controlPlaneStatus(
  stack: ControllerContext['stack'],
  controlPlane: KamajiControlPlane,
  progress: Progress,
): JsonObject {
  const steps = controlPlaneConditions(progress);
  const isDone = (type: string) =>
    steps.some(c => c.type === type && c.status === 'True');
  const isReady = isDone('KamajiControlPlaneIsReady');
  const isInitialized = isDone('KamajiControlPlaneIsInitialized');
  const replicas = controlPlane.spec.replicas ?? 2;
  const ready =
    progress.tenant?.status?.kubernetesResources?.deployment?.readyReplicas ??
    0;
  const available: NewCondition = {
    type: 'Available',
    status: isReady ? 'True' : 'False',
    reason: isReady ? 'Succeeded' : 'Failed',
    message: '',
  };
  const isOld = stack === 'v1beta1';
  const conditions = stampConditions(
    controlPlane.status?.conditions,
    isOld ? steps : [...steps, available],
    progress.now,
  );
  const common = {
    ready: isReady,
    replicas,
    readyReplicas: ready,
    selector: '',
    version: controlPlane.spec.version,
    externalManagedControlPlane: true,
    conditions,
  };
  return isOld
    ? {
        ...common,
        initialized: isInitialized,
        updatedReplicas: ready,
        unavailableReplicas: replicas - ready,
      }
    : {
        ...common,
        initialization: { controlPlaneInitialized: isInitialized },
        upToDateReplicas: ready,
        availableReplicas: ready,
      };
}

/** Gives the endpoint to the infrastructure; answers what stands against it. */
function patchInfrastructure(
  context: ControllerContext,
  cluster: Cluster,
  endpoint: Endpoint | undefined,
): string | undefined {
  const name = cluster.spec.infrastructureRef?.name;
  if (!endpoint || !name) return 'Infrastructure cluster is not referenced';
  const infrastructure = context.api.find<ProxmoxCluster>(
    context.ref('ProxmoxCluster'),
    cluster.metadata.namespace,
    name,
  );
  if (!infrastructure) return `ProxmoxCluster ${name} not found`;
  const known = infrastructure.spec.controlPlaneEndpoint;
  if (!known?.host) {
    context.api.change(
      infrastructure,
      live => ({
        ...live,
        spec: { ...live.spec, controlPlaneEndpoint: endpoint },
      }),
      { manager },
    );
    return undefined;
  }
  const isSame = known.host === endpoint.host && known.port === endpoint.port;
  return isSame
    ? undefined
    : `the ProxmoxCluster has been provisioned with a mismatching ${
        known.host === endpoint.host ? 'port' : 'host'
      }`;
}

function writeSecret(
  context: ControllerContext,
  owner: KamajiControlPlane,
  secret: { name: string; cluster: string; data: { [key: string]: string } },
): void {
  context.api.ensure(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'cluster.x-k8s.io/secret',
      metadata: {
        namespace: owner.metadata.namespace,
        name: secret.name,
        labels: { [clusterNameLabel]: secret.cluster },
        ownerReferences: [ownerReference(owner)],
      },
      data: secret.data,
    },
    manager,
  );
}

/** Copies what Kamaji made to where Cluster API looks for it. */
function writeSecrets(
  context: ControllerContext,
  owner: KamajiControlPlane,
  cluster: string,
): boolean {
  const { namespace, name } = owner.metadata;
  const find = (secret: string) =>
    context.api.find<Secret>(context.ref('Secret'), namespace, secret)?.data;
  const key =
    owner.metadata.annotations?.['kamaji.clastix.io/kubeconfig-secret-key'];
  const value = find(`${name}-admin-kubeconfig`)?.[key ?? 'admin.conf'];
  const authority = find(`${name}-ca`);
  if (!value || !authority) return false;
  writeSecret(context, owner, {
    name: `${cluster}-kubeconfig`,
    cluster,
    data: { value },
  });
  // Where both have the same name the Secret of Kamaji is the one of Cluster API.
  writeSecret(context, owner, {
    name: `${cluster}-ca`,
    cluster,
    data: authority,
  });
  return true;
}

/** The control-plane provider for Kamaji: from KamajiControlPlane to TenantControlPlane and back. */
export const kamajiControlPlaneController: Controller = {
  name: 'kamaji-control-plane',
  kind: 'KamajiControlPlane',
  watches: ['TenantControlPlane', 'Cluster', 'ProxmoxCluster', 'Secret'],
  reconcile(context, object) {
    const controlPlane = object as KamajiControlPlane;
    const owner = ownerOfKind(controlPlane, 'Cluster');
    // Without an owner the provider does nothing at all, and says nothing.
    if (!owner || isDeleting(controlPlane)) return;
    const { namespace } = controlPlane.metadata;
    const cluster = context.api.find<Cluster>(
      context.ref('Cluster'),
      namespace,
      owner.name,
    );
    if (!cluster) return;
    const tenant = context.api.ensure(
      tenantControlPlane(controlPlane, cluster),
      manager,
    );
    const endpoint = parseEndpoint(tenant.status?.controlPlaneEndpoint);
    if (endpoint) {
      context.api.change(
        controlPlane,
        live => ({
          ...live,
          spec: { ...live.spec, controlPlaneEndpoint: endpoint },
        }),
        { manager },
      );
    }
    const status = cluster.status;
    const isInfrastructureProvisioned = Boolean(
      status?.infrastructureReady ??
        status?.initialization?.infrastructureProvisioned,
    );
    const progress: Progress = {
      tenant,
      endpoint,
      infrastructureProblem: patchInfrastructure(context, cluster, endpoint),
      isInfrastructureProvisioned,
      hasSecrets:
        isInfrastructureProvisioned &&
        isRunning(tenant) &&
        writeSecrets(context, controlPlane, owner.name),
      now: context.clock.now(),
    };
    context.api.change(
      controlPlane,
      live => ({
        ...live,
        status: controlPlaneStatus(
          context.stack,
          live,
          progress,
        ) as KamajiControlPlane['status'],
      }),
      { manager, subresource: 'status' },
    );
  },
};
