import {
  configurationKey,
  Guest,
  Machine,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';

/** A virtual machine with its SMBIOS UUID where its configuration was read. */
interface KnownGuest {
  guest: Guest;
  uuid?: string;
}

interface Fleet {
  byVmid: ReadonlyMap<number, KnownGuest>;
  /** More than one where a copy kept the UUID, as a restored backup may. */
  byUuid: ReadonlyMap<string, KnownGuest[]>;
}

/** The virtual machines of every Proxmox source, by source name. */
export type GuestIndex = ReadonlyMap<string, Fleet>;

/** Makes the index that {@link joinMachinesToGuests} looks into. */
export function indexGuests(
  sources: Iterable<{
    source: string;
    data?: Pick<ProxmoxSnapshot, 'guests' | 'configurations'>;
  }>,
): GuestIndex {
  return new Map([...sources].map(({ source, data }) => [source, index(data)]));
}

function index(
  data: Pick<ProxmoxSnapshot, 'guests' | 'configurations'> | undefined,
): Fleet {
  const byVmid = new Map<number, KnownGuest>();
  const byUuid = new Map<string, KnownGuest[]>();
  const machines = data?.guests.filter(({ type }) => type === 'qemu') ?? [];
  for (const guest of machines) {
    const uuid = data?.configurations?.[configurationKey(guest)]?.smbiosUuid;
    const known = { guest, uuid };
    byVmid.set(guest.vmid, known);
    if (uuid !== undefined) {
      byUuid.set(uuid, [...(byUuid.get(uuid) ?? []), known]);
    }
  }
  return { byVmid, byUuid };
}

/**
 * Adds to each machine the guest that it is: the one with its UUID, else the one with the VMID that capmox wrote down.
 * VMIDs are reused, so a guest at the VMID that has another UUID or another name than the ProxmoxMachine is not the
 * machine's. UUIDs come from the guests' configurations, which are read seldom: one that is not known yet proves
 * nothing.
 */
export function joinMachinesToGuests(
  machines: Machine[],
  guests: GuestIndex,
  proxmoxSource?: string,
): Machine[] {
  const fleets =
    proxmoxSource === undefined
      ? [...guests.values()]
      : [guests.get(proxmoxSource) ?? index(undefined)];
  return machines.map(machine => {
    const guest =
      findByUuid(machine, fleets) ??
      findByVmid(machine, fleets, proxmoxSource !== undefined);
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

function findByUuid(
  { uuid, proxmoxMachine }: Machine,
  fleets: Fleet[],
): Guest | undefined {
  if (uuid === undefined) {
    return undefined;
  }
  const found = fleets
    .flatMap(({ byUuid }) => byUuid.get(uuid) ?? [])
    .map(({ guest }) => guest);
  const exact = found.filter(({ vmid }) => vmid === proxmoxMachine?.vmid);
  return theOnly(exact) ?? theOnly(found);
}

function findByVmid(
  { uuid, proxmoxMachine }: Machine,
  fleets: Fleet[],
  isFleetKnown: boolean,
): Guest | undefined {
  const { vmid, name } = proxmoxMachine ?? {};
  if (vmid === undefined) {
    return undefined;
  }
  const found = fleets
    .flatMap(({ byVmid }) => byVmid.get(vmid) ?? [])
    .filter(known => !uuid || !known.uuid || known.uuid === uuid)
    .map(({ guest }) => guest)
    // A guest whose node is down shows no name; the configuration may say which cluster it is in.
    .filter(guest => (isFleetKnown ? guest.name ?? name : guest.name) === name);
  return theOnly(found);
}

function theOnly(guests: Guest[]): Guest | undefined {
  return guests.length === 1 ? guests[0] : undefined;
}
