import { DateTime } from 'luxon';

/** Date and time in the viewer's zone; the text itself where it is no ISO 8601. */
export function formatTime(iso: string, locale: string): string {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.setLocale(locale).toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS)
    : iso;
}

/**
 * How long ago something was, for example `12 seconds ago`; `undefined` for less than two seconds
 * and for the future, which happens when the clocks of browser and server differ.
 */
export function formatAge(
  iso: string,
  now: number,
  locale: string,
): string | undefined {
  const time = DateTime.fromISO(iso);
  if (!time.isValid || now - time.toMillis() < 2000) {
    return undefined;
  }
  return (
    time.toRelative({ base: DateTime.fromMillis(now), locale }) ?? undefined
  );
}
