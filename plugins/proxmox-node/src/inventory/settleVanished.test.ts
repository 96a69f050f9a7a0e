import { VanishedThing } from './findVanished';
import { gatherEvidence } from './judgeVanished';
import { settleVanished } from './settleVanished';

const inherited = { '/vms': { 'VM.Audit': true } };
const onPool = { '/pool/a': { 'VM.Audit': true } };
const guests = (count: number, pool?: string): VanishedThing[] =>
  Array.from({ length: count }, (_, index) => ({
    ref: `fra/qemu/${100 + index}`,
    type: 'qemu',
    id: String(100 + index),
    pool,
  }));

/** Settles against a cluster in which the given VMIDs are taken; collects what was asked. */
async function settle(
  things: VanishedThing[],
  options: {
    permissions: Record<string, Record<string, boolean>>;
    taken?: number[];
    questions?: number;
    turn?: number;
    broken?: boolean;
  },
) {
  const asked: number[] = [];
  const { permissions, taken = [], questions = 3, turn = 0 } = options;
  const settled = await settleVanished(things, {
    evidence: gatherEvidence(
      { guests: [], nodes: [] },
      { permissions, major: 9 },
    ),
    isVmidTaken: async vmid => {
      asked.push(vmid);
      if (options.broken) {
        throw new Error('no answer');
      }
      return taken.includes(vmid);
    },
    questions,
    turn,
  });
  const whereabouts = [...settled.values()].map(found => found.whereabouts);
  return { asked, whereabouts };
}

describe('settleVanished', () => {
  it('believes a mass deletion after a few questions', async () => {
    const { asked, whereabouts } = await settle(guests(100), {
      permissions: inherited,
    });
    expect(asked).toHaveLength(3);
    expect(new Set(whereabouts)).toEqual(new Set(['gone']));
  });

  it('believes nothing of it when one of them turns out to exist', async () => {
    const { whereabouts } = await settle(guests(6), {
      permissions: inherited,
      taken: [101],
    });
    expect(whereabouts).toEqual([
      'gone',
      'unreadable',
      'gone',
      'unproven',
      'unproven',
      'unproven',
    ]);
  });

  it('asks about every guest that may have left a pool, a few at a time', async () => {
    const { asked, whereabouts } = await settle(guests(5, 'a'), {
      permissions: onPool,
      taken: [100],
    });
    expect(asked).toEqual([100, 101, 102]);
    expect(whereabouts).toEqual([
      'unreadable',
      'gone',
      'gone',
      'unproven',
      'unproven',
    ]);
  });

  it('takes turns among the unreadable, and finds those that were deleted', async () => {
    const options = { permissions: {}, questions: 2, taken: [101, 102, 103] };
    const first = await settle(guests(4), { ...options, turn: 0 });
    expect(first.asked).toEqual([100, 101]);
    expect(first.whereabouts[0]).toBe('gone');
    const second = await settle(guests(4), { ...options, turn: 3 });
    expect(second.asked).toEqual([103, 100]);
    expect(second.whereabouts).toEqual([
      'gone',
      'unreadable',
      'unreadable',
      'unreadable',
    ]);
  });

  it('proves nothing by a question that fails', async () => {
    const { whereabouts } = await settle(guests(2), {
      permissions: inherited,
      broken: true,
    });
    expect(whereabouts).toEqual(['unproven', 'unproven']);
  });
});
