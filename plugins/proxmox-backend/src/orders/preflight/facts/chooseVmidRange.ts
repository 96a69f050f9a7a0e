import { VmidRange } from '../../OrderDecisions';

/** Room for a pool that grows, without using up the range in a few orders. */
const MINIMUM_BLOCK = 20;
const MAXIMUM_BLOCK = 100;
/** Machines that may one day be there for each one of today. */
const GROWTH = 4;

/**
 * The first block of VMIDs that touches none of the taken ones, or `null` where there is none.
 *
 * @param machines - how many the order makes, with those during a replacement
 */
export function chooseVmidRange(options: {
  vmids: VmidRange;
  machines: number;
  taken: VmidRange[];
}): VmidRange | null {
  const { vmids, machines, taken } = options;
  const size = Math.min(
    Math.max(machines * GROWTH, MINIMUM_BLOCK),
    Math.max(machines, MAXIMUM_BLOCK),
  );
  let start = vmids.start;
  for (const range of [...taken].sort((a, b) => a.start - b.start)) {
    if (range.start > start + size - 1) {
      break;
    }
    start = Math.max(start, range.end + 1);
  }
  const end = start + size - 1;
  return end <= vmids.end ? { start, end } : null;
}
