import type { KubeObject } from '../../kube/object/types';
import type {
  Cluster,
  Machine,
  MachineDeployment,
  MachineSet,
} from '../objects/kinds';
import {
  controllerOf,
  isDeleting,
  withFinalizer,
  withLabels,
  withoutFinalizer,
  withOwner,
} from '../objects/metadata';
import { clusterNameLabel, KindName, ownerReference } from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';
import {
  countMachines,
  machineOwnerStatus,
  templateHash,
} from './machineOwners';

const manager = 'manager';
const finalizer = 'cluster.x-k8s.io/machinedeployment';
const deploymentLabel = 'cluster.x-k8s.io/deployment-name';
const hashLabel = 'machine-template-hash';

function ownedSets(
  context: ControllerContext,
  deployment: MachineDeployment,
): MachineSet[] {
  return context.api
    .list<MachineSet>(context.ref('MachineSet'), deployment.metadata.namespace)
    .filter(set => controllerOf(set)?.uid === deployment.metadata.uid);
}

/** The MachineSet for the present template of a MachineDeployment. */
export function machineSetOf(deployment: MachineDeployment): MachineSet {
  const { namespace, name = '' } = deployment.metadata;
  const hash = templateHash(deployment.spec);
  const { clusterName, replicas, selector, template } = deployment.spec;
  const labels = {
    ...template.metadata?.labels,
    [clusterNameLabel]: clusterName,
    [deploymentLabel]: name,
    [hashLabel]: hash,
  };
  return {
    apiVersion: deployment.apiVersion,
    kind: 'MachineSet',
    metadata: {
      namespace,
      name: `${name}-${hash}`,
      labels,
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      clusterName,
      replicas: replicas ?? 1,
      selector: { matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** Makes the cluster the owner of a deployment and of the templates it names. */
function adopt(
  context: ControllerContext,
  deployment: MachineDeployment,
  cluster: Cluster,
): void {
  const { bootstrap, infrastructureRef } = deployment.spec.template.spec;
  const templates = [bootstrap.configRef, infrastructureRef].flatMap(
    reference =>
      (reference &&
        context.api.find<KubeObject>(
          context.ref(reference.kind as KindName),
          deployment.metadata.namespace,
          reference.name,
        )) ??
      [],
  );
  for (const object of [deployment, ...templates]) {
    context.api.change<KubeObject>(
      object,
      live =>
        withOwner(
          withLabels(live, { [clusterNameLabel]: deployment.spec.clusterName }),
          ownerReference(cluster, false),
        ),
      { manager },
    );
  }
}

/** Brings the wanted number of machines into the current set, old sets shrink as it becomes available. */
function scale(
  context: ControllerContext,
  deployment: MachineDeployment,
  current: MachineSet,
): void {
  const wanted = deployment.spec.replicas ?? 1;
  const isReady = (current.status?.availableReplicas ?? 0) >= wanted;
  for (const set of ownedSets(context, deployment)) {
    const isCurrent = set.metadata.uid === current.metadata.uid;
    if (!isCurrent && !isReady) continue;
    const replicas = isCurrent ? wanted : 0;
    context.api.change(
      set,
      live => ({ ...live, spec: { ...live.spec, replicas } }),
      { manager },
    );
  }
}

function report(
  context: ControllerContext,
  deployment: MachineDeployment,
  current: MachineSet | undefined,
): void {
  const owners = new Map(
    ownedSets(context, deployment).map(set => [set.metadata.uid, set]),
  );
  const machines = context.api
    .list<Machine>(context.ref('Machine'), deployment.metadata.namespace)
    .filter(machine => owners.has(controllerOf(machine)?.uid));
  const counts = {
    ...countMachines(context.stack, machines),
    upToDate: machines.filter(
      machine => controllerOf(machine)?.uid === current?.metadata.uid,
    ).length,
  };
  const now = context.clock.now();
  context.api.change(
    deployment,
    live => ({
      ...live,
      status: machineOwnerStatus(context.stack, live, { ...counts, now }),
    }),
    { manager, subresource: 'status' },
  );
}

/** Cluster API: one MachineSet per template of a MachineDeployment. */
export const machineDeploymentController: Controller = {
  name: 'machine-deployment',
  kind: 'MachineDeployment',
  watches: ['MachineSet', 'Machine', 'Cluster'],
  reconcile(context, object) {
    const deployment = object as MachineDeployment;
    if (isDeleting(deployment)) {
      const sets = ownedSets(context, deployment);
      sets.forEach(set => context.api.remove(set));
      report(context, deployment, undefined);
      if (sets.length > 0) return;
      context.api.change(
        deployment,
        live => withoutFinalizer(live, finalizer),
        { manager },
      );
      return;
    }
    const cluster = context.api.find<Cluster>(
      context.ref('Cluster'),
      deployment.metadata.namespace,
      deployment.spec.clusterName,
    );
    if (!cluster || isDeleting(cluster)) return;
    adopt(context, deployment, cluster);
    const held = context.api.change(
      deployment,
      live => withFinalizer(live, finalizer),
      { manager },
    );
    if (!held) return;
    const current = context.api.ensure(machineSetOf(held), manager);
    scale(context, held, current);
    report(context, held, current);
  },
};
