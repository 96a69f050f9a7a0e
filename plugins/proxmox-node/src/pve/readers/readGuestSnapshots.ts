import { GuestSnapshot } from '@rackstage/plugin-proxmox-common';
import { PveClient } from '../client/PveClient';
import { GuestLocator, ReadingRemark } from '../facts';
import { toSnapshots } from '../toModel/toSnapshots';
import { readSnapshots } from '../wire/snapshots';
import { guestPath, onNodeOf } from './onNodeOf';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

/**
 * Snapshots of a guest, oldest first.
 *
 * @throws PveError; of kind `not-found` where no node of the cluster has the guest.
 * @public
 */
export async function readGuestSnapshots(
  client: PveClient,
  guest: GuestLocator & ReadOptions,
): Promise<{ snapshots: GuestSnapshot[]; remarks: ReadingRemark[] }> {
  const pathTemplate = guestPath(guest, 'snapshot');
  return onNodeOf(client, guest, async node => {
    const { data } = await client.request({
      method: 'GET',
      pathTemplate,
      path: { node, vmid: guest.vmid },
      signal: guest.signal,
    });
    const { rows, remarks } = understand(
      { source: client.name, pathTemplate, node },
      () => readSnapshots(data),
    );
    return { snapshots: toSnapshots(rows), remarks };
  });
}
