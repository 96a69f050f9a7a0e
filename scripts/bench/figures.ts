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
  /** Heap that an inventory adds per tenant cluster with ten machines. */
  'kubernetes.heap.perTenantCluster.kb': number;
  /** The same over the heap of the whole objects. */
  'kubernetes.heap.ratio': number;
  /** Pages of lists until everything is up to date after all API servers were restarted. */
  'kubernetes.restart.lists': number;
  /** Answers 429 and 5xx meanwhile. */
  'kubernetes.restart.retries': number;
  /** How long that takes once they answer again. */
  'kubernetes.restart.seconds': number;
  /** From a write until the inventory tells of it, over the time until a plain watch does. */
  'kubernetes.change.ratio': number;
  /** CPU time for many changes at once, over that of a plain watch that parses them. */
  'kubernetes.burst.ratio': number;
  /** News of as many changes in what is not read. */
  'kubernetes.burst.needlessNews': number;
  /** Answer with all tenant clusters over that of an empty route. */
  'kubernetes.list.ratio': number;
  /** Answer with one tenant cluster over that of an empty route. */
  'kubernetes.page.ratio': number;
  /** Calls to management clusters per answer. */
  'kubernetes.page.upstreamCalls': number;
  /** While nobody looks and nothing changes. */
  'kubernetes.idle.listsPerMinute': number;
  /** All calls then, the watches that are opened anew included. */
  'kubernetes.idle.callsPerMinute': number;
  /** Queries to the database then. */
  'kubernetes.idle.queriesPerMinute': number;
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
export function toTable(
  figures: Partial<Figures>,
  notes: readonly string[],
): string {
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
export function toJson(figures: Partial<Figures>): string {
  const entries = Object.entries(figures).map(([name, value]) => [
    name,
    round(value),
  ]);
  return JSON.stringify(Object.fromEntries(entries), null, 2).concat('\n');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
