import { SimulatorClock } from './clock';

describe('SimulatorClock', () => {
  it('fires what is due in order when it is advanced by hand', async () => {
    const clock = new SimulatorClock('manual');
    const seen: [string, number][] = [];
    const after = async (name: string, ms: number) => {
      await clock.wait(ms);
      seen.push([name, clock.elapsed()]);
    };
    const all = Promise.all([after('late', 300), after('early', 100)]);
    await clock.advance(200);
    expect(seen).toEqual([['early', 100]]);
    await clock.advance(200);
    await all;
    expect(seen).toEqual([
      ['early', 100],
      ['late', 300],
    ]);
  });

  it('lets work that waits again finish within one advance', async () => {
    const clock = new SimulatorClock('manual');
    let steps = 0;
    const work = (async () => {
      for (; steps < 5; steps += 1) await clock.wait(100);
    })();
    await clock.advance(500);
    await work;
    expect(steps).toBe(5);
  });

  it('moves dates and durations together by hand', async () => {
    const clock = new SimulatorClock('manual');
    const before = clock.now();
    await clock.advance(90_000);
    expect(clock.now() - before).toBe(90_000);
    expect(clock.elapsed()).toBe(90_000);
  });

  it('accelerates durations but leaves dates at today', async () => {
    const clock = new SimulatorClock({ speed: 1_000_000 });
    const before = Date.now();
    await clock.wait(60_000);
    expect(clock.elapsed()).toBeGreaterThanOrEqual(60_000);
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(clock.now()).toBeLessThanOrEqual(Date.now());
    clock.close();
  });

  it('ends a wait when it is aborted', async () => {
    const clock = new SimulatorClock('manual');
    const controller = new AbortController();
    const waiting = clock.wait(1000, controller.signal);
    controller.abort();
    await waiting;
    expect(clock.elapsed()).toBe(0);
  });

  it('explains a speed that is none and an advance that cannot be', async () => {
    expect(() => new SimulatorClock({ speed: 0 })).toThrow(
      /must be a positive number, got 0/,
    );
    await expect(new SimulatorClock().advance(1)).rejects.toThrow(
      /Only a manual clock can be advanced/,
    );
  });
});
