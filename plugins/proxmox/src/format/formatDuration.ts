import { Duration } from 'luxon';

/** The two largest units of a duration in seconds: `3d 4h`, `12m 5s`. */
export function formatDuration(seconds: number, locale: string): string {
  const all = Duration.fromObject({ seconds: Math.max(0, Math.floor(seconds)) })
    .shiftTo('days', 'hours', 'minutes', 'seconds')
    .toObject();
  const parts = Object.entries(all).filter(([, value]) => value > 0);
  const largest = Object.fromEntries(
    parts.length ? parts.slice(0, 2) : [['seconds', 0]],
  );
  return Duration.fromObject(largest, { locale }).toHuman({
    unitDisplay: 'narrow',
    listStyle: 'narrow',
  });
}
