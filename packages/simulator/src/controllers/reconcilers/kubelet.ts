import type { Guest, GuestAgent } from '../../pve/world/types';
import type {
  Cluster,
  IPAddress,
  KubeadmConfig,
  Machine,
  Node,
  ProxmoxMachine,
} from '../objects/kinds';
import { isDeleting, ownerOfKind } from '../objects/metadata';
import { clusterNameOf } from '../objects/stack';
import { claimName } from '../proxmox/gatherFacts';
import type { Controller, ControllerContext } from '../runtime/Controller';
import { smbiosUuid } from '../tenant/GuestSystems';
import {
  NodeFacts,
  nodeObject,
  nodeStatus,
  providerIdFor,
} from '../tenant/nodeObject';
import type { TenantServer } from '../tenant/TenantClusters';
import { controlPlaneName } from './cluster';

const manager = 'kubelet';

/** Simulated time from power to an agent that answers. */
const bootMs = 8000;
/** Simulated time from there until kubeadm has joined the node. */
const joinMs = 6000;
/** Simulated time between two looks at the machine. */
const pollMs = 3000;

function addressOf(
  context: ControllerContext,
  machine: ProxmoxMachine,
): IPAddress['spec'] | undefined {
  return context.api.find<IPAddress>(
    context.ref('IPAddress'),
    machine.metadata.namespace,
    claimName(context.stack, machine),
  )?.spec;
}

/** What the agent in a booted machine says. */
function agentOf(
  name: string,
  guest: Guest,
  address: IPAddress['spec'] | undefined,
): GuestAgent {
  const mac =
    /([0-9A-F]{2}(?::[0-9A-F]{2}){5})/i.exec(String(guest.config.net0))?.[1] ??
    '';
  return {
    isAnswering: true,
    hostname: name,
    interfaces: [
      {
        name: 'eth0',
        mac: mac.toLowerCase(),
        addresses: address
          ? [{ address: address.address, prefix: address.prefix }]
          : [],
      },
    ],
  };
}

function tenantOf(
  context: ControllerContext,
  machine: ProxmoxMachine,
): TenantServer | undefined {
  const { namespace = '' } = machine.metadata;
  const cluster = context.api.find<Cluster>(
    context.ref('Cluster'),
    namespace,
    clusterNameOf(machine) ?? '',
  );
  if (!cluster) return undefined;
  return context.tenants.find({ namespace, name: controlPlaneName(cluster) });
}

function factsOf(
  context: ControllerContext,
  machine: ProxmoxMachine,
  guest: Guest,
): NodeFacts {
  const { namespace, name = '' } = machine.metadata;
  const owner = context.api.find<Machine>(
    context.ref('Machine'),
    namespace,
    ownerOfKind(machine, 'Machine')?.name ?? name,
  );
  const config = context.api.find<KubeadmConfig>(
    context.ref('KubeadmConfig'),
    namespace,
    owner?.spec.bootstrap.configRef?.name ?? name,
  );
  const uuid = smbiosUuid(guest.config.smbios1) ?? '';
  return {
    name,
    version: owner?.spec.version ?? 'v1.33.3',
    address: addressOf(context, machine)?.address,
    providerID: providerIdFor(config, uuid),
    uuid,
    region: context.guests.siteOf(guest) ?? '',
    zone: guest.node,
    guest,
    now: context.clock.now(),
  };
}

const posting = {
  status: 'True',
  reason: 'KubeletReady',
  message: 'kubelet is posting ready status',
} as const;

const silent = {
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
} as const;

function writeNode(
  context: ControllerContext,
  server: TenantServer,
  facts: NodeFacts & { isAlive: boolean },
): void {
  const { isAlive } = facts;
  const known = server.api.find<Node>(
    context.ref('Node'),
    undefined,
    facts.name,
  );
  if (!known && !isAlive) return;
  const node = known ?? server.api.create(nodeObject(facts), manager);
  server.api.change(
    node,
    live => ({
      ...live,
      status: nodeStatus(facts, isAlive ? posting : silent, live.status),
    }),
    { manager, subresource: 'status' },
  );
}

/** Milliseconds until the machine has joined its cluster; 0 when it has had the time. */
function bootsFor(
  context: ControllerContext,
  machine: ProxmoxMachine,
  guest: Guest,
): number {
  const elapsed = context.clock.elapsed() - (guest.startedAt ?? 0);
  if (elapsed < bootMs) return bootMs - elapsed;
  const { name = '' } = machine.metadata;
  guest.agent ??= agentOf(name, guest, addressOf(context, machine));
  return Math.max(0, bootMs + joinMs - elapsed);
}

/**
 * The system inside a worker: boots from what the provider put into its drive,
 * answers through the agent, and joins the tenant's cluster.
 */
export const kubeletController: Controller = {
  name: 'kubelet',
  kind: 'ProxmoxMachine',
  watchesTenants: true,
  watches: [],
  reconcile(context, object) {
    const machine = object as ProxmoxMachine;
    const uuid = machine.spec.providerID?.replace('proxmox://', '');
    if (!uuid || isDeleting(machine)) return undefined;
    const guest = context.guests.machineOf(uuid);
    if (!guest) return { afterMs: pollMs };
    const server = tenantOf(context, machine);
    const facts = factsOf(context, machine, guest);
    if (guest.status !== 'running') {
      if (server) writeNode(context, server, { ...facts, isAlive: false });
      return { afterMs: pollMs };
    }
    const hasMedia = /iso/.test(String(guest.config.ide0 ?? ''));
    const left = bootsFor(context, machine, guest);
    if (left > 0) return { afterMs: Math.min(left, pollMs) };
    if (server && hasMedia)
      writeNode(context, server, { ...facts, isAlive: true });
    return { afterMs: pollMs };
  },
};
