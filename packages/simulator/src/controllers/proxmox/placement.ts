/** A row of `/cluster/resources`. */
export interface ResourceRow {
  type: string;
  node?: string;
  vmid?: number;
  name?: string;
  maxmem?: number;
  template?: number;
  tags?: string;
  status?: string;
}

/** A failure after which the provider gives up on a machine. */
export class TerminalFailure extends Error {
  constructor(readonly failure: string, message: string) {
    super(message);
  }
}

const mib = 1024 ** 2;

/**
 * Memory that a node still has for guests: what the provider's scheduler
 * counts, all guests whether they run or not.
 */
export function availableMemory(
  rows: readonly ResourceRow[],
  node: string,
  adjustment: number,
): number {
  const total =
    rows.find(row => row.type === 'node' && row.node === node)?.maxmem ?? 0;
  if (adjustment === 0) return total;
  const used = rows
    .filter(
      row =>
        (row.type === 'qemu' || row.type === 'lxc') &&
        row.node === node &&
        row.template !== 1,
    )
    .reduce((sum, row) => sum + (row.maxmem ?? 0), 0);
  return (total * adjustment) / 100 - used;
}

/** The node for a new machine: the one with the most memory left. */
export function pickNode(
  rows: readonly ResourceRow[],
  wish: { allowedNodes: string[]; memoryMiB: number; adjustment: number },
): string {
  const { allowedNodes, memoryMiB, adjustment } = wish;
  const [best] = allowedNodes
    .map(node => ({ node, left: availableMemory(rows, node, adjustment) }))
    .sort((a, b) => b.left - a.left);
  const wanted = memoryMiB * mib;
  if (best.left >= wanted) return best.node;
  throw new TerminalFailure(
    'InsufficientResources',
    `cannot reserve ${wanted}B of memory on node ${best.node}: ${Math.max(
      0,
      best.left,
    )}B available memory left`,
  );
}

function tagsOf(row: ResourceRow): string[] {
  return (row.tags ?? '').split(/[;,\s]+/).filter(Boolean);
}

/** The one template with the wanted tags. */
export function selectTemplate(
  rows: readonly ResourceRow[],
  selector: { matchTags: string[]; matchPolicy?: string },
): { node: string; vmid: number } {
  const wanted = [...selector.matchTags].sort();
  const isExact = (selector.matchPolicy ?? 'exact') === 'exact';
  const found = rows.filter(row => {
    if (row.type !== 'qemu' || row.template !== 1) return false;
    const tags = tagsOf(row).sort();
    return isExact
      ? tags.join() === wanted.join()
      : wanted.every(tag => tags.includes(tag));
  });
  const [row] = found;
  if (found.length === 1 && row.node && row.vmid) {
    return { node: row.node, vmid: row.vmid };
  }
  throw new TerminalFailure(
    'VMTemplateNotFound',
    `VM template not found: found ${
      found.length
    } VM templates with tags "${wanted.join(' ')}"`,
  );
}

/** The first free number of a range. */
export function pickNumber(
  rows: readonly ResourceRow[],
  range: { start: number; end: number },
): number {
  const taken = new Set(rows.map(row => row.vmid));
  for (let vmid = range.start; vmid <= range.end; vmid += 1) {
    if (!taken.has(vmid)) return vmid;
  }
  throw new TerminalFailure(
    'InsufficientResources',
    'No free vmid found in vmIDRange',
  );
}
