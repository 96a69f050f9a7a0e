/** The known key that is most likely meant by a mistyped one; `undefined` where none is close. */
export function nearestKey(
  typed: string,
  known: readonly string[],
): string | undefined {
  const ranked = known
    .map(key => ({
      key,
      distance: editDistance(typed.toLowerCase(), key.toLowerCase()),
    }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  const tolerance = Math.max(2, Math.floor(typed.length / 2));
  return best && best.distance <= tolerance ? best.key : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        next[j - 1] + 1,
        row[j] + 1,
        row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[b.length];
}
