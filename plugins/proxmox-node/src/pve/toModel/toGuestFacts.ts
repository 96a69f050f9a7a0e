import { GuestStatus } from '@rackstage/plugin-proxmox-common';
import { GuestFacts } from '../facts';
import { GuestRow } from '../wire/clusterResources';

const statuses: readonly GuestStatus[] = [
  'running',
  'stopped',
  'paused',
  'suspended',
];

/**
 * A guest of `GET /cluster/resources`. Of a node that is not online nothing volatile is believed: what stands there is
 * the last broadcast, and may be hours old.
 */
export function toGuestFacts(
  row: GuestRow,
  context: { source: string; isNodeOnline: boolean },
): GuestFacts {
  const { source, isNodeOnline } = context;
  const status = isNodeOnline ? toStatus(row.status) : 'unknown';
  const facts: GuestFacts = {
    source,
    type: row.type,
    vmid: row.vmid,
    node: row.node,
    status,
    template: row.template ?? false,
    tags: splitTags(row.tags),
  };
  return {
    ...facts,
    ...defined({
      name: row.name,
      pool: row.pool,
      lock: row.lock,
      haState: row.hastate,
      ...(isNodeOnline ? figuresOf(row, status) : {}),
    }),
  };
}

function figuresOf(row: GuestRow, status: GuestStatus): Partial<GuestFacts> {
  const { maxcpu, maxmem, maxdisk, netin, netout } = row;
  // Proxmox cannot see into the disks of a virtual machine and writes 0.
  const isDiskKnown = row.type === 'lxc' && status === 'running';
  return {
    cpu: maxcpu === undefined ? undefined : usage(row.cpu, { cores: maxcpu }),
    memory:
      maxmem === undefined ? undefined : usage(row.mem, { total: maxmem }),
    disk:
      maxdisk === undefined
        ? undefined
        : usage(isDiskKnown ? row.disk : undefined, { total: maxdisk }),
    uptime: row.uptime,
    traffic:
      netin === undefined || netout === undefined
        ? undefined
        : { in: netin, out: netout },
  };
}

function usage<T extends object>(
  used: number | undefined,
  whole: T,
): T & { used?: number } {
  return used === undefined ? whole : { ...whole, used };
}

function toStatus(text: string | undefined): GuestStatus {
  return statuses.find(known => known === text) ?? 'unknown';
}

/** `;` since 7, `,` and blanks before. */
export function splitTags(text: string | undefined): string[] {
  return text ? text.split(/[;,\s]+/).filter(tag => tag !== '') : [];
}

/** Leaves out what is undefined, so that a snapshot in memory and one read back from JSON are equal. */
export function defined<T extends object>(object: T): T {
  const entries = Object.entries(object).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(entries) as T;
}
