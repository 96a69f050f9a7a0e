import {
  Guest,
  ProxmoxNode,
  ProxmoxSnapshot,
} from '@rackstage/plugin-proxmox-common';
import {
  ConfigurationMark,
  lookOf,
  planConfigurationReads,
} from './planConfigurationReads';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-11-01T12:00:00Z');

function guest(vmid: number, more: Partial<Guest> = {}): Guest {
  return {
    source: 'fra',
    type: 'qemu',
    vmid,
    node: 'pve1',
    name: `vm-${vmid}`,
    status: 'running',
    template: false,
    tags: [],
    memory: { used: 1, total: 1024 },
    disk: { total: 4096 },
    owner: 'group:default/platform',
    entityRef: `resource:default/fra-guest-${vmid}`,
    ...more,
  };
}

function node(name: string, status: ProxmoxNode['status']): ProxmoxNode {
  const owner = 'group:default/platform';
  const entityRef = `resource:default/fra-node-${name}`;
  return { source: 'fra', name, status, owner, entityRef };
}

const nodes = [node('pve1', 'online'), node('pve2', 'offline')];

/** The mark of a guest that was read as it looks now. */
function read(of: Guest, ago: number, failures = 0) {
  const mark = { triedAt: NOW - ago, failures, look: lookOf(of) };
  return [`${of.type}/${of.vmid}`, mark] as const;
}

function turns(
  guests: Guest[],
  marks: ReadonlyArray<readonly [string, ConfigurationMark]> = [],
  more: {
    now?: number;
    limit?: number;
    machineVmids?: ReadonlySet<number>;
    configurations?: ProxmoxSnapshot['configurations'];
  } = {},
): number[] {
  const { configurations, ...rest } = more;
  const options = { now: NOW, intervalMs: HOUR, limit: 100, ...rest };
  return planConfigurationReads(
    { nodes, guests, configurations },
    { ...options, marks: new Map(marks) },
  ).map(({ vmid }) => vmid);
}

describe('planConfigurationReads', () => {
  it('takes new guests first, then changed ones, then those that wait longest', () => {
    const [old, older, changed] = [guest(1), guest(2), guest(3)];
    const marks = [
      read(old, 2 * HOUR),
      read(older, 5 * HOUR),
      read({ ...changed, name: 'before' }, MINUTE),
    ];
    const guests = [old, older, changed, guest(4, { template: true })];

    expect(turns(guests, marks)).toEqual([4, 3, 2, 1]);
    expect(turns(guests, marks, { limit: 2 })).toEqual([4, 3]);
  });

  it('looks first at machines whose UUID is not known, and soon again after a clone hid it', () => {
    const [other, worker] = [guest(1), guest(20_000)];
    const container = guest(20_001, { type: 'lxc' });
    const machineVmids = new Set([20_000, 20_001]);
    const guests = [other, container, worker];
    expect(turns(guests, [], { machineVmids })).toEqual([20_000, 1, 20_001]);

    const justRead = [read(worker, 59_000)];
    const aMinuteAgo = [read(worker, MINUTE)];
    expect(turns([worker], justRead, { machineVmids })).toEqual([]);
    expect(turns([worker], aMinuteAgo, { machineVmids })).toEqual([20_000]);
    const failed = [read(worker, MINUTE, 3)];
    expect(turns([worker], failed, { machineVmids })).toEqual([]);

    const summary = { asOf: '', storages: [], macs: [], addresses: [] };
    const known = { ...summary, smbiosUuid: 'known' };
    expect(
      turns([worker], aMinuteAgo, {
        machineVmids,
        configurations: { 'qemu/20000': known },
      }),
    ).toEqual([]);
  });

  it('leaves out guests of nodes that are not online, and unreadable ones', () => {
    const guests = [
      guest(1, { node: 'pve2' }),
      guest(2, { node: 'pve9' }),
      guest(3, { unreadableSince: '2026-11-01T11:00:00Z' }),
      guest(4),
    ];
    expect(turns(guests)).toEqual([4]);
  });

  it.each<[string, Partial<Guest>]>([
    ['name', { name: 'other' }],
    ['node', { node: 'pve3' }],
    ['size of the disk', { disk: { total: 8192 } }],
    ['memory', { memory: { total: 2048 } }],
    ['tags', { tags: ['a'] }],
    ['template', { template: true }],
  ])('reads a guest again when it has another %s', (_, change) => {
    const before = guest(1);
    const after = { ...before, ...change };
    const online = [...nodes, node('pve3', 'online')];
    const plan = planConfigurationReads(
      { nodes: online, guests: [after] },
      {
        marks: new Map([read(before, 0)]),
        now: NOW,
        intervalMs: HOUR,
        limit: 1,
      },
    );
    expect(plan).toEqual([after]);
  });

  it('takes no state for a change: nor what a running container says of its disk, nor a node that has just come back', () => {
    const machine = guest(1);
    const container = guest(2, { type: 'lxc' });
    const guests = [
      { ...machine, memory: { used: 9, total: 1024 }, uptime: 5 },
      { ...container, disk: { used: 1, total: 999 } },
    ];
    const marks = [read(machine, 0), read(container, 0)];
    expect(turns(guests, marks)).toEqual([]);

    const nameless = {
      ...machine,
      name: undefined,
      status: 'unknown' as const,
    };
    expect(turns([{ ...nameless, memory: undefined }], marks)).toEqual([]);
  });

  it('reads each guest once per interval, evenly spread, even if all were read at once', () => {
    const guests = Array.from({ length: 600 }, (_, index) =>
      guest(1000 + index),
    );
    const marks = new Map(guests.map(one => read(one, 0)));
    const perMinute: number[] = [];
    const reads = new Map<number, number>();
    for (let minute = 1; minute <= 120; minute++) {
      const now = NOW + minute * MINUTE;
      const plan = planConfigurationReads(
        { nodes, guests },
        { marks, now, intervalMs: HOUR, limit: 1000 },
      );
      perMinute.push(plan.length);
      for (const one of plan) {
        const look = lookOf(one);
        marks.set(`qemu/${one.vmid}`, { triedAt: now, failures: 0, look });
        reads.set(one.vmid, (reads.get(one.vmid) ?? 0) + 1);
      }
    }
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(15);
    expect(Math.min(...perMinute)).toBeGreaterThanOrEqual(5);
    expect(new Set(reads.values())).toEqual(new Set([2]));
    expect(reads.size).toBe(600);
  });

  it('asks a failing guest ever more seldom, but at least once per interval, and after all news', () => {
    const one = guest(1);
    const waits = (failures: number) =>
      [1, 2, 4, 8, 16, 32, 60].find(
        minutes =>
          turns([one], [read(one, 0, failures)], {
            now: NOW + minutes * MINUTE,
          }).length,
      );
    expect([1, 2, 3, 4, 7, 50].map(waits)).toEqual([1, 2, 4, 8, 60, 60]);
    expect(turns([one, guest(2)], [read(one, HOUR, 3)])).toEqual([2, 1]);
  });
});
