import {
  configurationKey,
  Guest,
  Machine,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
import { SourceConfig } from '../config/ProxmoxConfig';
import { findRuleOwner } from './ownerOf';
import { guestRef } from './resourceRefs';

/** A Machine with the guest it is joined to, and the owner of its tenant; absent for a namespace of the platform. */
export interface GuestClaim {
  machine: Machine;
  owner?: string;
}

/**
 * Owners, by ref, of the guests that belong to a tenant because they are machines of its cluster. Ownership gives
 * rights, so this holds only where no owner rule says otherwise, in the resource pool that only the platform fills, and
 * where one Machine alone is proven to be the guest. See docs/adr/0005.
 */
export function inheritGuestOwners(
  snapshot: Pick<ProxmoxSnapshot, 'guests' | 'configurations'>,
  options: {
    config: Pick<SourceConfig, 'name' | 'owners' | 'provisioning'>;
    claims: readonly GuestClaim[];
  },
): ReadonlyMap<string, string> {
  const { config, claims } = options;
  const inherited = new Map<string, string>();
  const pool = config.provisioning?.resourcePool;
  if (pool === undefined) {
    return inherited;
  }
  const claimsByGuest = groupByGuest(claims, config.name);
  for (const guest of snapshot.guests) {
    const claimed = claimsByGuest.get(guestRef(guest));
    if (
      claimed &&
      guest.pool === pool &&
      findRuleOwner(guest, config.owners) === undefined
    ) {
      const owner = findHeir(guest, {
        uuid: snapshot.configurations?.[configurationKey(guest)]?.smbiosUuid,
        claims: claimed,
      });
      if (owner !== undefined) {
        inherited.set(guestRef(guest), owner);
      }
    }
  }
  return inherited;
}

function findHeir(
  guest: Guest,
  known: { uuid?: string; claims: GuestClaim[] },
): string | undefined {
  const { uuid } = known;
  if (uuid === undefined) {
    return undefined;
  }
  // Every Machine with its UUID contests the guest, but only what the provider wrote down is proof.
  const [claim, ...others] = known.claims.filter(
    ({ machine }) => machine.uuid === uuid,
  );
  return claim && !others.length && isProven(claim.machine, guest, uuid)
    ? claim.owner
    : undefined;
}

// The system UUID that a Node reports will not do: whoever administers the tenant's cluster can write it.
function isProven(machine: Machine, guest: Guest, uuid: string): boolean {
  return (
    machine.providerId?.toLowerCase() === `proxmox://${uuid}` &&
    machine.proxmoxMachine?.vmid === guest.vmid
  );
}

function groupByGuest(
  claims: readonly GuestClaim[],
  source: string,
): Map<string, GuestClaim[]> {
  const groups = new Map<string, GuestClaim[]>();
  for (const claim of claims) {
    const { guest } = claim.machine;
    if (guest?.source === source) {
      const ref = guestRef(guest);
      groups.set(ref, [...(groups.get(ref) ?? []), claim]);
    }
  }
  return groups;
}
