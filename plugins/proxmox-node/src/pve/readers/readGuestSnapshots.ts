import { GuestSnapshot } from '@rackstage/plugin-proxmox-common';
import { PveClient } from '../client/PveClient';
import { GuestLocator } from '../facts';
import { toSnapshots } from '../toModel/toSnapshots';
import { readSnapshots } from '../wire/snapshots';
import { guestPath, onNodeOf } from './onNodeOf';
import { ReadOptions } from './ReadOptions';
import { reportRemarks } from './reportRemarks';
import { understand } from './understand';

/**
 * Snapshots of a guest, oldest first.
 *
 * @throws PveError; of kind `not-found` where no node of the cluster has the guest.
 * @public
 */
export async function readGuestSnapshots(
  client: PveClient,
  guest: GuestLocator,
  options: ReadOptions = {},
): Promise<GuestSnapshot[]> {
  const pathTemplate = guestPath(guest, 'snapshot');
  return onNodeOf(client, { ...guest, ...options }, async node => {
    const { data } = await client.request({
      method: 'GET',
      pathTemplate,
      path: { node, vmid: guest.vmid },
      signal: options.signal,
    });
    const { rows, remarks } = understand(
      { source: client.name, pathTemplate, node },
      () => readSnapshots(data),
    );
    reportRemarks(client, pathTemplate, remarks);
    return toSnapshots(rows);
  });
}
