import { PveClient } from '../client/PveClient';
import { ReadingRemark } from '../facts';

/** Logs what was left out of an answer whose reader has no other way to say so. */
export function reportRemarks(
  client: PveClient,
  pathTemplate: string,
  remarks: ReadingRemark[],
) {
  if (remarks.length > 0) {
    const [{ subject, reason }] = remarks;
    const more = remarks.length > 1 ? ` (and ${remarks.length - 1} more)` : '';
    client.logger.warn(
      `Proxmox ${client.name}: GET ${pathTemplate}: ${subject} was not understood in full: ${reason}${more}`,
    );
  }
}
