import { SourceState } from '@rackstage/plugin-proxmox-common';
import { aSourceState } from '../__testUtils__/aSourceState';
import { LastGoodWriter } from './LastGoodWriter';

describe('LastGoodWriter', () => {
  function setUp(save: (state: SourceState) => Promise<void> = async () => {}) {
    const clock = { now: 1_000_000 };
    const timers: Array<{ dueAt: number; callback: () => void }> = [];
    const saved: string[] = [];
    const warnings: string[] = [];
    const writer = new LastGoodWriter<SourceState>({
      store: {
        async save(state) {
          await save(state);
          saved.push(`${state.source}@${state.version}`);
        },
      },
      logger: { warn: message => warnings.push(message) },
      now: () => clock.now,
      schedule(delayMs, callback) {
        const timer = { dueAt: clock.now + delayMs, callback };
        timers.push(timer);
        return () => {
          const index = timers.indexOf(timer);
          if (index >= 0) {
            timers.splice(index, 1);
          }
        };
      },
    });
    const change = (version: number, source = 'fra') =>
      writer.changed(aSourceState({ source, version }));
    const advance = async (ms: number) => {
      clock.now += ms;
      timers
        .filter(({ dueAt }) => dueAt <= clock.now)
        .forEach(({ callback }) => callback());
      await new Promise(setImmediate);
    };
    return { clock, writer, saved, warnings, timers, change, advance };
  }

  it('writes the first change at once and later ones when 30 seconds have passed, the newest only', async () => {
    const { saved, change, advance } = setUp();

    change(1);
    await advance(0);
    expect(saved).toEqual(['fra@1']);

    change(2);
    change(3);
    await advance(29_999);
    expect(saved).toEqual(['fra@1']);
    await advance(1);
    expect(saved).toEqual(['fra@1', 'fra@3']);

    await advance(60_000);
    expect(saved).toEqual(['fra@1', 'fra@3']);
  });

  it('does not wait for the clock to catch up when it was set back', async () => {
    const { clock, saved, change, advance } = setUp();

    change(1);
    clock.now -= 600_000;
    change(2);
    await advance(0);

    expect(saved).toEqual(['fra@1', 'fra@2']);
  });

  it('lets no source wait for another', async () => {
    const { saved, change, advance } = setUp();

    change(1, 'fra');
    change(1, 'edge');
    await advance(0);

    expect(saved).toEqual(['fra@1', 'edge@1']);
  });

  it('writes what is left at the end, and leaves no timer behind', async () => {
    const { writer, saved, timers, change } = setUp();

    change(1);
    change(2);
    await writer.flush();

    expect(saved).toEqual(['fra@1', 'fra@2']);
    expect(timers).toEqual([]);
  });

  it('says what a failed write means and goes on', async () => {
    let broken = true;
    const { saved, warnings, change, advance } = setUp(async () => {
      if (broken) {
        throw new Error('database is locked');
      }
    });

    change(1);
    await advance(0);
    expect(warnings).toEqual([
      expect.stringMatching(
        /source 'fra' could not be saved.*database is locked/,
      ),
    ]);

    broken = false;
    change(2);
    await advance(30_000);
    expect(saved).toEqual(['fra@2']);
  });
});
