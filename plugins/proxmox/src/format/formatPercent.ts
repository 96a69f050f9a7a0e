/** `0.123` becomes `12%`. */
export function formatPercent(fraction: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: fraction > 0 && fraction < 0.1 ? 1 : 0,
  }).format(fraction);
}
