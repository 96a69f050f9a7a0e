import { Duration } from 'luxon';

const UNITS = ['days', 'hours', 'minutes', 'seconds'] as const;

/** The two largest units of a duration in seconds: `3d 4h`, `12m 5s`. */
export function formatDuration(seconds: number, locale: string): string {
  const parts = Duration.fromObject({
    seconds: Math.max(0, Math.floor(seconds)),
  }).shiftTo(...UNITS);
  const first = UNITS.findIndex(unit => parts.get(unit) > 0);
  return (first === -1 ? (['seconds'] as const) : UNITS.slice(first, first + 2))
    .filter((unit, index) => index === 0 || parts.get(unit) > 0)
    .map(unit =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: unit.slice(0, -1),
        unitDisplay: 'narrow',
      }).format(parts.get(unit)),
    )
    .join(' ');
}
