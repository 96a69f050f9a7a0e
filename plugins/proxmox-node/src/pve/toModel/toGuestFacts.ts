import { GuestStatus } from '@rackstage/plugin-proxmox-common';
import { GuestFacts } from '../facts';
import { GuestRow } from '../wire/clusterResources';

const statuses: readonly GuestStatus[] = [
  'running',
  'stopped',
  'paused',
  'suspended',
];

const noFigures: Partial<GuestRow> = {};

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
  const figures = isNodeOnline ? row : noFigures;
  // Proxmox cannot see into the disks of a virtual machine and writes 0.
  const isDiskKnown = row.type === 'lxc' && status === 'running';
  return defined<GuestFacts>({
    source,
    type: row.type,
    vmid: row.vmid,
    node: row.node,
    name: row.name,
    status,
    template: row.template ?? false,
    tags: splitTags(row.tags),
    pool: row.pool,
    lock: row.lock,
    haState: row.hastate,
    cpu: toProcessors(figures.cpu, figures.maxcpu),
    memory: toUsage(figures.mem, figures.maxmem),
    disk: toUsage(isDiskKnown ? figures.disk : undefined, figures.maxdisk),
    uptime: figures.uptime,
    traffic: toTraffic(figures),
  });
}

function toTraffic({ netin, netout }: Partial<GuestRow>) {
  return netin === undefined || netout === undefined
    ? undefined
    : { in: netin, out: netout };
}

/** Share of all cores, and how many there are; nothing without the latter. */
export function toProcessors(
  used: number | undefined,
  cores: number | undefined,
): { used?: number; cores: number } | undefined {
  if (cores === undefined) {
    return undefined;
  }
  return used === undefined ? { cores } : { used, cores };
}

/** Bytes used of a total; nothing without the latter. */
export function toUsage(
  used: number | undefined,
  total: number | undefined,
): { used?: number; total: number } | undefined {
  if (total === undefined) {
    return undefined;
  }
  return used === undefined ? { total } : { used, total };
}

function toStatus(text: string | undefined): GuestStatus {
  return statuses.find(known => known === text) ?? 'unknown';
}

/** `;` since 7, `,` and blanks before. */
function splitTags(text: string | undefined): string[] {
  return text ? text.split(/[;,\s]+/).filter(tag => tag !== '') : [];
}

/** A copy without what is undefined, so that a snapshot in memory and one read back from JSON are equal. */
export function defined<T extends object>(object: T): T {
  const copy: Partial<T> = {};
  for (const key in object) {
    if (object[key] !== undefined) {
      copy[key] = object[key];
    }
  }
  return copy as T;
}
