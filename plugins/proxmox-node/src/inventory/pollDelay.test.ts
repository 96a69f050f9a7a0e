import { pollDelay } from './pollDelay';

const intervals = { activeMs: 10_000, idleMs: 60_000 };
const base = { intervals, interested: true, failures: 0, random: 0.5 };

describe('pollDelay', () => {
  it('is short while somebody looks', () => {
    expect(pollDelay(base)).toBe(10_000);
    expect(pollDelay({ ...base, interested: false })).toBe(60_000);
  });

  it('grows with failures up to five minutes', () => {
    const delays = [1, 2, 3, 4, 5, 99].map(failures =>
      pollDelay({ ...base, failures }),
    );
    expect(delays).toEqual([20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
  });

  it('never shortens an interval that is longer than that', () => {
    const slow = { activeMs: 600_000, idleMs: 600_000 };
    expect(pollDelay({ ...base, intervals: slow, failures: 3 })).toBe(600_000);
  });

  it('spreads by a tenth', () => {
    expect(pollDelay({ ...base, random: 0 })).toBe(9_000);
    expect(pollDelay({ ...base, random: 1 })).toBe(11_000);
  });
});
