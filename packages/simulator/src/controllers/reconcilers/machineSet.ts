import { randomInt } from 'node:crypto';
import type { KubeObject } from '../../kube/object/types';
import { legacyConditions } from '../objects/conditions';
import type {
  Machine,
  MachineSet,
  MachineTemplateObject,
  Reference,
} from '../objects/kinds';
import {
  controllerOf,
  isDeleting,
  withFinalizer,
  withoutFinalizer,
} from '../objects/metadata';
import {
  clusterNameLabel,
  KindName,
  objectReference,
  ownerReference,
} from '../objects/stack';
import type { Controller, ControllerContext } from '../runtime/Controller';
import { countMachines, machineOwnerStatus } from './machineOwners';

const manager = 'manager';
const finalizer = 'cluster.x-k8s.io/machineset';
const machineFinalizer = 'machine.cluster.x-k8s.io';
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

function freshName(set: MachineSet): string {
  const suffix = Array.from(
    { length: 5 },
    () => alphabet[randomInt(alphabet.length)],
  ).join('');
  return `${set.metadata.name}-${suffix}`;
}

function ownedMachines(context: ControllerContext, set: MachineSet): Machine[] {
  return context.api
    .list<Machine>(context.ref('Machine'), set.metadata.namespace)
    .filter(machine => controllerOf(machine)?.uid === set.metadata.uid);
}

/** The object that a template makes for one machine. */
function fromTemplate(
  context: Pick<ControllerContext, 'api' | 'ref'>,
  set: MachineSet,
  made: { reference: Reference; kind: KindName; name: string },
): KubeObject {
  const { namespace } = set.metadata;
  const template = context.api.find<MachineTemplateObject>(
    context.ref(made.reference.kind as KindName),
    namespace,
    made.reference.name,
  );
  if (!template) {
    throw new Error(
      `failed to retrieve ${made.reference.kind} external object "${namespace}"/"${made.reference.name}"`,
    );
  }
  const { apiVersion } = context.ref(made.kind);
  return {
    apiVersion,
    kind: made.kind,
    metadata: {
      namespace,
      name: made.name,
      labels: {
        ...set.spec.template.metadata?.labels,
        [clusterNameLabel]: set.spec.clusterName,
      },
      annotations: {
        'cluster.x-k8s.io/cloned-from-name': made.reference.name,
        'cluster.x-k8s.io/cloned-from-groupkind': `${made.reference.kind}.${
          apiVersion.split('/')[0]
        }`,
      },
      ownerReferences: [ownerReference(set, false)],
    },
    spec: template.spec.template.spec ?? {},
  };
}

function machineOf(
  context: Pick<ControllerContext, 'ref' | 'stack'>,
  set: MachineSet,
  name: string,
): Machine {
  const { template, clusterName } = set.spec;
  const { bootstrap } = template.spec;
  const { stack } = context;
  return {
    ...context.ref('Machine'),
    metadata: {
      namespace: set.metadata.namespace,
      name,
      labels: {
        ...template.metadata?.labels,
        [clusterNameLabel]: clusterName,
        'cluster.x-k8s.io/set-name': set.metadata.name ?? '',
      },
      finalizers: [machineFinalizer],
      ownerReferences: [ownerReference(set)],
    },
    spec: {
      ...template.spec,
      bootstrap: bootstrap.configRef
        ? { configRef: objectReference(stack, 'KubeadmConfig', name) }
        : bootstrap,
      infrastructureRef: objectReference(stack, 'ProxmoxMachine', name),
    } as Machine['spec'],
  };
}

/** A machine with what it boots from and what it runs on. */
export function createMachine(
  context: Pick<ControllerContext, 'api' | 'ref' | 'stack'>,
  set: MachineSet,
  name: string,
): void {
  const { bootstrap, infrastructureRef } = set.spec.template.spec;
  const parts: KubeObject[] = [
    fromTemplate(context, set, {
      reference: infrastructureRef,
      kind: 'ProxmoxMachine',
      name,
    }),
  ];
  if (bootstrap.configRef) {
    parts.unshift(
      fromTemplate(context, set, {
        reference: bootstrap.configRef,
        kind: 'KubeadmConfig',
        name,
      }),
    );
  }
  parts.forEach(part => context.api.create(part, manager));
  context.api.create(machineOf(context, set, name), manager);
}

/** Which machines go when a set shrinks: those that never ran, then the newest. */
export function machinesToDelete(
  machines: readonly Machine[],
  count: number,
): Machine[] {
  const rank = (machine: Machine) => (machine.status?.nodeRef ? 1 : 0);
  return [...machines]
    .filter(machine => !isDeleting(machine))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        String(b.metadata.creationTimestamp).localeCompare(
          String(a.metadata.creationTimestamp),
        ) ||
        String(a.metadata.name).localeCompare(String(b.metadata.name)),
    )
    .slice(0, Math.max(0, count));
}

/** Whether a health check has found that the machine is to be replaced by whoever owns it. */
function isToBeReplaced(context: ControllerContext, machine: Machine): boolean {
  return legacyConditions(context.stack, machine.status).some(
    ({ type, status }) => type === 'OwnerRemediated' && status === 'False',
  );
}

function scale(context: ControllerContext, set: MachineSet): void {
  ownedMachines(context, set)
    .filter(machine => isToBeReplaced(context, machine))
    .forEach(machine => context.api.remove(machine));
  const machines = ownedMachines(context, set);
  const alive = machines.filter(machine => !isDeleting(machine));
  const wanted = set.spec.replicas ?? 1;
  for (let missing = wanted - alive.length; missing > 0; missing -= 1) {
    createMachine(context, set, freshName(set));
  }
  machinesToDelete(machines, alive.length - wanted).forEach(machine =>
    context.api.remove(machine),
  );
}

function report(context: ControllerContext, set: MachineSet): void {
  const counts = countMachines(context.stack, ownedMachines(context, set));
  const now = context.clock.now();
  context.api.change(
    set,
    live => ({
      ...live,
      status: machineOwnerStatus(context.stack, live, { ...counts, now }),
    }),
    { manager, subresource: 'status' },
  );
}

/** Cluster API: as many machines as wanted from one template. */
export const machineSetController: Controller = {
  name: 'machine-set',
  kind: 'MachineSet',
  watches: ['Machine'],
  reconcile(context, object) {
    const set = object as MachineSet;
    if (isDeleting(set)) {
      const machines = ownedMachines(context, set);
      machines.forEach(machine => context.api.remove(machine));
      if (machines.length === 0) {
        context.api.change(set, live => withoutFinalizer(live, finalizer), {
          manager,
        });
      }
      return;
    }
    const held = context.api.change(set, l => withFinalizer(l, finalizer), {
      manager,
    });
    if (!held) return;
    scale(context, held);
    report(context, held);
  },
};
