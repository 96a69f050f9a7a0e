const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

function parts(ms: number, unit: number, rest: number): [number, number] {
  return [Math.floor(ms / unit), Math.floor((ms % unit) / rest)];
}

function pair(ms: number, big: [number, string], small: [number, string]) {
  const [whole, rest] = parts(ms, big[0], small[0]);
  return rest === 0
    ? `${whole}${big[1]}`
    : `${whole}${big[1]}${rest}${small[1]}`;
}

/** A duration as kubectl writes ages: two units while it is short. */
export function humanDuration(ms: number): string {
  if (ms < -2 * second) return '<invalid>';
  if (ms < 0) return '0s';
  if (ms < 2 * minute) return `${Math.floor(ms / second)}s`;
  if (ms < 10 * minute) return pair(ms, [minute, 'm'], [second, 's']);
  if (ms < 3 * hour) return `${Math.floor(ms / minute)}m`;
  if (ms < 8 * hour) return pair(ms, [hour, 'h'], [minute, 'm']);
  if (ms < 2 * day) return `${Math.floor(ms / hour)}h`;
  if (ms < 8 * day) return pair(ms, [day, 'd'], [hour, 'h']);
  if (ms < 2 * 365 * day) return `${Math.floor(ms / day)}d`;
  if (ms < 8 * 365 * day) return pair(ms, [365 * day, 'y'], [day, 'd']);
  return `${Math.floor(ms / (365 * day))}y`;
}
