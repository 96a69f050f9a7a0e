import { PveClient } from '../client/PveClient';
import { PveVersion } from '../facts';
import { toVersion } from '../toModel/toVersion';
import { readVersionRow } from '../wire/version';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

/**
 * Release of the API host that answers; during an upgrade the others may differ.
 *
 * @throws PveError where it cannot be read.
 * @public
 */
export async function readVersion(
  client: PveClient,
  options: ReadOptions = {},
): Promise<PveVersion> {
  const pathTemplate = '/version';
  const { data } = await client.request({
    method: 'GET',
    pathTemplate,
    signal: options.signal,
  });
  return toVersion(
    understand({ source: client.name, pathTemplate }, () =>
      readVersionRow(data),
    ),
  );
}
