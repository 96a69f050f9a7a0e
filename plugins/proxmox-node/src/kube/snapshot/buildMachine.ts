import { Machine } from '@rackstage/plugin-proxmox-common';
import { MachineFacts, ProxmoxMachineFacts } from '../toModel/facts';

/** A Machine with its ProxmoxMachine; its guest is joined later, because it comes from another source. */
export function buildMachine(
  source: string,
  machine: MachineFacts,
  proxmoxMachine: ProxmoxMachineFacts | undefined,
): Machine {
  const providerId = machine.providerId ?? proxmoxMachine?.providerId;
  return {
    source,
    namespace: machine.namespace,
    name: machine.name,
    cluster: machine.cluster,
    pool: machine.pool,
    phase: machine.phase ?? 'Unknown',
    ready: isReady(machine),
    version: machine.version,
    nodeName: machine.nodeName,
    providerId,
    uuid: uuidOf(providerId) ?? machine.systemUuid?.toLowerCase(),
    conditions: machine.conditions,
    createdAt: machine.createdAt,
    deletingSince: machine.deletingSince,
    proxmoxMachine: proxmoxMachine && {
      name: proxmoxMachine.name,
      vmid: proxmoxMachine.vmid,
      node: proxmoxMachine.node,
      task: proxmoxMachine.task,
      addresses: proxmoxMachine.addresses,
      conditions: proxmoxMachine.conditions,
      failureReason: proxmoxMachine.failureReason,
      failureMessage: proxmoxMachine.failureMessage,
    },
  };
}

// The old dialect's `Ready` says nothing of the node; `NodeReady` is only in the new one.
function isReady(machine: MachineFacts): boolean {
  const find = (type: string) =>
    machine.conditions.find(condition => condition.type === type);
  const node = find('NodeReady') ?? find('NodeHealthy');
  return (
    machine.nodeName !== undefined &&
    machine.deletingSince === undefined &&
    node?.status === 'True'
  );
}

// capmox writes the UUID, the cloud controller manager by itself region and VMID.
function uuidOf(providerId: string | undefined): string | undefined {
  const uuid = /^proxmox:\/\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
  return uuid.exec(providerId ?? '')?.[1].toLowerCase();
}
