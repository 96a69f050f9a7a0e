import type { KubeObject } from '../../kube/object/types';
import type {
  Cluster,
  KubeadmConfig,
  Machine,
  Node,
  ProxmoxMachine,
  Reference,
} from '../objects/kinds';
import {
  isDeleting,
  withFinalizer,
  withLabels,
  withoutFinalizer,
} from '../objects/metadata';
import { clusterNameLabel, KindName, ownerReference } from '../objects/stack';
import type {
  Again,
  Controller,
  ControllerContext,
} from '../runtime/Controller';
import type { TenantServer } from '../tenant/TenantClusters';
import { controlPlaneName } from './cluster';
import { findKubeconfig } from './kubeconfig';
import {
  isMachineProvisioned,
  MachineParts,
  machineStatus,
} from './machineStatus';

const manager = 'manager';
const finalizer = 'machine.cluster.x-k8s.io';

/** Simulated time that emptying a node takes. */
const drainMs = 3000;

function follow<T extends KubeObject>(
  context: ControllerContext,
  machine: Machine,
  reference: Reference | undefined,
): T | undefined {
  if (!reference) return undefined;
  return context.api.find<T>(
    context.ref(reference.kind as KindName),
    machine.metadata.namespace,
    reference.name,
  );
}

/** The tenant's API, if Cluster API has been given a way to it. */
function tenantOf(
  context: ControllerContext,
  machine: Machine,
): TenantServer | undefined {
  const { namespace = '' } = machine.metadata;
  const { clusterName } = machine.spec;
  const cluster = context.api.find<Cluster>(
    context.ref('Cluster'),
    namespace,
    clusterName,
  );
  if (!cluster || !findKubeconfig(context, { namespace, name: clusterName })) {
    return undefined;
  }
  return context.tenants.find({ namespace, name: controlPlaneName(cluster) });
}

function findNode(
  context: ControllerContext,
  machine: Machine,
): { server?: TenantServer; node?: Node } {
  const server = tenantOf(context, machine);
  const { providerID } = machine.spec;
  const node =
    providerID === undefined
      ? undefined
      : server?.api
          .list<Node>(context.ref('Node'))
          .find(candidate => candidate.spec.providerID === providerID);
  return { server, node };
}

/** The machine takes over what was made for it: only then the providers act. */
function adopt(
  context: ControllerContext,
  machine: Machine,
  parts: MachineParts,
): void {
  for (const part of [parts.config, parts.infrastructure]) {
    if (!part || isDeleting(part)) continue;
    context.api.change<KubeObject>(
      part,
      live => {
        const owner = ownerReference(machine);
        const labelled = withLabels(live, {
          [clusterNameLabel]: machine.spec.clusterName,
        });
        return {
          ...labelled,
          metadata: { ...labelled.metadata, ownerReferences: [owner] },
        };
      },
      { manager },
    );
  }
}

function report(
  context: ControllerContext,
  machine: Machine,
  parts: MachineParts,
): void {
  context.api.change(
    machine,
    live => ({
      ...live,
      status: machineStatus(context.stack, live, {
        ...parts,
        now: context.clock.now(),
      }),
    }),
    { manager, subresource: 'status' },
  );
}

/** Copies what the providers found out into the machine. */
function progress(
  context: ControllerContext,
  machine: Machine,
  parts: MachineParts,
): Machine | undefined {
  const dataSecretName = parts.config?.status?.dataSecretName;
  const providerID = isMachineProvisioned(parts.infrastructure)
    ? parts.infrastructure?.spec.providerID
    : undefined;
  return context.api.change(
    machine,
    live => {
      const spec = { ...live.spec };
      if (dataSecretName)
        spec.bootstrap = { ...spec.bootstrap, dataSecretName };
      if (providerID) spec.providerID = providerID;
      return withFinalizer({ ...live, spec }, finalizer);
    },
    { manager },
  );
}

/** What still holds a machine that is being deleted, in order. */
function nextToDelete(
  context: ControllerContext,
  machine: Machine,
  found: MachineParts & { server?: TenantServer },
):
  | { reason: string; message: string; afterMs?: number; object?: KubeObject }
  | undefined {
  const { namespace, name } = machine.metadata;
  const step = {
    owner: `${namespace}/${machine.spec.clusterName}`,
    step: `drain ${name}`,
  };
  const left = found.node ? context.delays.left(step, drainMs) : 0;
  if (left > 0) {
    return {
      reason: 'DrainingNode',
      message: `Drain not completed yet`,
      afterMs: left,
    };
  }
  const attached = found.server?.api
    .list<KubeObject & { spec?: { nodeName?: string } }>(
      context.ref('VolumeAttachment'),
    )
    .find(volume => volume.spec?.nodeName === found.node?.metadata.name);
  if (attached && found.node) {
    // The driver lets go as soon as nothing on the node uses the volume.
    found.server?.api.remove(attached);
  }
  if (found.infrastructure) {
    return {
      reason: 'WaitingForInfrastructureDeletion',
      message: 'Waiting for ProxmoxMachine to be deleted',
      object: found.infrastructure,
    };
  }
  if (found.config) {
    return {
      reason: 'WaitingForBootstrapDeletion',
      message: 'Waiting for KubeadmConfig to be deleted',
      object: found.config,
    };
  }
  return undefined;
}

function tearDown(
  context: ControllerContext,
  machine: Machine,
  found: MachineParts & { server?: TenantServer },
): Again | void {
  const next = nextToDelete(context, machine, found);
  if (next) {
    if (next.object) context.api.remove(next.object);
    const { reason, message, afterMs } = next;
    report(context, machine, { ...found, deleting: { reason, message } });
    return afterMs ? { afterMs } : undefined;
  }
  if (found.node) found.server?.api.remove(found.node);
  context.api.change(machine, live => withoutFinalizer(live, finalizer), {
    manager,
  });
  return undefined;
}

/** Cluster API: one machine from its bootstrap data to its node. */
export const machineController: Controller = {
  name: 'machine',
  kind: 'Machine',
  watchesTenants: true,
  watches: ['KubeadmConfig', 'ProxmoxMachine', 'Cluster', 'Secret'],
  reconcile(context, object) {
    const machine = object as Machine;
    const { bootstrap, infrastructureRef } = machine.spec;
    const parts: MachineParts & { server?: TenantServer } = {
      config: follow<KubeadmConfig>(context, machine, bootstrap.configRef),
      infrastructure: follow<ProxmoxMachine>(
        context,
        machine,
        infrastructureRef,
      ),
      ...findNode(context, machine),
    };
    if (isDeleting(machine)) return tearDown(context, machine, parts);
    adopt(context, machine, parts);
    const current = progress(context, machine, parts);
    if (current) {
      report(context, current, { ...parts, ...findNode(context, current) });
    }
    return undefined;
  },
};
