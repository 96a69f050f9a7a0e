import { ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  readGuestConfiguration,
} from '@rackstage/plugin-proxmox-node';
import { TemplateFacts } from '../PreflightFacts';
import { attempt, FactLogger } from './attempt';

/** The guest of that VMID with its configuration of this moment; `null` where there is none. */
export async function readTemplate(options: {
  inventory: Pick<ProxmoxInventory, 'getClient'>;
  proxmox: ProxmoxSnapshot;
  vmid: number;
  signal: AbortSignal;
  logger: FactLogger;
}): Promise<TemplateFacts | null> {
  const { inventory, proxmox, vmid, signal, logger } = options;
  const guest = proxmox.guests.find(candidate => candidate.vmid === vmid);
  if (!guest) {
    return null;
  }
  const reading = await attempt(
    `template ${vmid}`,
    () =>
      readGuestConfiguration(inventory.getClient(guest.source), guest, {
        signal,
      }),
    logger,
  );
  return {
    guest: reading ? { ...guest, node: reading.node } : guest,
    configuration: reading?.configuration,
    boot: reading?.boot,
  };
}
