import { setImmediate as breathe } from 'node:timers/promises';
import { Guest, ProxmoxSnapshot } from '@rackstage/plugin-proxmox-common';
import { PveError, PveErrorKind } from '../../pve';
import { ManualClock } from '../__testUtils__/ManualClock';
import { ConfigurationLane } from './ConfigurationLane';

// What a simulated site cannot be brought to do: to fail for one guest only, or to hang.

const owner = 'group:default/platform';

function snapshotOf(count: number): ProxmoxSnapshot {
  const guests = Array.from(
    { length: count },
    (_, index): Guest => ({
      source: 'fra',
      type: 'qemu',
      vmid: 101 + index,
      node: 'pve1',
      name: `vm-${index}`,
      status: 'running',
      template: false,
      tags: [],
      owner,
      entityRef: `resource:default/fra-guest-${101 + index}`,
    }),
  );
  const entityRef = 'resource:default/fra-node-pve1';
  return {
    cluster: { source: 'fra', title: 'fra', owner, entityRef },
    nodes: [
      { source: 'fra', name: 'pve1', status: 'online', owner, entityRef },
    ],
    guests,
    storages: [],
  };
}

function failure(kind: PveErrorKind): PveError {
  return new PveError({
    source: 'fra',
    kind,
    status: 500,
    reason: 'no',
    method: 'GET',
    pathTemplate: '/nodes/{node}/qemu/{vmid}/config',
    retryable: false,
    nextStep: 'Look.',
  });
}

/** A lane over guests that answer as the test says. */
function startLane(options: { guests: number; storage?: string }) {
  const clock = new ManualClock();
  const log: number[] = [];
  const failing = new Map<number, PveErrorKind>();
  const world = { storage: 'ceph', news: 0, hangs: false, isDead: false };
  const snapshot = snapshotOf(options.guests);
  const lane = new ConfigurationLane({
    source: 'fra',
    clock,
    intervals: {
      configurationMs: 3_600_000,
      configurationDelayMs: 10_000,
      configurationPauseMs: 500,
    },
    signal: new AbortController().signal,
    snapshot: () => (world.isDead ? undefined : snapshot),
    onNews: () => {
      world.news++;
    },
    reader: {
      readConfiguration: async ({ vmid }) => {
        log.push(vmid);
        const kind = failing.get(vmid);
        if (kind) {
          throw failure(kind);
        }
        if (world.hangs) {
          await new Promise(() => {});
        }
        return {
          configuration: {
            onBoot: false,
            protection: false,
            agent: false,
            disks: [
              {
                key: 'scsi0',
                media: 'disk',
                backup: true,
                storage: world.storage,
              },
            ],
            interfaces: [],
          },
          configuredAddresses: [],
          node: 'pve1',
          remarks: [],
        };
      },
    },
  });
  lane.start();
  const advance = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await breathe();
  };
  const known = () => lane.addTo(snapshot).configurations;
  return { lane, clock, log, failing, world, advance, known };
}

describe('ConfigurationLane', () => {
  it('reads two a second, one at a time, and tells its news shard by shard', async () => {
    const { lane, log, world, advance, known } = startLane({ guests: 50 });
    lane.wake();
    await advance(9_999);
    expect(log).toEqual([]);
    await advance(1);
    expect(log).toHaveLength(1);
    await advance(499);
    expect(log).toHaveLength(1);
    for (let half = 0; half < 60; half++) {
      await advance(500);
    }
    expect(log).toHaveLength(50);
    expect(new Set(log).size).toBe(50);
    expect(Object.keys(known()!)).toHaveLength(50);
    expect(world.news).toBe(3);
  });

  it('makes no second call while one hangs, whatever the lists do', async () => {
    const { lane, clock, log, world, advance } = startLane({ guests: 5 });
    world.hangs = true;
    lane.wake();
    await advance(10_000);
    lane.wake();
    await advance(60_000);
    lane.wake();
    await advance(60_000);
    expect(log).toHaveLength(1);
    expect(clock.nextIn).toBeUndefined();
  });

  it('does not let one failing guest hold up the rest, keeps what was known of it and tells it after some time', async () => {
    const { lane, log, failing, advance, known, world } = startLane({
      guests: 3,
    });
    lane.wake();
    await advance(10_000);
    await advance(500);
    await advance(500);
    await advance(500);
    expect(log).toEqual([101, 102, 103]);
    expect(world.news).toBe(1);
    const before = known()!['qemu/102'];

    failing.set(102, 'forbidden');
    world.storage = 'nfs';
    for (let minute = 0; minute < 75; minute++) {
      await advance(60_000);
      lane.wake();
      await advance(0);
      await advance(500);
      await advance(500);
    }
    expect(known()!['qemu/102']).toEqual(before);
    expect(known()!['qemu/103'].storages).toEqual(['nfs']);
    expect(lane.failures).toEqual([
      expect.objectContaining({
        code: 'privileges-missing',
        message: expect.stringMatching(/^The configuration of fra\/qemu\/102 /),
        nextStep: 'Look.',
      }),
    ]);
    const tries = log.filter(vmid => vmid === 102).length;
    expect(tries).toBeLessThan(10);

    failing.clear();
    await advance(3_600_000);
    lane.wake();
    await advance(0);
    await advance(500);
    await advance(500);
    expect(lane.failures).toEqual([]);
    expect(known()!['qemu/102'].storages).toEqual(['nfs']);
  });

  it('stops asking when the cluster does not answer, until the lists could be read again', async () => {
    const { lane, log, failing, advance, clock } = startLane({ guests: 3 });
    failing.set(101, 'unreachable');
    lane.wake();
    await advance(10_000);
    await advance(60_000);
    expect(log).toEqual([101]);
    expect(clock.nextIn).toBeUndefined();

    lane.wake();
    await advance(0);
    await advance(500);
    expect(log).toEqual([101, 102, 103]);
  });

  it('pauses while the source fails and ends when it is stopped', async () => {
    const { lane, log, advance, clock, world } = startLane({ guests: 3 });
    lane.wake();
    await advance(10_000);
    world.isDead = true;
    await advance(500);
    expect(clock.nextIn).toBeUndefined();
    world.isDead = false;
    lane.wake();
    await advance(0);
    expect(log).toEqual([101, 102]);
    lane.stop();
    expect(clock.nextIn).toBeUndefined();
    lane.wake();
    expect(clock.nextIn).toBeUndefined();
  });
});
