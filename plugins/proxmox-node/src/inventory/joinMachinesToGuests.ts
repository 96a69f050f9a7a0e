import { Guest, Machine } from '@rackstage/plugin-proxmox-common';

/** The guests of every Proxmox source, by source name and VMID. */
export type GuestsByVmid = ReadonlyMap<string, ReadonlyMap<number, Guest>>;

/** Makes the index that {@link joinMachinesToGuests} looks into. */
export function indexGuests(
  sources: Iterable<{ source: string; data?: { guests: Guest[] } }>,
): GuestsByVmid {
  return new Map(
    [...sources].map(({ source, data }) => [
      source,
      new Map(data?.guests.map(guest => [guest.vmid, guest]) ?? []),
    ]),
  );
}

/**
 * Adds to each machine the guest that it is: the one with the VMID that capmox wrote down. VMIDs are reused, so a guest
 * that is called differently from the ProxmoxMachine is another one; capmox gives both one name.
 */
export function joinMachinesToGuests(
  machines: Machine[],
  guests: GuestsByVmid,
  proxmoxSource?: string,
): Machine[] {
  return machines.map(machine => {
    const guest = findGuest(machine, guests, proxmoxSource);
    if (!guest) {
      return machine;
    }
    const { source, type, vmid, name, node, status, entityRef } = guest;
    return {
      ...machine,
      guest: { source, type, vmid, name, node, status, entityRef },
    };
  });
}

function findGuest(
  machine: Machine,
  guests: GuestsByVmid,
  proxmoxSource: string | undefined,
): Guest | undefined {
  const { vmid, name } = machine.proxmoxMachine ?? {};
  if (vmid === undefined) {
    return undefined;
  }
  if (proxmoxSource !== undefined) {
    const guest = guests.get(proxmoxSource)?.get(vmid);
    // A guest whose node is down shows no name; the configuration says which cluster it is in.
    return guest?.type === 'qemu' && (guest.name ?? name) === name
      ? guest
      : undefined;
  }
  const candidates = [...guests.values()]
    .flatMap(fleet => fleet.get(vmid) ?? [])
    .filter(guest => guest.type === 'qemu' && guest.name === name);
  return candidates.length === 1 ? candidates[0] : undefined;
}
