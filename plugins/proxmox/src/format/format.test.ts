import { entityRefName } from './entityRefName';
import { formatBytes } from './formatBytes';
import { formatDuration } from './formatDuration';
import { formatPercent } from './formatPercent';
import { formatAge, formatTime } from './formatTime';

const GIB = 1024 ** 3;

describe('figures', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1.5 * GIB, '1.5 GiB'],
    [32 * GIB, '32 GiB'],
    [12.4 * 1024 * GIB, '12 TiB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  it('uses the decimal mark of the language', () => {
    expect(formatBytes(1.5 * GIB, 'de')).toBe('1,5 GiB');
  });

  it.each([
    [0, '0s'],
    [59, '59s'],
    [725, '12m 5s'],
    [3600, '1h'],
    [273_600, '3d 4h'],
    [86_400 * 2 + 59, '2d'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });

  it('shows small shares more exactly', () => {
    expect(formatPercent(0.004, 'en')).toBe('0.4%');
    expect(formatPercent(0.42, 'en')).toBe('42%');
    expect(formatPercent(0, 'en')).toBe('0%');
  });
});

describe('times', () => {
  const now = Date.parse('2026-01-01T12:00:00Z');

  it('says how long ago something was', () => {
    expect(formatAge('2026-01-01T11:59:48Z', now, 'en')).toBe('12 seconds ago');
    expect(formatAge('2026-01-01T11:56:00Z', now, 'de')).toBe('vor 4 Minuten');
  });

  it('has no age for what is new, for a clock that runs ahead, and for no time', () => {
    expect(formatAge('2026-01-01T11:59:59Z', now, 'en')).toBeUndefined();
    expect(formatAge('2026-01-01T12:05:00Z', now, 'en')).toBeUndefined();
    expect(formatAge('yesterday', now, 'en')).toBeUndefined();
  });

  it('shows what is no time as it came', () => {
    expect(formatTime('yesterday', 'en')).toBe('yesterday');
    expect(formatTime('2026-01-01T12:00:00Z', 'en')).toContain('2026');
  });
});

describe('entity refs', () => {
  it.each([
    ['group:default/team-a', 'team-a'],
    ['group:other/team-a', 'other/team-a'],
    ['team-a', 'team-a'],
  ])('names %s %s', (ref, name) => {
    expect(entityRefName(ref)).toBe(name);
  });
});
