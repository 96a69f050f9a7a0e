import {
  legacyForm,
  NewCondition,
  stampConditions,
} from '../objects/conditions';
import type {
  AddressPool,
  ProxmoxCluster,
  ProxmoxMachine,
  Secret,
} from '../objects/kinds';
import {
  isDeleting,
  ownerOfKind,
  withFinalizer,
  withoutFinalizer,
  withOwner,
} from '../objects/metadata';
import { clusterNameOf, ownerReference } from '../objects/stack';
import type {
  Controller,
  ControllerContext,
  ProxmoxCredentials,
} from '../runtime/Controller';
import { ProxmoxClient, ProxmoxRefusal } from '../proxmox/ProxmoxClient';

const manager = 'manager';
const finalizer = 'proxmoxcluster.infrastructure.cluster.x-k8s.io';
const secretFinalizer = `${finalizer}/secret`;

/** How the provider finds the state of a cluster. */
type Finding =
  | { state: 'ready' }
  | { state: 'waiting'; reason: string; message?: string; severity?: string };

/** What a credentials Secret says; undefined without the keys that it must have. */
export function readCredentials(
  secret: Secret | undefined,
): ProxmoxCredentials | undefined {
  const value = (key: string) => {
    const text = secret?.data?.[key];
    return text && Buffer.from(text, 'base64').toString('utf8').trim();
  };
  const url = value('url');
  const token = value('token');
  const password = value('secret');
  if (!url || !token || !password) return undefined;
  return {
    url,
    token,
    secret: password,
    insecure: (value('insecure') ?? 'true') === 'true',
    rootCa: value('root_ca') || undefined,
  };
}

/** The Secret with the credentials of a cluster. */
export function findCredentials(
  context: ControllerContext,
  cluster: ProxmoxCluster,
): Secret | undefined {
  const reference = cluster.spec.credentialsRef;
  if (!reference) return undefined;
  return context.api.find<Secret>(
    context.ref('Secret'),
    reference.namespace ?? cluster.metadata.namespace,
    reference.name,
  );
}

/** A client with the credentials of a cluster; throws if there are none. */
export function connectTo(
  context: ControllerContext,
  cluster: ProxmoxCluster,
): ProxmoxClient {
  const credentials = readCredentials(findCredentials(context, cluster));
  if (credentials) return context.connect(credentials);
  throw new Error(
    `ProxmoxCluster ${cluster.metadata.name} has no usable credentials Secret ${cluster.spec.credentialsRef?.name}.`,
  );
}

function ensurePool(context: ControllerContext, cluster: ProxmoxCluster): void {
  const config = cluster.spec.ipv4Config;
  if (!config) return;
  const { namespace, name } = cluster.metadata;
  const pool: AddressPool = {
    ...context.ref('InClusterIPPool'),
    metadata: {
      namespace,
      name: `${name}-v4-icip`,
      ownerReferences: [ownerReference(cluster)],
    },
    spec: {
      addresses: config.addresses,
      prefix: config.prefix,
      ...(config.gateway ? { gateway: config.gateway } : {}),
    },
  };
  const known = context.api.ensure(pool, manager);
  context.api.change(
    known,
    live => ({ ...live, spec: { ...live.spec, ...pool.spec } }),
    { manager },
  );
}

/** Which node each worker runs on. */
function workersOf(context: ControllerContext, cluster: ProxmoxCluster) {
  return context.api
    .list<ProxmoxMachine>(
      context.ref('ProxmoxMachine'),
      cluster.metadata.namespace,
    )
    .filter(machine => clusterNameOf(machine) === clusterNameOf(cluster))
    .flatMap(({ metadata, status }) =>
      status?.proxmoxNode
        ? [{ machine: { name: metadata.name ?? '' }, node: status.proxmoxNode }]
        : [],
    );
}

/** The status of a ProxmoxCluster. */
export function proxmoxClusterStatus(
  stack: ControllerContext['stack'],
  cluster: ProxmoxCluster,
  facts: {
    finding: Finding;
    workers: { machine: { name: string }; node: string }[];
    now: number;
  },
): ProxmoxCluster['status'] {
  const { finding, workers, now } = facts;
  const isReady = finding.state === 'ready';
  const isOld = stack === 'v1beta1';
  const details: Omit<NewCondition, 'type'> =
    finding.state === 'ready'
      ? { status: 'True', reason: 'Provisioned', message: '' }
      : {
          status: 'False',
          reason: finding.reason,
          message: finding.message ?? '',
          severity: finding.severity,
        };
  const conditions: NewCondition[] = [
    { type: 'Ready', ...details },
    { type: isOld ? 'ClusterReady' : 'ProxmoxAvailable', ...details },
  ];
  const form = isOld
    ? legacyForm(conditions)
    : conditions.map(({ severity: _severity, ...condition }) => condition);
  const pool = { name: `${cluster.metadata.name}-v4-icip` };
  const common = {
    conditions: stampConditions(cluster.status?.conditions, form, now),
    nodeLocations: { workers },
  };
  if (isOld) {
    return {
      ...common,
      ready: isReady || cluster.status?.ready === true,
      ...(isReady ? { inClusterIpPoolRef: [pool] } : {}),
    } as ProxmoxCluster['status'];
  }
  const wasProvisioned = cluster.status?.initialization?.provisioned === true;
  return {
    ...common,
    initialization: { provisioned: isReady || wasProvisioned },
    ...(isReady ? { inClusterIPPoolRef: [pool] } : {}),
  } as ProxmoxCluster['status'];
}

function report(
  context: ControllerContext,
  cluster: ProxmoxCluster,
  finding: Finding,
): void {
  context.api.change(
    cluster,
    live => ({
      ...live,
      status: proxmoxClusterStatus(context.stack, live, {
        finding,
        workers: workersOf(context, live),
        now: context.clock.now(),
      }),
    }),
    { manager, subresource: 'status' },
  );
}

function holdSecret(context: ControllerContext, cluster: ProxmoxCluster) {
  const secret = findCredentials(context, cluster);
  if (!secret || isDeleting(secret)) return;
  context.api.change<Secret>(
    secret,
    live =>
      withFinalizer(
        withOwner(live, ownerReference(cluster, false)),
        secretFinalizer,
      ),
    { manager },
  );
}

function tearDown(context: ControllerContext, cluster: ProxmoxCluster): void {
  const machines = context.api
    .list(context.ref('ProxmoxMachine'), cluster.metadata.namespace)
    .filter(machine => clusterNameOf(machine) === clusterNameOf(cluster));
  report(context, cluster, { state: 'waiting', reason: 'Deleting' });
  if (machines.length > 0) return;
  const secret = findCredentials(context, cluster);
  if (secret) {
    context.api.change<Secret>(
      secret,
      live => withoutFinalizer(live, secretFinalizer),
      { manager },
    );
  }
  context.api.change(cluster, live => withoutFinalizer(live, finalizer), {
    manager,
  });
}

/** A wrong address or token: the provider fails before it writes anything. */
async function canConnect(
  context: ControllerContext,
  cluster: ProxmoxCluster,
): Promise<boolean> {
  try {
    await connectTo(context, cluster).get('/version');
    return true;
  } catch (error) {
    const cause =
      error instanceof ProxmoxRefusal || error instanceof Error
        ? error.message
        : String(error);
    context.log(
      `ProxmoxCluster ${cluster.metadata.name}: unable to initialize proxmox api client: ${cause}`,
    );
    return false;
  }
}

/** The Proxmox provider's cluster half: credentials, endpoint, address pools. */
export const proxmoxClusterController: Controller = {
  name: 'proxmox-cluster',
  kind: 'ProxmoxCluster',
  watches: ['Cluster', 'Secret', 'ProxmoxMachine'],
  async reconcile(context, object) {
    const cluster = object as ProxmoxCluster;
    if (!ownerOfKind(cluster, 'Cluster')) return undefined;
    if (isDeleting(cluster)) {
      tearDown(context, cluster);
      return undefined;
    }
    if (!(await canConnect(context, cluster))) return { afterMs: 10_000 };
    const held = context.api.change(
      cluster,
      live => withFinalizer(live, finalizer),
      { manager },
    );
    if (!held || isDeleting(held)) return undefined;
    holdSecret(context, held);
    if (!held.spec.controlPlaneEndpoint?.host) {
      report(context, held, {
        state: 'waiting',
        reason: 'MissingControlPlaneEndpoint',
        severity: 'Info',
        message:
          'The ProxmoxCluster is missing or waiting for a ControlPlaneEndpoint host',
      });
      return undefined;
    }
    ensurePool(context, held);
    report(context, held, { state: 'ready' });
    return undefined;
  },
};
