import { PveClient } from '../client/PveClient';
import { PveError } from '../client/PveError';
import { GuestLocator } from '../facts';
import { readClusterResources } from '../wire/clusterResources';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

/**
 * Makes a call on the node of a guest. A guest that has moved answers like one that never was, so the node is looked up
 * once more before that is believed.
 */
export async function onNodeOf<T>(
  client: PveClient,
  guest: GuestLocator & ReadOptions,
  call: (node: string) => Promise<T>,
): Promise<T> {
  try {
    return await call(guest.node);
  } catch (error) {
    if (!(error instanceof PveError) || error.kind !== 'not-found') {
      throw error;
    }
    const node = await findNode(client, guest);
    if (node === undefined || node === guest.node) {
      throw error;
    }
    return call(node);
  }
}

async function findNode(
  client: PveClient,
  guest: GuestLocator & ReadOptions,
): Promise<string | undefined> {
  const pathTemplate = '/cluster/resources';
  const { data } = await client.request({
    method: 'GET',
    pathTemplate,
    params: { type: 'vm' },
    signal: guest.signal,
  });
  const { guests } = understand({ source: client.name, pathTemplate }, () =>
    readClusterResources(data),
  );
  return guests.find(row => row.vmid === guest.vmid && row.type === guest.type)
    ?.node;
}

/** Path template of something below a guest. */
export function guestPath(guest: GuestLocator, below: string): string {
  return `/nodes/{node}/${guest.type}/{vmid}/${below}`;
}
