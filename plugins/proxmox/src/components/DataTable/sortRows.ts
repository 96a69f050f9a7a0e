/** What a column sorts by; rows without a value stand last in both directions. */
export type SortValue = string | number | boolean | undefined;

/** A sorted copy; numbers inside texts count as numbers, so `pve10` follows `pve9`. */
export function sortRows<T>(
  rows: readonly T[],
  valueOf: (row: T) => SortValue,
  order: { direction: 'asc' | 'desc'; locale: string },
): T[] {
  const collator = new Intl.Collator(order.locale, { numeric: true });
  const sign = order.direction === 'asc' ? 1 : -1;
  return [...rows].sort((left, right) => {
    const [a, b] = [valueOf(left), valueOf(right)];
    if (a === undefined || b === undefined) {
      return Number(a === undefined) - Number(b === undefined);
    }
    if (typeof a === 'number' && typeof b === 'number') {
      return sign * (a - b);
    }
    return sign * collator.compare(String(a), String(b));
  });
}
