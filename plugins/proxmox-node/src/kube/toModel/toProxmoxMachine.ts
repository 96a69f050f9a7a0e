import { wireProxmoxMachine } from '../wire/proxmoxMachine';
import { ProxmoxMachineFacts } from './facts';
import { normaliseConditions } from './normaliseConditions';
import { toObjectFacts } from './toObjectFacts';

/** Throws where the object has no name. */
export function toProxmoxMachine(object: unknown): ProxmoxMachineFacts {
  const { metadata, spec, status } = wireProxmoxMachine.parse(object);
  const vmid = spec?.virtualMachineID ?? 0;
  return {
    ...toObjectFacts(metadata),
    // capmox writes -1 or 0 where it has no VMID yet.
    vmid: vmid > 0 ? vmid : undefined,
    providerId: spec?.providerID,
    node: status?.proxmoxNode || undefined,
    task: status?.taskRef || undefined,
    provisioned: status?.initialization?.provisioned ?? status?.ready ?? false,
    addresses: (status?.addresses ?? [])
      .filter(({ type }) => type !== 'Hostname' && !type.endsWith('DNS'))
      .map(({ address }) => address),
    conditions: normaliseConditions(status),
    failureReason: status?.failureReason || undefined,
    failureMessage: status?.failureMessage || undefined,
  };
}
