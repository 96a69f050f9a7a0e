import type {
  Cluster,
  KamajiControlPlane,
  MachineDeployment,
  ProxmoxCluster,
  Reference,
} from '../objects/kinds';
import type { KubeObject } from '../../kube/object/types';
import {
  isDeleting,
  withFinalizer,
  withLabels,
  withoutFinalizer,
  withOwner,
} from '../objects/metadata';
import {
  clusterNameLabel,
  clusterNameOf,
  KindName,
  ownerReference,
} from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';
import { findKubeconfig } from './kubeconfig';
import { clusterStatus, isProvisioned } from './clusterStatus';

const finalizer = 'cluster.cluster.x-k8s.io';
const manager = 'manager';

interface Found {
  infrastructure?: ProxmoxCluster;
  controlPlane?: KamajiControlPlane;
  deployments: MachineDeployment[];
  isReachable: boolean;
}

function follow<T extends KubeObject>(
  context: ControllerContext,
  cluster: Cluster,
  reference: Reference | undefined,
): T | undefined {
  if (!reference) return undefined;
  return context.api.find<T>(
    context.ref(reference.kind as KindName),
    cluster.metadata.namespace,
    reference.name,
  );
}

function lookAround(context: ControllerContext, cluster: Cluster): Found {
  const { namespace = '', name = '' } = cluster.metadata;
  const tenant = context.tenants.find({
    namespace,
    name: controlPlaneName(cluster),
  });
  return {
    infrastructure: follow(context, cluster, cluster.spec.infrastructureRef),
    controlPlane: follow(context, cluster, cluster.spec.controlPlaneRef),
    deployments: context.api
      .list<MachineDeployment>(context.ref('MachineDeployment'), namespace)
      .filter(deployment => deployment.spec.clusterName === name),
    isReachable:
      tenant !== undefined &&
      findKubeconfig(context, { namespace, name }) !== undefined,
  };
}

/** The TenantControlPlane has the name of the object that the cluster names. */
export function controlPlaneName(cluster: Cluster): string {
  return cluster.spec.controlPlaneRef?.name ?? cluster.metadata.name ?? '';
}

/** Makes the cluster the owner of its two halves: without that they do nothing. */
function adopt(context: ControllerContext, cluster: Cluster, found: Found) {
  for (const part of [found.infrastructure, found.controlPlane]) {
    if (!part || isDeleting(part)) continue;
    context.api.change<KubeObject>(
      part,
      live =>
        withOwner(
          withLabels(live, { [clusterNameLabel]: cluster.metadata.name ?? '' }),
          ownerReference(cluster),
        ),
      { manager },
    );
  }
}

/** What still belongs to the cluster, in the order in which it has to go. */
function nextToDelete(
  context: ControllerContext,
  cluster: Cluster,
  found: Found,
): { reason: string; objects: KubeObject[] } | undefined {
  const { namespace, name } = cluster.metadata;
  const kinds: KindName[] = ['MachineDeployment', 'MachineSet', 'Machine'];
  const workers = kinds.flatMap(kind =>
    context.api
      .list<KubeObject>(context.ref(kind), namespace)
      .filter(object => clusterNameOf(object) === name),
  );
  if (workers.length > 0) {
    return { reason: 'WaitingForWorkersDeletion', objects: workers };
  }
  if (found.controlPlane) {
    return {
      reason: 'WaitingForControlPlaneDeletion',
      objects: [found.controlPlane],
    };
  }
  if (found.infrastructure) {
    return {
      reason: 'WaitingForInfrastructureDeletion',
      objects: [found.infrastructure],
    };
  }
  return undefined;
}

function tearDown(
  context: ControllerContext,
  cluster: Cluster,
  found: Found,
): void {
  const next = nextToDelete(context, cluster, found);
  if (!next) {
    context.api.change(cluster, live => withoutFinalizer(live, finalizer), {
      manager,
    });
    return;
  }
  next.objects.forEach(object => context.api.remove(object));
  const parts = { ...found, deletingReason: next.reason };
  writeStatus(context, cluster, parts);
}

function writeStatus(
  context: ControllerContext,
  cluster: Cluster,
  parts: Found & { deletingReason?: string },
): void {
  context.api.change(
    cluster,
    live => ({
      ...live,
      status: clusterStatus(context.stack, live, {
        ...parts,
        now: context.clock.now(),
      }),
    }),
    { manager, subresource: 'status' },
  );
}

/** Cluster API's core: ties the halves of a cluster together. */
export const clusterController: Controller = {
  name: 'cluster',
  kind: 'Cluster',
  watchesTenants: true,
  watches: [
    'KamajiControlPlane',
    'ProxmoxCluster',
    'MachineDeployment',
    'MachineSet',
    'Machine',
    'Secret',
  ],
  reconcile(context, object) {
    const cluster = object as Cluster;
    const found = lookAround(context, cluster);
    if (isDeleting(cluster)) {
      tearDown(context, cluster, found);
      return;
    }
    adopt(context, cluster, found);
    const endpoint = found.infrastructure?.spec.controlPlaneEndpoint;
    const isKnown = isProvisioned(found.infrastructure) && endpoint?.host;
    const current = context.api.change(
      cluster,
      live =>
        withFinalizer(
          isKnown && !live.spec.controlPlaneEndpoint?.host
            ? {
                ...live,
                spec: { ...live.spec, controlPlaneEndpoint: endpoint },
              }
            : live,
          finalizer,
        ),
      { manager },
    );
    if (current) writeStatus(context, current, found);
  },
};
