import {
  configurationKey,
  Guest,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';

const FIRST_RETRY_MS = 60_000;
/** What is due, the most urgent first. */
const ranks = { machine: 0, news: 1, routine: 2 };

/** What is remembered of the reads of a guest's configuration. */
export interface ConfigurationMark {
  /** Milliseconds since the epoch; of the last read, good or bad. */
  triedAt: number;
  /** Bad reads in a row. */
  failures: number;
  /** How the guest looked in the lists when it was read; see {@link lookOf}. */
  look: string;
}

/**
 * Whose configuration is to be read now, at most `limit`, in this order: machines of tenant clusters whose UUID is
 * not known, guests that are new or look different than when they were read, then those that wait longest. Guests that could only answer with a timeout or a refusal, on
 * nodes that are not online or unreadable, have no turn.
 */
export function planConfigurationReads(
  snapshot: Pick<ProxmoxSnapshot, 'nodes' | 'guests' | 'configurations'>,
  options: {
    marks: ReadonlyMap<string, ConfigurationMark>;
    now: number;
    intervalMs: number;
    limit: number;
    /** VMIDs that Machines point at. */
    machineVmids?: ReadonlySet<number>;
  },
): Guest[] {
  const { marks, now, intervalMs, limit, machineVmids } = options;
  const online = new Set(
    snapshot.nodes
      .filter(node => node.status === 'online')
      .map(node => node.name),
  );
  return snapshot.guests
    .filter(guest => online.has(guest.node) && !guest.unreadableSince)
    .map(guest => {
      const key = configurationKey(guest);
      const isAwaited =
        guest.type === 'qemu' &&
        machineVmids?.has(guest.vmid) === true &&
        snapshot.configurations?.[key]?.smbiosUuid === undefined;
      const mark = marks.get(key);
      return { guest, ...turnOf(guest, { mark, intervalMs, isAwaited }) };
    })
    .filter(({ dueAt }) => dueAt <= now)
    .sort((one, other) => one.rank - other.rank || one.dueAt - other.dueAt)
    .slice(0, limit)
    .map(({ guest }) => guest);
}

function turnOf(
  guest: Guest,
  known: { mark?: ConfigurationMark; intervalMs: number; isAwaited: boolean },
): { rank: number; dueAt: number } {
  const { mark, intervalMs, isAwaited } = known;
  const newsRank = isAwaited ? ranks.machine : ranks.news;
  if (!mark) {
    return { rank: newsRank, dueAt: -Infinity };
  }
  if (mark.failures > 0) {
    const backoff = FIRST_RETRY_MS * 2 ** Math.min(mark.failures - 1, 10);
    const dueAt = mark.triedAt + Math.min(backoff, intervalMs);
    return { rank: ranks.routine, dueAt };
  }
  // Before the first status broadcast of a node its guests have no name and no sizes, which is no change of theirs.
  if (guest.status !== 'unknown' && mark.look !== lookOf(guest)) {
    return { rank: newsRank, dueAt: mark.triedAt };
  }
  if (isAwaited) {
    // Read while it was cloned: until that ends its configuration is all but empty.
    return { rank: newsRank, dueAt: mark.triedAt + FIRST_RETRY_MS };
  }
  const dueAt = nextSlot(guest, mark.triedAt, intervalMs);
  return { rank: ranks.routine, dueAt };
}

/**
 * How a guest looks in the lists as far as its configuration decides on it: when this changes, the configuration has
 * changed or the VMID belongs to another guest.
 */
export function lookOf(guest: Guest): string {
  const { name, node, template, tags, memory, disk, type } = guest;
  // What a running container reports is the size of its file system, which changes by itself.
  const diskSize = type === 'lxc' ? undefined : disk?.total;
  return [name, node, template, memory?.total, diskSize, ...tags].join('|');
}

// Each guest has its own moment in the interval, by its VMID: after a burst, as at the first start, the reads would
// otherwise stay a burst for ever.
function nextSlot(guest: Guest, after: number, intervalMs: number): number {
  const phase = shareOf(guest.vmid) * intervalMs;
  return (Math.floor((after - phase) / intervalMs) + 1) * intervalMs + phase;
}

/** Spreads consecutive numbers evenly over 0 up to 1 (multiples of the golden ratio). */
function shareOf(vmid: number): number {
  return (vmid * 0.6180339887498949) % 1;
}
