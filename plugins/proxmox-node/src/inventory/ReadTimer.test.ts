import { ManualClock } from './__testUtils__/ManualClock';
import { ReadTimer } from './ReadTimer';

describe('ReadTimer', () => {
  function setUp() {
    const clock = new ManualClock();
    const reads: number[] = [];
    const timer = new ReadTimer({
      clock,
      intervals: { activeMs: 10_000, idleMs: 60_000 },
      read: () => reads.push(clock.now()),
    });
    timer.start();
    clock.advance(0);
    timer.began();
    timer.ended(true);
    return { clock, reads, timer };
  }

  it('reads at once for somebody who looks when the last read is old', () => {
    const { clock, reads, timer } = setUp();
    expect(clock.nextIn).toBe(60_000);

    clock.advance(4_000);
    timer.renewInterest();
    expect(clock.nextIn).toBe(6_000);

    clock.advance(6_000);
    expect(reads).toHaveLength(2);
  });

  it('does not wait for the clock to catch up when it was set back', () => {
    const { clock, timer } = setUp();

    clock.advance(-3_600_000);
    expect(timer.age).toBe(Infinity);
    timer.renewInterest();

    expect(clock.nextIn).toBe(0);
  });
});
