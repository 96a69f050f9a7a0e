/** What the benchmark measures, by the names under which it is reported. */
export interface Figures {
  /** First ingestion, from the start of the backend to the last `applyMutation`. */
  'proxmox.ingest.10000.seconds': number;
  /** The same with the catalogue's own processing, to the last entity that its API shows; absent where it was skipped. */
  'proxmox.ingest.stitched.seconds'?: number;
  /** Fetch to snapshot, over plain fetch and JSON.parse of the same answers. */
  'proxmox.snapshot.ratio': number;
  /** Most calls that a Proxmox cluster counted in one cycle of the fast lane. */
  'proxmox.upstreamCallsPerCycle': number;
  /** Heap that the snapshots of all clusters add, configurations included, after garbage collection. */
  'proxmox.snapshot.heap.10000guests.mb': number;
}

/** The middle of the values; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) {
    throw new Error('There is no median of nothing');
  }
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A table for people: name and value, the values aligned. */
export function toTable(figures: Figures, notes: readonly string[]): string {
  const rows = Object.entries(figures).map(([name, value]) => [
    name,
    String(round(value)),
  ]);
  const width = Math.max(...rows.map(([name]) => name.length));
  const valueWidth = Math.max(...rows.map(([, value]) => value.length));
  const lines = rows.map(
    ([name, value]) => `${name.padEnd(width)}  ${value.padStart(valueWidth)}`,
  );
  return [...lines, '', ...notes].join('\n').concat('\n');
}

/** One flat object, name to number. */
export function toJson(figures: Figures): string {
  const entries = Object.entries(figures).map(([name, value]) => [
    name,
    round(value),
  ]);
  return JSON.stringify(Object.fromEntries(entries), null, 2).concat('\n');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
