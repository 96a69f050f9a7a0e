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

  it('tries a source that failed while nobody looked sooner for somebody who looks, and not at once', () => {
    const { clock, timer } = setUp();
    timer.began();
    timer.ended(false);
    // Twice the idle interval, give or take the jitter.
    expect(clock.nextIn).toBeGreaterThan(100_000);

    clock.advance(4_000);
    timer.renewInterest();
    expect(clock.nextIn).toBeGreaterThanOrEqual(14_000 - 2_000);
    expect(clock.nextIn).toBeLessThanOrEqual(18_000);
    // Who goes on looking does not bring it forward again.
    const before = clock.nextIn;
    clock.advance(1_000);
    timer.renewInterest();
    expect(clock.nextIn).toBe(before! - 1_000);
  });
});
