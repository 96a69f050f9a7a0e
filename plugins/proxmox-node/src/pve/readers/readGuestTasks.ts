import { Task } from '@rackstage/plugin-proxmox-common';
import { PveClient } from '../client/PveClient';
import { GuestLocator } from '../facts';
import { toTasks } from '../toModel/toTasks';
import { readTasks } from '../wire/tasks';
import { ReadOptions } from './ReadOptions';
import { reportRemarks } from './reportRemarks';
import { understand } from './understand';

/**
 * Newest tasks of a guest, running ones included, as its present node knows them: what was done while the guest was on
 * another node is in that node's list. Without Sys.Audit on the node only the credentials' own tasks are listed.
 *
 * @param options - `limit` is 50 where it is not given
 * @throws PveError where they cannot be read.
 * @public
 */
export async function readGuestTasks(
  client: PveClient,
  guest: GuestLocator,
  options: ReadOptions & { limit?: number } = {},
): Promise<Task[]> {
  const pathTemplate = '/nodes/{node}/tasks';
  const { node, vmid } = guest;
  const { limit = 50, signal } = options;
  const { data } = await client.request({
    method: 'GET',
    pathTemplate,
    path: { node },
    params: { vmid, limit, source: 'all' },
    signal,
  });
  const { rows, remarks } = understand(
    { source: client.name, pathTemplate, node },
    () => readTasks(data),
  );
  const read = toTasks(rows, client.name);
  reportRemarks(client, pathTemplate, [...remarks, ...read.remarks]);
  return read.tasks;
}
