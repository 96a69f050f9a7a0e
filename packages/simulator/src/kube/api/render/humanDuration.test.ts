import { humanDuration } from './humanDuration';

describe('humanDuration', () => {
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const day = 24 * hour;

  it.each([
    [-5 * second, '<invalid>'],
    [-1, '0s'],
    [119 * second, '119s'],
    [2 * minute, '2m'],
    [2 * minute + 5 * second, '2m5s'],
    [10 * minute + 5 * second, '10m'],
    [3 * hour + 10 * minute, '3h10m'],
    [9 * hour + 10 * minute, '9h'],
    [47 * hour, '47h'],
    [3 * day + 5 * hour, '3d5h'],
    [8 * day + 5 * hour, '8d'],
    [730 * day, '2y'],
    [800 * day, '2y70d'],
    [4000 * day, '10y'],
  ])('%d ms: %s', (ms, expected) => {
    expect(humanDuration(ms)).toBe(expected);
  });
});
