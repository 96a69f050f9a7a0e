import { PveClient } from '../client/PveClient';
import { GuestConfigurationReading, GuestLocator } from '../facts';
import { toConfiguredAddresses } from '../toModel/toGuestAddresses';
import { toGuestConfiguration } from '../toModel/toGuestConfiguration';
import { readGuestConfigurationTexts } from '../wire/guestConfiguration';
import { guestPath, onNodeOf } from './onNodeOf';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

/**
 * A guest's configuration, pending changes included, wherever in the cluster the guest is now.
 *
 * @throws PveError; of kind `not-found` where no node of the cluster has it.
 * @public
 */
export async function readGuestConfiguration(
  client: PveClient,
  guest: GuestLocator,
  options: ReadOptions = {},
): Promise<GuestConfigurationReading> {
  const pathTemplate = guestPath(guest, 'config');
  return onNodeOf(client, { ...guest, ...options }, async node => {
    const { data } = await client.request({
      method: 'GET',
      pathTemplate,
      path: { node, vmid: guest.vmid },
      signal: options.signal,
    });
    const texts = understand({ source: client.name, pathTemplate, node }, () =>
      readGuestConfigurationTexts(data),
    );
    const configuration = toGuestConfiguration(guest.type, texts);
    return {
      configuration,
      configuredAddresses: toConfiguredAddresses(
        guest.type,
        texts,
        configuration.interfaces,
      ),
      ...(texts.boot === undefined ? {} : { boot: texts.boot }),
      node,
      remarks: [],
    };
  });
}
