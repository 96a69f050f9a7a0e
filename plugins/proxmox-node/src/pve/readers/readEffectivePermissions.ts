import { PveClient } from '../client/PveClient';
import { EffectivePermissions } from '../facts';
import { readPermissions } from '../wire/permissions';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

/**
 * What the credentials of the source may do, by path: the only way to tell an empty list from one that was filtered.
 *
 * @throws PveError where it cannot be read.
 * @public
 */
export async function readEffectivePermissions(
  client: PveClient,
  options: ReadOptions = {},
): Promise<EffectivePermissions> {
  const pathTemplate = '/access/permissions';
  const { data } = await client.request({
    method: 'GET',
    pathTemplate,
    signal: options.signal,
  });
  return understand({ source: client.name, pathTemplate }, () =>
    readPermissions(data),
  );
}
