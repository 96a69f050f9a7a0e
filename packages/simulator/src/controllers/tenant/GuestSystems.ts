import type { World } from '../../pve/world/World';
import type { Guest } from '../../pve/world/types';

/** A simulated site as far as the systems inside its guests are concerned. */
export interface GuestSite {
  name: string;
  world: World;
}

/**
 * What runs inside virtual machines. No API reaches in there: the simulation
 * of a booting system looks at the hardware that it runs on directly.
 */
export class GuestSystems {
  constructor(private readonly sites: () => readonly GuestSite[]) {}

  /** The virtual machine with this SMBIOS UUID, on whichever site it is. */
  machineOf(uuid: string): Guest | undefined {
    for (const site of this.sites()) {
      for (const guest of site.world.guests.values()) {
        if (smbiosUuid(guest.config.smbios1) === uuid.toLowerCase()) {
          return guest;
        }
      }
    }
    return undefined;
  }

  /** Name of the site that a guest is on. */
  siteOf(guest: Guest): string | undefined {
    return this.sites().find(
      site => site.world.guests.get(guest.vmid) === guest,
    )?.name;
  }
}

/** The UUID in a `smbios1` option. */
export function smbiosUuid(smbios: unknown): string | undefined {
  return /(?:^|,)uuid=([^,]+)/.exec(String(smbios ?? ''))?.[1].toLowerCase();
}
