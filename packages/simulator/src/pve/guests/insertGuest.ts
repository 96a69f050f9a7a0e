import { Site } from '../Site';
import { Guest, GuestConfig, GuestType } from '../world/types';

/** A guest that appears while the simulation runs. */
export interface NewGuest {
  type: GuestType;
  vmid: number;
  node: string;
  config: GuestConfig;
  pool?: string;
}

/** Adds a stopped guest that the cluster has not heard of yet. */
export function insertGuest(site: Site, request: NewGuest): Guest {
  const guest: Guest = {
    ...request,
    status: 'stopped',
    isPaused: false,
    pending: {},
    snapshots: [],
    commands: new Map(),
    obeysShutdown: true,
  };
  site.world.guests.set(request.vmid, guest);
  return guest;
}

/** Forgets a guest and every mention of it. */
export function removeGuest(site: Site, guest: Guest, purge: boolean): void {
  const { world } = site;
  world.guests.delete(guest.vmid);
  world.acl = world.acl.filter(e => e.path !== `/vms/${guest.vmid}`);
  if (!purge) return;
  const sid = `${guest.type === 'qemu' ? 'vm' : 'ct'}:${guest.vmid}`;
  world.section('haResources').delete(sid);
  for (const [id, row] of world.section('replicationJobs')) {
    if (Number(row.guest) === guest.vmid)
      world.section('replicationJobs').delete(id);
  }
}
