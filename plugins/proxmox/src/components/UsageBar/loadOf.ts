import { Guest } from '@rackstage/plugin-proxmox-common';

/** What a guest uses now and could use; a guest that does not run uses nothing worth a bar. */
export function loadOf(guest: Guest): Pick<Guest, 'cpu' | 'memory'> {
  if (guest.status !== 'stopped') {
    return { cpu: guest.cpu, memory: guest.memory };
  }
  return {
    cpu: guest.cpu && { cores: guest.cpu.cores },
    memory: guest.memory && { total: guest.memory.total },
  };
}
